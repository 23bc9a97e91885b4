// Goal: feed, capacity set by staff, what was taken back and demand of every ServerStore. Method:
// one typed suite over all implementations.
#include <gtest/gtest.h>

#include "tests/contract/server_store_kinds.h"

namespace lobby::tests {
namespace {

template <class Kind>
class ServerFeedContract : public ServerStoreFixture<Kind> {};

TYPED_TEST_SUITE(ServerFeedContract, ServerStoreKinds, ServerStoreKindNames);

using port::ServerTransaction;

TYPED_TEST(ServerFeedContract, the_feed_keeps_the_last_item_of_every_fact) {
  protocol::BookingNotice first = listed(1, 1, {100}, {200});
  ASSERT_TRUE(this->append(first).ok());
  ASSERT_TRUE(this->append(listed(2, 1, {100}, {200})).ok());
  const std::int64_t read = *this->store().feed_head(site);
  protocol::BookingNotice later = first;
  later.version = 2;
  ASSERT_TRUE(this->append(later).ok());
  const auto snapshot = this->feed(0);
  ASSERT_EQ(snapshot->size(), 2U);
  EXPECT_EQ(snapshot->front().item, protocol::FeedItem(listed(2, 1, {100}, {200})));
  EXPECT_EQ(snapshot->back().item, protocol::FeedItem(later));
  const auto changes = this->feed(read);
  ASSERT_EQ(changes->size(), 1U);
  EXPECT_EQ(changes->front().cursor, read + 1);
  ASSERT_TRUE(
      this->in([](ServerTransaction& to) { return to.forget_feed({200 + 100LL * 86'400'000}); })
          .ok());
  EXPECT_TRUE(this->feed(0)->empty());
  EXPECT_EQ(*this->store().feed_head(site), read + 1);
}

TYPED_TEST(ServerFeedContract, what_one_transaction_tells_is_in_its_order_and_seen_by_it) {
  constexpr std::size_t items = 23;
  ASSERT_TRUE(this->append(listed(1, 1, {100}, {200})).ok());
  const auto seen = this->in([](ServerTransaction& to) -> Result<port::FeedRows> {
    for (std::size_t number = 1; number <= items; ++number) {
      if (Status told = to.append_feed(listed(number, 2, {100}, {200})); !told) {
        return told.error();
      }
    }
    // Twice in one transaction: the later one counts, and has the later place.
    if (Status told = to.append_feed(listed(2, 3, {100}, {200})); !told) {
      return told.error();
    }
    return to.feed_after(1, {protocol::DeviceRole::desk, {}}, 100);
  });
  ASSERT_TRUE(seen) << to_string(seen.error());
  ASSERT_EQ(seen->rows.size(), items);
  EXPECT_EQ(seen->rows.front().item, protocol::FeedItem(listed(1, 2, {100}, {200})));
  EXPECT_EQ(seen->rows[1].item, protocol::FeedItem(listed(3, 2, {100}, {200})));
  EXPECT_EQ(seen->rows.back().item, protocol::FeedItem(listed(2, 3, {100}, {200})));
  for (std::size_t row = 1; row < items; ++row) {
    EXPECT_LT(seen->rows[row - 1].cursor, seen->rows[row].cursor);
  }
  EXPECT_EQ(*this->feed(1), seen->rows);
  EXPECT_EQ(*this->store().feed_head(site), seen->cursor);
}

TYPED_TEST(ServerFeedContract, a_transaction_that_fails_or_only_reads_tells_nothing) {
  const auto failed = this->in([](ServerTransaction& to) {
    const Status told = to.append_feed(listed(1, 1, {100}, {200}));
    return told ? Status(fail(ErrorCode::sold_out, "on purpose")) : told;
  });
  EXPECT_EQ(failed.error().code, ErrorCode::sold_out);
  const Status read = this->store().read(
      site, [](ServerTransaction& to) { return to.append_feed(listed(1, 1, {100}, {200})); });
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().code, ErrorCode::read_only) << read.error().detail;
  EXPECT_TRUE(this->feed(0)->empty());
}

TYPED_TEST(ServerFeedContract, rule_3_many_slots_are_granted_at_once_or_none) {
  std::vector<inventory::Slot> slots;
  std::vector<inventory::SlotUnits> units;
  for (unsigned day = 1; day <= 21; ++day) {
    slots.push_back(night(day));
    units.push_back({night(day), static_cast<std::int32_t>(1 + day % 3)});
  }
  ASSERT_TRUE(this->ensure(slots, 6).ok());
  ASSERT_TRUE(this->grant(kiosk_one, units[4]).ok());
  const auto grant_all = [&] {
    return this->in([&](ServerTransaction& to) { return to.grant_all({kiosk_one, 1}, units); });
  };
  const auto totals = grant_all();
  ASSERT_TRUE(totals) << to_string(totals.error());
  ASSERT_EQ(totals->size(), units.size());
  for (std::size_t index = 0; index < units.size(); ++index) {
    EXPECT_EQ((*totals)[index], units[index].units * (index == 4 ? 2 : 1)) << index;
  }
  // The fifth night is full now: nothing of the whole is granted.
  const inventory::Capacity before = this->capacity(night(1));
  EXPECT_EQ(this->code(grant_all()), ErrorCode::sold_out);
  EXPECT_EQ(this->capacity(night(1)), before);
  units[0].units = 0;
  EXPECT_EQ(this->code(grant_all()), ErrorCode::out_of_range);
}

TYPED_TEST(ServerFeedContract, a_reader_gets_what_is_for_it) {
  protocol::GrantNotice grant = grant_notice(night(1), 3);
  ASSERT_TRUE(this->append(grant).ok());
  ASSERT_TRUE(this->append(protocol::StockNotice{night(1), 2}).ok());
  ASSERT_TRUE(this->append(protocol::ReclaimNotice{grant.device, night(1), 1, 1}).ok());
  ASSERT_TRUE(this->append(protocol::CatalogNotice{3, "text"}).ok());
  const auto count = [&](const protocol::Reader& reader) {
    const auto found =
        this->in([&](ServerTransaction& to) { return to.feed_after(0, reader, 10); });
    EXPECT_EQ(found->cursor, *this->store().feed_head(site));
    EXPECT_FALSE(found->more);
    return found->rows.size();
  };
  EXPECT_EQ(count({protocol::DeviceRole::kiosk, grant.device}), 4U);
  EXPECT_EQ(count({protocol::DeviceRole::kiosk, id_of<DeviceId>(987)}), 2U);
  EXPECT_EQ(count({protocol::DeviceRole::desk, id_of<DeviceId>(988)}), 1U);
}

TYPED_TEST(ServerFeedContract, rule_15_what_two_backups_hold_is_stable) {
  ASSERT_TRUE(this->append(key_notice(1, false)).ok());
  const auto stable = [&](std::int64_t cursor) {
    EXPECT_TRUE(this->in([&](ServerTransaction& to) { return to.save_backup(cursor); }).ok());
    return *this->in([](ServerTransaction& to) { return to.stable_cursor(); });
  };
  EXPECT_EQ(stable(7), 0);
  EXPECT_EQ(stable(7), 0);
  EXPECT_EQ(stable(9), 7);
  EXPECT_EQ(stable(8), 7);
}

TYPED_TEST(ServerFeedContract, a_capacity_staff_lower_sinks_as_units_come_back) {
  ASSERT_TRUE(this->ensure({night(1)}, 5).ok());
  ASSERT_TRUE(this->grant(kiosk_one, {night(1), 3}).ok());
  const auto set = [&](std::int32_t wanted) {
    return this->in([&](ServerTransaction& to) { return to.set_capacity(night(1), wanted, true); });
  };
  ASSERT_TRUE(set(1).ok());
  EXPECT_EQ(this->capacity(night(1)), (inventory::Capacity{3, 0, 3, 1, true}));
  EXPECT_EQ(this->code(this->grant(kiosk_one, {night(1), 1})), ErrorCode::sold_out);
  ASSERT_TRUE(
      this->in([](ServerTransaction& to) { return to.return_grant({kiosk_one, 1}, {night(1), 1}); })
          .ok());
  EXPECT_EQ(this->capacity(night(1)), (inventory::Capacity{2, 0, 2, 1, true}));
  ASSERT_TRUE(this->in([](ServerTransaction& to) {
                    return to.reclaim_grant({kiosk_one, 1}, {night(1), 2});
                  })
                  .ok());
  EXPECT_EQ(this->capacity(night(1)), (inventory::Capacity{1, 0, 0, 1, true}));
  ASSERT_TRUE(set(6).ok());
  EXPECT_EQ(this->capacity(night(1)), (inventory::Capacity{6, 0, 0, 6, true}));
  EXPECT_EQ(this->code(set(-1)), ErrorCode::out_of_range);
  EXPECT_EQ(this->code(
                this->in([](ServerTransaction& to) { return to.set_capacity(night(9), 1, true); })),
            ErrorCode::not_found);
}

TYPED_TEST(ServerFeedContract, rule_9_what_was_taken_back_can_have_been_sold) {
  ASSERT_TRUE(this->ensure({night(1)}, 5).ok());
  ASSERT_TRUE(this->grant(kiosk_one, {night(1), 3}).ok());
  const port::Holder holder{kiosk_one, 1};
  ASSERT_TRUE(
      this->in([&](ServerTransaction& to) { return to.reclaim_grant(holder, {night(1), 2}); })
          .ok());
  const auto held = [&] {
    return *this->in([&](ServerTransaction& to) { return to.allotment(holder, night(1)); });
  };
  EXPECT_EQ(held(), (port::Allotment{holder, 3, 1, 2}));
  const auto sold = [&](std::int32_t units) {
    return this->in(
        [&](ServerTransaction& to) { return to.consume_reclaimed(holder, {night(1), units}); });
  };
  EXPECT_EQ(this->code(sold(3)), ErrorCode::sold_out);
  ASSERT_TRUE(sold(1).ok());
  EXPECT_EQ(held(), (port::Allotment{holder, 3, 1, 1}));
  EXPECT_EQ(this->capacity(night(1)), (inventory::Capacity{5, 0, 1}));
}

TYPED_TEST(ServerFeedContract, rule_7_demand_is_summed_by_kiosk_from_a_day_on) {
  const auto day = [](std::int32_t number) { return LocalDate::from_days(20'000 + number); };
  const auto add = [&](std::int32_t on, std::int32_t lead, std::int32_t units) {
    return this->in([&](ServerTransaction& to) {
      return to.add_demand(kiosk_one, day(on), {king_rooms, 0, lead, units});
    });
  };
  ASSERT_TRUE(add(1, 0, 2).ok());
  ASSERT_TRUE(add(2, 0, 3).ok());
  ASSERT_TRUE(add(2, 0, 1).ok());
  ASSERT_TRUE(add(2, 1, 5).ok());
  const auto sums = [&](std::int32_t first) {
    return *this->in([&](ServerTransaction& to) { return to.demand(kiosk_one, day(first)); });
  };
  EXPECT_EQ(sums(1), (std::vector<port::Demand>{{king_rooms, 0, 0, 6}, {king_rooms, 0, 1, 5}}));
  EXPECT_EQ(sums(2), (std::vector<port::Demand>{{king_rooms, 0, 0, 4}, {king_rooms, 0, 1, 5}}));
  ASSERT_TRUE(
      this->in([&](ServerTransaction& to) { return to.forget_demand(kiosk_one, day(2)); }).ok());
  EXPECT_EQ(sums(1), sums(2));
}

}  // namespace
}  // namespace lobby::tests
