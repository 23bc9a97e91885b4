// The tables of a catalogue apart from its services, pools, policies and rules about prices.
#include "platform/toml/catalog_tables.h"

#include <limits>

#include "core/base/text.h"

namespace lobby::toml {
namespace {

constexpr std::string_view add_on_bases[] = {"each", "once"};
constexpr std::string_view date_kind_names = "weekday, friday, saturday, holiday, peak";
constexpr std::string_view note_kind_names = "wish, allergen, diet, mobility, set_up";
constexpr std::string_view allergen_names =
    "gluten, crustaceans, eggs, fish, peanuts, soybeans, milk, nuts, celery, mustard, sesame, "
    "sulphites, lupin, molluscs";

Currency read_currency(Table& table) {
  const std::string code = table.text("currency");
  const Result<Currency> currency = Currency::parse(code);
  if (!currency && !code.empty()) {
    table.fault(currency.error().code, "currency", currency.error().detail);
  }
  return currency ? *currency : Currency{};
}

}  // namespace

catalog::LocalText read_text(Table& table, std::string_view key) {
  catalog::LocalText text;
  table.each_text(key, [&](const std::string& language, const std::string& words) {
    text.by_language.emplace(language, words);
  });
  return text;
}

catalog::LocalText read_text_or_none(Table& table, std::string_view key) {
  return table.has(key) ? read_text(table, key) : catalog::LocalText{};
}

std::vector<catalog::Question> read_questions(Table& table, std::string_view key) {
  std::vector<catalog::Question> questions;
  table.each_or_none(key, false, [&](Table& entry) {
    questions.push_back({read_text(entry, "question"), read_text(entry, "answer")});
  });
  return questions;
}

catalog::DateRange read_days(Table& table) {
  return {table.date("first"), table.date("last")};
}

catalog::RateTable read_rates(Table& table, std::string_view key, Currency currency) {
  catalog::RateTable rates;
  rates.fill({0, currency});
  if (!table.has_table(key)) {
    rates.fill(table.money(key, currency));
    return rates;
  }
  table.table(key, [&](Table& prices) {
    for (std::size_t index = 0; index < rates.size(); ++index) {
      rates[index] =
          prices.money(catalog::name_of(static_cast<catalog::DateKind>(index)), currency);
    }
  });
  return rates;
}

catalog::Site read_site(Table& table) {
  catalog::Site site;
  site.id = table.slug<SiteId>("id");
  const std::int32_t number = table.integer("number");
  if (number < 0) {
    table.fault(ErrorCode::out_of_range, "number", "is negative; write a number from 1 up");
  }
  site.number = static_cast<std::uint32_t>(std::max(0, number));
  site.name = read_text(table, "name");
  site.welcome = read_text(table, "welcome");
  site.tagline = read_text(table, "tagline");
  site.currency = read_currency(table);
  site.zone_name = table.text("zone");
  site.ticket_host = table.text("ticket_host");
  site.phone = table.text("phone");
  site.brand_colour = table.text("brand_colour");
  site.logo = table.text("logo");
  site.hero = table.text("hero");
  site.languages = table.texts_or_none("languages");
  site.tax_percent = table.integer_or("tax_percent", 0);
  site.service_percent = table.integer_or("service_percent", 0);
  site.outage_hours = table.integer_or("outage_hours", site.outage_hours);
  site.offline_hours = table.integer_or("offline_hours", site.offline_hours);
  site.tax_added = table.boolean_or("tax_added", false);
  site.service_added = table.boolean_or("service_added", false);
  site.cash_unit =
      table.has("cash_unit") ? table.money("cash_unit", site.currency) : Money{0, site.currency};
  site.quote_minutes = table.integer_or("quote_minutes", site.quote_minutes);
  site.waiting_minutes = table.integer_or("waiting_minutes", site.waiting_minutes);
  site.faq = read_questions(table, "faq");
  table.each_or_none("seasons", true,
                     [&](Table& entry) { site.seasons.push_back(read_season(entry)); });
  table.each_or_none("calendar", false, [&](Table& entry) {
    site.calendar.push_back(
        {entry.date("first"), entry.date("last"),
         entry.choice<catalog::DateKind>("kind", &catalog::date_kind_from, date_kind_names)});
  });
  return site;
}

catalog::Department read_department(Table& table) {
  return {table.slug<DepartmentId>("id"), read_text(table, "name"),
          table.integer_or("lead_hours", 0)};
}

catalog::RiskTable read_risk(Table& table) {
  catalog::RiskTable risk;
  for (std::size_t number = 0; number < catalog::risk_rule_count; ++number) {
    const std::string_view name = catalog::name_of(static_cast<catalog::RiskRule>(number));
    risk.levels[number] = table.choice_or(name, risk.levels[number], &catalog::risk_level_from,
                                          "off, notice, review, block");
  }
  risk.adult_age = table.integer_or("adult_age", risk.adult_age);
  risk.open_bookings_max = table.integer_or("open_bookings_max", risk.open_bookings_max);
  risk.attempts_max = table.integer_or("attempts_max", risk.attempts_max);
  risk.attempts_minutes = table.integer_or("attempts_minutes", risk.attempts_minutes);
  return risk;
}

catalog::AddOn read_add_on(Table& table, Currency currency) {
  catalog::AddOn add_on;
  add_on.id = table.slug<AddOnId>("id");
  add_on.name = read_text(table, "name");
  add_on.price_unit = read_text(table, "price_unit");
  add_on.picture = table.text("picture");
  add_on.price = table.money("price", currency);
  add_on.basis = table.choice<catalog::AddOnBasis>(
      "basis",
      [](std::string_view name) { return enum_from<catalog::AddOnBasis>(add_on_bases, name); },
      "each, once");
  add_on.count_max = table.integer_or("count_max", 1);
  add_on.count_start = table.integer_or("count_start", 1);
  add_on.department = table.slug<DepartmentId>("department");
  add_on.kind = table.choice_or("kind", catalog::AddOnKind::materials, &catalog::add_on_kind_from,
                                "materials, catering, interpreter, equipment");
  if (table.has("stock")) {
    table.table("stock", [&](Table& stock) {
      add_on.stock = catalog::AddOnStock{stock.slug<PoolId>("pool"), stock.integer_or("units", 1)};
    });
  }
  add_on.lead_hours = table.integer_or("lead_hours", 0);
  return add_on;
}

catalog::GuestNote read_note(Table& table) {
  catalog::GuestNote note{table.slug<NoteId>("id"), read_text(table, "name")};
  if (table.has("kind")) {
    note.kind = table.choice<catalog::NoteKind>("kind", &catalog::note_kind_from, note_kind_names);
  }
  if (table.has("allergen")) {
    note.allergen =
        table.choice<catalog::Allergen>("allergen", &catalog::allergen_from, allergen_names);
  }
  note.departments = table.slugs_or_none<DepartmentId>("departments");
  return note;
}

}  // namespace lobby::toml
