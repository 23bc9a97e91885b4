// The services of a catalogue.
#include <limits>

#include "core/base/text.h"
#include "platform/toml/catalog_tables.h"

namespace lobby::toml {
namespace {

constexpr std::string_view units_per_names[] = {"booking", "person"};
constexpr std::string_view included_per_names[] = {"booking", "person_night"};

std::optional<catalog::UnitsPer> units_per_from(std::string_view name) {
  return enum_from<catalog::UnitsPer>(units_per_names, name);
}

std::uint16_t read_number(Table& table) {
  const std::int32_t number = table.integer("number");
  if (number < 0 || number > std::numeric_limits<std::uint16_t>::max()) {
    table.fault(ErrorCode::out_of_range, "number",
                "is " + std::to_string(number) + "; write a number from 1 to 65535");
    return 0;
  }
  return static_cast<std::uint16_t>(number);
}

catalog::PoolUse read_use(Table& table) {
  catalog::PoolUse use;
  use.pool = table.slug<PoolId>("pool");
  use.units = table.integer_or("units", 1);
  use.per = table.choice_or("per", catalog::UnitsPer::booking, &units_per_from, "booking, person");
  return use;
}

catalog::Included read_included(Table& table) {
  catalog::Included included;
  included.name = read_text(table, "name");
  included.per = table.choice_or(
      "per", catalog::IncludedPer::booking,
      [](std::string_view name) {
        return enum_from<catalog::IncludedPer>(included_per_names, name);
      },
      "booking, person_night");
  return included;
}

void read_words(Table& table, catalog::Service& service) {
  service.name = read_text(table, "name");
  service.benefit = read_text(table, "benefit");
  service.price_unit = read_text(table, "price_unit");
  service.unit_name = read_text(table, "unit_name");
  service.picture = table.text("picture");
  service.photos = table.texts_or_none("photos");
  service.description = read_text_or_none(table, "description");
  service.notice = read_text_or_none(table, "notice");
  service.faq = read_questions(table, "faq");
  table.each_or_none("facts", false, [&](Table& entry) {
    service.facts.push_back({entry.text("icon"), read_text(entry, "text")});
  });
  table.each_or_none("included", false,
                     [&](Table& entry) { service.included.push_back(read_included(entry)); });
}

std::vector<catalog::Rebate> read_rebates(Table& table, std::string_view key) {
  std::vector<catalog::Rebate> rebates;
  table.each_or_none(key, false, [&](Table& entry) {
    rebates.push_back({entry.integer("from"), entry.integer("percent")});
  });
  return rebates;
}

void read_prices(Table& table, Currency currency, catalog::Service& service) {
  service.priced_per =
      table.choice_or("priced_per", catalog::UnitsPer::booking, &units_per_from, "booking, person");
  const bool has_rates = service.kind != catalog::ServiceKind::time_slot &&
                         service.kind != catalog::ServiceKind::composite &&
                         (service.kind != catalog::ServiceKind::unlimited || !table.has("blocks"));
  service.rates.fill({0, currency});
  if (has_rates) {
    service.rates = read_rates(table, "rates", currency);
  }
  table.each_or_none("blocks", false, [&](Table& entry) {
    service.blocks.push_back(
        {entry.minute("start"), entry.minute("end"), read_rates(entry, "rates", currency)});
  });
  service.blocks_max = table.integer_or("blocks_max", 1);
  service.units_max = table.integer_or("units_max", 1);
  service.package_percent = table.integer_or("package_percent", 0);
  service.long_stay = read_rebates(table, "long_stay");
  service.group = read_rebates(table, "group");
  if (table.has("extra_person")) {
    table.table("extra_person", [&](Table& extra) {
      service.extra_person = catalog::ExtraPerson{
          extra.integer("above"), extra.money("adult", currency), extra.money("child", currency)};
    });
  }
}

catalog::Part read_part(Table& table) {
  catalog::Part part;
  part.service = table.slug<ServiceId>("service");
  part.day = table.integer_or("day", 0);
  part.nights = table.integer_or("nights", 1);
  part.block_starts = table.minutes_or_none("blocks");
  part.units = table.integer_or("units", 1);
  part.optional = table.boolean_or("optional", false);
  return part;
}

// What it asks of guests, and where it is sold.
void read_needs(Table& table, catalog::Service& service) {
  service.age_min = table.integer_or("age_min", 0);
  service.identity = table.choice_or("identity", catalog::IdentityNeed::none,
                                     &catalog::identity_need_from, "none, booker, everyone");
  service.approval_from_party = table.integer_or("approval_from_party", 0);
  if (table.has("channels")) {
    service.channels = table.choices_or_none<catalog::SalesChannel>(
        "channels", &catalog::sales_channel_from, "kiosk, counter, phone, online");
  } else if (!catalog::kiosk_can_sell(service)) {
    std::erase(service.channels, catalog::SalesChannel::kiosk);
  }
}

}  // namespace

catalog::Service read_service(Table& table, Currency currency) {
  catalog::Service service;
  service.id = table.slug<ServiceId>("id");
  service.number = read_number(table);
  service.category = table.choice<catalog::Category>("category", &catalog::category_from,
                                                     "rooms, meetings, dining, spa, travel");
  service.kind = table.choice<catalog::ServiceKind>(
      "kind", &catalog::service_kind_from, "nightly, time_slot, whole_day, unlimited, composite");
  read_words(table, service);
  service.department = table.slug<DepartmentId>("department");
  service.policy = table.slug<PolicyId>("policy");
  table.each_or_none("uses", false, [&](Table& entry) { service.uses.push_back(read_use(entry)); });
  read_prices(table, currency, service);
  service.party_min = table.integer_or("party_min", 1);
  service.party_max = table.integer("party_max");
  service.children_allowed = table.boolean_or("children_allowed", false);
  service.nights_max = table.integer_or("nights_max", 1);
  service.check_in_minute = table.minute_or("check_in", 0);
  service.check_out_minute = table.minute_or("check_out", 0);
  service.notice_minutes = table.integer_or("notice_minutes", 0);
  service.horizon_days = table.integer_or("horizon_days", service.horizon_days);
  service.add_ons = table.slugs_or_none<AddOnId>("add_ons");
  service.notes = table.slugs_or_none<NoteId>("notes");
  table.each_or_none("parts", false,
                     [&](Table& entry) { service.parts.push_back(read_part(entry)); });
  read_needs(table, service);
  return service;
}

}  // namespace lobby::toml
