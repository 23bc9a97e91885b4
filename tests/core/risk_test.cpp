// Goal: each risk rule is found where it is broken and nowhere else, and what comes of it is what
// the site says. Method: sound facts with one thing changed, on the edge and beside it.
#include "core/office/risk.h"

#include <functional>

#include <gtest/gtest.h>

namespace lobby::office {
namespace risk_test {

using catalog::RiskLevel;
using catalog::RiskRule;
using catalog::RiskTable;

constexpr UtcTime noon{1'796'090'400'000};

booking::Window hours(int from, int until) {
  return {noon + Duration::hours(from), noon + Duration::hours(until), noon};
}

RiskFacts sound() {
  RiskFacts facts;
  facts.today = LocalDate::of(2026, 12, 1);
  facts.birth_dates = {LocalDate::of(1990, 5, 17)};
  facts.window = hours(2, 4);
  facts.attempts = 1;
  return facts;
}

Guardian mother() {
  return {"Lin Yi", "mother", "13800005678", true};
}

TEST(Risk, a_sound_booking_breaks_no_rule) {
  EXPECT_TRUE(assess({}, sound()).empty());
  EXPECT_EQ(level_of({}), RiskLevel::off);
}

TEST(Risk, each_rule_on_its_edge) {
  struct Row {
    const char* what;
    RiskRule rule;
    bool broken;
    std::function<void(RiskFacts&)> change;
  };
  using enum RiskRule;
  const LocalDate eighteen_today = LocalDate::of(2008, 12, 1);
  const LocalDate eighteen_tomorrow = LocalDate::of(2008, 12, 2);
  const Row table[] = {
      {"on the refusal list", refused_guest, true, [](RiskFacts& f) { f.refusal_listed = true; }},
      {"of age today", minor_alone, false, [&](RiskFacts& f) { f.birth_dates = {eighteen_today}; }},
      {"of age tomorrow", minor_alone, true,
       [&](RiskFacts& f) { f.birth_dates = {eighteen_tomorrow}; }},
      {"a minor with a parent", minor_alone, false,
       [&](RiskFacts& f) { f.birth_dates.push_back(eighteen_tomorrow); }},
      {"two minors", minor_alone, true,
       [&](RiskFacts& f) { f.birth_dates = {eighteen_tomorrow, LocalDate::of(2015, 1, 1)}; }},
      {"a minor whose mother agrees", minor_alone, false,
       [&](RiskFacts& f) {
         f.birth_dates = {eighteen_tomorrow};
         f.guardian = mother();
       }},
      {"a minor whose mother was not asked", minor_alone, true,
       [&](RiskFacts& f) {
         f.birth_dates = {eighteen_tomorrow};
         f.guardian = mother();
         f.guardian->consents = false;
       }},
      {"a licensed company", company_unlicensed, false,
       [](RiskFacts& f) { f.for_company = f.licence_valid = true; }},
      {"a company without a licence", company_unlicensed, true,
       [](RiskFacts& f) { f.for_company = true; }},
      {"a booking right before", double_booked, false,
       [](RiskFacts& f) { f.same_guest = {hours(0, 2), hours(4, 6)}; }},
      {"a booking over it", double_booked, true,
       [](RiskFacts& f) { f.same_guest = {hours(3, 5)}; }},
      {"four open bookings", too_many_open, false,
       [](RiskFacts& f) { f.same_guest.assign(4, hours(50, 52)); }},
      {"five open bookings", too_many_open, true,
       [](RiskFacts& f) { f.same_guest.assign(5, hours(50, 52)); }},
      {"ten attempts", too_many_attempts, false, [](RiskFacts& f) { f.attempts = 10; }},
      {"eleven attempts", too_many_attempts, true, [](RiskFacts& f) { f.attempts = 11; }},
      {"a special set-up", approval_needed, true, [](RiskFacts& f) { f.special_setup = true; }},
      {"a deposit to pay", deposit_first, true, [](RiskFacts& f) { f.deposit_missing = true; }},
  };
  for (const Row& row : table) {
    RiskFacts facts = sound();
    row.change(facts);
    const std::vector<RiskFinding> findings = assess({}, facts);
    const std::vector<RiskFinding> expected =
        row.broken ? std::vector<RiskFinding>{{row.rule, RiskTable{}.level(row.rule)}}
                   : std::vector<RiskFinding>{};
    EXPECT_EQ(findings, expected) << row.what;
  }
}

TEST(Risk, the_site_sets_the_levels) {
  RiskFacts facts = sound();
  facts.refusal_listed = true;
  facts.special_setup = true;
  facts.deposit_missing = true;
  RiskTable table;
  const auto set = [&](RiskRule rule, RiskLevel level) {
    table.levels[static_cast<std::size_t>(rule)] = level;
  };
  set(RiskRule::refused_guest, RiskLevel::notice);
  set(RiskRule::approval_needed, RiskLevel::off);
  set(RiskRule::deposit_first, RiskLevel::block);
  const std::vector<RiskFinding> findings = assess(table, facts);
  EXPECT_EQ(findings, (std::vector<RiskFinding>{{RiskRule::deposit_first, RiskLevel::block},
                                                {RiskRule::refused_guest, RiskLevel::notice}}));
  EXPECT_EQ(level_of(findings), RiskLevel::block);
}

}  // namespace risk_test
}  // namespace lobby::office
