// The policies of a catalogue.
#include "platform/toml/catalog_tables.h"

namespace lobby::toml {
namespace {

constexpr std::string_view fee_basis_names = "free, first_unit, total, deposit";

catalog::CancellationTier read_tier(Table& table) {
  catalog::CancellationTier tier;
  tier.basis = table.choice<catalog::FeeBasis>("basis", &catalog::fee_basis_from, fee_basis_names);
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

catalog::BreachRule read_breach(Table& table) {
  catalog::BreachRule rule;
  rule.refund = table.boolean_or("refund", rule.refund);
  rule.basis = table.choice_or("basis", rule.basis, &catalog::fee_basis_from, "first_unit, total");
  rule.percent = table.integer_or("percent", 0);
  rule.voucher_percent = table.integer_or("voucher_percent", 0);
  return rule;
}

}  // namespace

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
  policy.version = table.integer_or("version", 1);
  policy.parts_cancellable = table.boolean_or("parts_cancellable", false);
  if (table.has("breach")) {
    table.table("breach", [&](Table& rule) { policy.breach = read_breach(rule); });
  }
  policy.summary = read_text(table, "summary");
  policy.change_rule = read_text(table, "change_rule");
  policy.breach_title = read_text(table, "breach_title");
  policy.breach_text = read_text(table, "breach_text");
  return policy;
}

}  // namespace lobby::toml
