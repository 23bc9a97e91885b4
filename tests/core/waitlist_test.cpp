// Goal: the waiting list asks in the order it says, lets nobody wait for ever, and an offer ends in
// one way only. Method: the sample hotel with counts that the test sets; tables of ranks and
// states; a long queue with better guests joining all the time.
#include "core/office/waitlist.h"

#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "tests/fakes/sample.h"
#include "tests/fakes/store_facts.h"

namespace lobby::office {
namespace waitlist_test {

const LocalDate friday = LocalDate::of(2026, 12, 11);
constexpr UtcTime start = tests::sample_now;
constexpr Duration patience = Duration::hours(limits::waitlist_patience_hours);

WaitEntry entry(std::uint64_t number, std::int32_t tier, UtcTime joined_at,
                std::int32_t people = 2) {
  WaitEntry made;
  made.id = tests::id_of<WaitId>(number);
  made.wish = tests::spa_visit(friday, 10 * 60, people);
  made.tier = tier;
  made.joined_at = joined_at;
  return made;
}

std::string order_of(const std::vector<WaitEntry>& entries, UtcTime now) {
  std::string text;
  for (const WaitEntry& one : ranked(entries, now)) {
    for (std::size_t at = 0; at < entries.size(); ++at) {
      text += one.id == entries[at].id ? std::to_string(at) : "";
    }
  }
  return text;
}

class Waitlist : public testing::Test {
 protected:
  booking::Market market(UtcTime now = start) const { return {catalog_, zone_, free_count_, now}; }
  std::optional<WaitId> asked(const std::vector<WaitEntry>& entries, UtcTime now = start) const {
    const auto next = next_to_ask(entries, market(now));
    return next ? std::optional(next->id) : std::nullopt;
  }

  const catalog::Catalog catalog_ = tests::sample_catalog();
  const ZoneRules zone_ = tests::sample_zone();
  std::int32_t free_ = 6;
  const booking::FreeUnits free_count_ = [this](const inventory::Slot&) { return free_; };
};

TEST_F(Waitlist, ranks_by_tier_then_time) {
  const std::vector<WaitEntry> entries = {
      entry(1, 0, start), entry(2, 2, start + Duration::hours(2)),
      entry(3, 2, start + Duration::hours(1)), entry(4, 0, start - Duration::hours(1))};
  EXPECT_EQ(order_of(entries, start + Duration::hours(3)), "2130");
}

TEST_F(Waitlist, who_has_waited_counts_as_a_tier_higher) {
  const std::vector<WaitEntry> entries = {entry(1, 0, start), entry(2, 1, start + patience)};
  EXPECT_EQ(order_of(entries, start + patience - Duration::milliseconds(1)), "10");
  EXPECT_EQ(order_of(entries, start + patience), "01");
}

TEST_F(Waitlist, a_party_too_large_holds_nobody_up_and_keeps_its_place) {
  const std::vector<WaitEntry> entries = {entry(1, 3, start, 4), entry(2, 0, start, 2)};
  free_ = 3;
  EXPECT_EQ(asked(entries), entries[1].id);
  free_ = 4;
  EXPECT_EQ(asked(entries), entries[0].id);
  free_ = 1;
  EXPECT_EQ(asked(entries), std::nullopt);
}

TEST_F(Waitlist, a_day_that_has_come_is_passed_by) {
  const std::vector<WaitEntry> entries = {entry(1, 0, start)};
  EXPECT_TRUE(asked(entries));
  EXPECT_FALSE(asked(entries, start + Duration::days(30)));
}

TEST_F(Waitlist, nobody_waits_for_ever_behind_better_guests_who_keep_coming) {
  std::vector<WaitEntry> entries = {entry(1, 0, start)};
  std::uint64_t number = 1;
  UtcTime now = start;
  // Each hour a guest of the best tier joins, and one offer is made and taken.
  for (int hour = 0; hour < 24 * 60; ++hour) {
    now = now + Duration::hours(1);
    entries.push_back(entry(++number, limits::guest_tier_max, now));
    const std::vector<WaitEntry> order = ranked(entries, now);
    if (order.front().id == entries.front().id) {
      EXPECT_LE(now - start, Duration{patience.ms * (limits::guest_tier_max + 1)});
      return;
    }
    std::erase_if(entries, [&](const WaitEntry& one) { return one.id == order.front().id; });
  }
  FAIL() << "the first guest was never asked";
}

TEST_F(Waitlist, an_offer_that_ran_out_goes_to_the_next) {
  std::vector<WaitEntry> entries = {entry(1, 0, start), entry(2, 0, start + Duration::hours(1))};
  const UtcTime later = start + Duration::hours(2);
  for (std::int32_t made = 1; made <= limits::waitlist_offers_max; ++made) {
    entries[0] = *offer(entries[0], later, later + Duration::hours(1));
    EXPECT_EQ(asked(entries, later), entries[1].id);
    entries[0] = *expire(entries[0], later + Duration::hours(1));
    EXPECT_EQ(entries[0].offers, made);
  }
  EXPECT_EQ(entries[0].state, WaitState::exhausted);
}

TEST_F(Waitlist, an_offer_ends_in_one_way) {
  const WaitEntry waiting = entry(1, 0, start);
  const UtcTime end = start + Duration::hours(1);
  const WaitEntry offered = *offer(waiting, start, end);
  EXPECT_EQ(offered.offer_expires_at, end);
  const WaitEntry accepted = *accept(offered, end - Duration::milliseconds(1));
  const WaitEntry declined = *decline(offered);
  const WaitEntry withdrawn = *withdraw(offered);
  EXPECT_EQ(accepted.state, WaitState::accepted);
  EXPECT_EQ(declined.state, WaitState::declined);
  EXPECT_EQ(withdrawn.state, WaitState::withdrawn);
  EXPECT_EQ(withdraw(waiting)->state, WaitState::withdrawn);
  EXPECT_EQ(expire(offered, end)->state, WaitState::waiting);

  using enum ErrorCode;
  EXPECT_EQ(accept(offered, end).error().code, expired);
  EXPECT_EQ(expire(offered, end - Duration::milliseconds(1)).error().code, invalid_transition);
  EXPECT_EQ(offer(waiting, start, start).error().code, out_of_range);
  for (const WaitEntry& over : {accepted, declined, withdrawn}) {
    EXPECT_EQ(offer(over, start, end).error().code, invalid_transition);
    EXPECT_EQ(accept(over, start).error().code, invalid_transition);
    EXPECT_EQ(decline(over).error().code, invalid_transition);
    EXPECT_EQ(withdraw(over).error().code, invalid_transition);
    EXPECT_EQ(expire(over, end).error().code, invalid_transition);
  }
  EXPECT_EQ(accept(waiting, start).error().code, invalid_transition);
}

TEST_F(Waitlist, names_read_back) {
  for (std::uint8_t number = 0; number <= static_cast<std::uint8_t>(WaitState::exhausted);
       ++number) {
    const auto state = static_cast<WaitState>(number);
    EXPECT_EQ(wait_state_from(name_of(state)), state);
  }
}

}  // namespace waitlist_test
}  // namespace lobby::office
