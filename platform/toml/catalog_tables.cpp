// The tables of a catalogue apart from its services.
#include "platform/toml/catalog_tables.h"

#include <limits>

#include "core/base/text.h"

namespace lobby::toml {
namespace {

constexpr std::string_view fee_bases[] = {"free", "first_unit", "total"};
constexpr std::string_view add_on_bases[] = {"each", "once"};
constexpr std::string_view date_kind_names = "weekday, friday, saturday, holiday, peak";

catalog::CancellationTier read_tier(Table& table) {
  catalog::CancellationTier tier;
  tier.basis = table.choice<catalog::FeeBasis>(
      "basis", [](std::string_view name) { return enum_from<catalog::FeeBasis>(fee_bases, name); },
      "free, first_unit, total");
  tier.percent = table.integer_or("percent", 0);
  tier.days_before = table.integer_or("days_before", 0);
  if (table.has("at")) {
    tier.at_minute = table.minute("at");
  }
  if (table.has("minutes_before")) {
    tier.minutes_before = table.integer("minutes_before");
  }
  return tier;
}

catalog::DepositRule read_deposit(Table& table, Currency currency) {
  catalog::DepositRule rule;
  rule.from_total =
      table.has("from_total") ? table.money("from_total", currency) : Money{0, currency};
  rule.from_nights = table.integer_or("from_nights", 0);
  rule.percent = table.integer("percent");
  rule.within_hours = table.integer("within_hours");
  rule.balance_days_before = table.integer_or("balance_days_before", 0);
  rule.remind_hours = table.integer_or("remind_hours", 0);
  rule.grace_hours = table.integer_or("grace_hours", 0);
  return rule;
}

catalog::ChangeRule read_changes(Table& table) {
  catalog::ChangeRule rule;
  rule.free_changes = table.integer_or("free", 0);
  rule.fee_percent = table.integer_or("fee_percent", 0);
  rule.hours_before = table.integer_or("hours_before", 0);
  return rule;
}

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
  table.each_or_none("calendar", false, [&](Table& entry) {
    site.calendar.push_back(
        {entry.date("first"), entry.date("last"),
         entry.choice<catalog::DateKind>("kind", &catalog::date_kind_from, date_kind_names)});
  });
  return site;
}

catalog::Department read_department(Table& table) {
  return {table.slug<DepartmentId>("id"), read_text(table, "name")};
}

catalog::Pool read_pool(Table& table) {
  catalog::Pool pool;
  pool.id = table.slug<PoolId>("id");
  pool.name = read_text(table, "name");
  pool.capacity = table.integer("capacity");
  pool.cell_minutes = table.integer_or("cell_minutes", pool.cell_minutes);
  pool.opens_minute = table.minute_or("opens", pool.opens_minute);
  pool.closes_minute = table.minute_or("closes", pool.closes_minute);
  pool.standing_per_device = table.integer("standing_per_device");
  pool.few_left = table.integer_or("few_left", 0);
  pool.reclaim_after_hours = table.integer_or("reclaim_after_hours", pool.reclaim_after_hours);
  return pool;
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

catalog::Policy read_policy(Table& table, Currency currency) {
  catalog::Policy policy;
  policy.id = table.slug<PolicyId>("id");
  table.each_or_none("tiers", false,
                     [&](Table& entry) { policy.tiers.push_back(read_tier(entry)); });
  if (table.has("changes")) {
    table.table("changes", [&](Table& rule) { policy.changes = read_changes(rule); });
  }
  if (table.has("deposit")) {
    table.table("deposit", [&](Table& rule) { policy.deposit = read_deposit(rule, currency); });
  }
  policy.summary = read_text(table, "summary");
  policy.change_rule = read_text(table, "change_rule");
  policy.breach_title = read_text(table, "breach_title");
  policy.breach_text = read_text(table, "breach_text");
  return policy;
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
  return add_on;
}

catalog::GuestNote read_note(Table& table) {
  return {table.slug<NoteId>("id"), read_text(table, "name")};
}

}  // namespace lobby::toml
