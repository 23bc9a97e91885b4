// Goal: capacity, transactions and feed of every ServerStore hold under refusal, repetition and
// concurrent threads (invariants I1 and I4). Method: one typed suite over all implementations.
#include <atomic>
#include <thread>

#include <gtest/gtest.h>

#include "tests/contract/server_store_kinds.h"

namespace lobby::tests {
namespace {

template <class Kind>
class ServerGuardContract : public ServerStoreFixture<Kind> {};

TYPED_TEST_SUITE(ServerGuardContract, ServerStoreKinds, ServerStoreKindNames);

using inventory::Capacity;
using port::ServerTransaction;

TYPED_TEST(ServerGuardContract, slots_appear_once_with_their_capacity_in_order) {
  inventory::Slot afternoon = night(2);
  afternoon.start_minute = 840;
  ASSERT_TRUE(this->ensure({afternoon, night(2), night(1), night(1, halls)}, 3).ok());
  ASSERT_TRUE(this->ensure({night(1)}, 9).ok());
  const auto found = this->in([](ServerTransaction& to) {
    return to.capacities(king_rooms, night(1).date, night(2).date);
  });
  ASSERT_EQ(found->size(), 3U);
  EXPECT_EQ((*found)[0], std::pair(night(1), Capacity{3, 0, 0}));
  EXPECT_EQ((*found)[1].first, night(2));
  EXPECT_EQ((*found)[2].first, afternoon);
  EXPECT_EQ(this->code(this->ensure({night(5)}, -1)), ErrorCode::out_of_range);
}

TYPED_TEST(ServerGuardContract, many_slots_appear_at_once) {
  std::vector<inventory::Slot> slots;
  for (unsigned day = 1; day <= 31; ++day) {
    slots.push_back(night(day));
    slots.push_back(night(day, halls));
  }
  ASSERT_TRUE(this->ensure({night(7)}, 9).ok());
  ASSERT_TRUE(this->ensure(slots, 3).ok());
  for (const PoolId& pool : {king_rooms, halls}) {
    const auto found = this->in(
        [&](ServerTransaction& to) { return to.capacities(pool, night(1).date, night(31).date); });
    ASSERT_EQ(found->size(), 31U);
    for (unsigned day = 1; day <= 31; ++day) {
      const bool earlier = pool == king_rooms && day == 7;
      EXPECT_EQ((*found)[day - 1], std::pair(night(day, pool), Capacity{earlier ? 9 : 3, 0, 0}));
    }
  }
  EXPECT_TRUE(this->ensure({}, 3).ok());
}

TYPED_TEST(ServerGuardContract, rule_3_grants_raise_totals_and_stop_at_capacity) {
  ASSERT_TRUE(this->ensure({night(1)}, 5).ok());
  EXPECT_EQ(*this->grant(kiosk_one, {night(1), 2}), 2);
  EXPECT_EQ(*this->grant(kiosk_one, {night(1), 1}), 3);
  EXPECT_EQ(*this->grant(kiosk_two, {night(1), 2}), 2);
  const auto beyond = this->grant(kiosk_two, {night(1), 1});
  EXPECT_EQ(this->code(beyond), ErrorCode::sold_out);
  EXPECT_NE(beyond.error().detail.find("king-room 2026-12-01"), std::string::npos);
  EXPECT_EQ(this->capacity(night(1)), (Capacity{5, 0, 5}));
  EXPECT_EQ(this->code(this->grant(kiosk_one, {night(9), 1})), ErrorCode::sold_out);
}

TYPED_TEST(ServerGuardContract, rule_4_a_sale_moves_units_from_grant_to_sold_and_never_more) {
  ASSERT_TRUE(this->ensure({night(1)}, 5).ok());
  ASSERT_TRUE(this->grant(kiosk_one, {night(1), 3}).ok());
  const auto consume = [&](DeviceId device, std::int32_t units) {
    return this->in(
        [&](ServerTransaction& to) { return to.consume_grant({device, 1}, {night(1), units}); });
  };
  ASSERT_TRUE(consume(kiosk_one, 2).ok());
  EXPECT_EQ(this->capacity(night(1)), (Capacity{5, 2, 1}));
  EXPECT_EQ(this->code(consume(kiosk_one, 2)), ErrorCode::sold_out);
  EXPECT_EQ(this->code(consume(kiosk_two, 1)), ErrorCode::sold_out);
  const auto outstanding = [&] {
    return *this->in([](ServerTransaction& to) {
      return to.outstanding({kiosk_one, 1}, king_rooms, night(1).date, night(9).date);
    });
  };
  EXPECT_EQ(outstanding(), (std::vector<inventory::SlotUnits>{{night(1), 1}}));
  ASSERT_TRUE(consume(kiosk_one, 1).ok());
  EXPECT_TRUE(outstanding().empty());
  EXPECT_EQ(*this->grant(kiosk_one, {night(1), 1}), 4);
}

TYPED_TEST(ServerGuardContract, rule_5_returned_units_are_free_again_and_counted_once) {
  ASSERT_TRUE(this->ensure({night(1)}, 5).ok());
  ASSERT_TRUE(this->grant(kiosk_one, {night(1), 3}).ok());
  ASSERT_TRUE(this->grant(kiosk_two, {night(1), 1}).ok());
  const auto give_back = [&](DeviceId device, std::int32_t units, std::int64_t epoch = 1) {
    return this->in(
        [&](ServerTransaction& to) { return to.return_grant({device, epoch}, {night(1), units}); });
  };
  const auto held = [&] {
    return *this->in([](ServerTransaction& to) { return to.allotments(night(1)); });
  };
  ASSERT_TRUE(give_back(kiosk_one, 2).ok());
  EXPECT_EQ(this->capacity(night(1)), (Capacity{5, 0, 2}));
  EXPECT_EQ(held(), (std::vector<port::Allotment>{{{kiosk_one, 1}, 3, 1}, {{kiosk_two, 1}, 1, 1}}));
  EXPECT_EQ(this->code(give_back(kiosk_one, 2)), ErrorCode::sold_out);
  EXPECT_EQ(this->code(give_back(kiosk_one, 1, 2)), ErrorCode::sold_out);
  EXPECT_EQ(this->code(give_back(kiosk_one, 0)), ErrorCode::out_of_range);
  ASSERT_TRUE(give_back(kiosk_one, 1).ok());
  EXPECT_EQ(held(), (std::vector<port::Allotment>{{{kiosk_two, 1}, 1, 1}}));
  EXPECT_EQ(*this->grant(kiosk_one, {night(1), 1}), 4);  // of all ever granted
}

TYPED_TEST(ServerGuardContract, rule_15_a_site_is_frozen_until_every_kiosk_has_reported) {
  port::DeviceRecord desk = device_record(3);
  desk.role = protocol::DeviceRole::desk;
  for (const port::DeviceRecord& device : {device_record(1), device_record(2), desk}) {
    ASSERT_TRUE(this->in([&](ServerTransaction& to) { return to.add_device(device); }).ok());
  }
  ASSERT_TRUE(
      this->in([](ServerTransaction& to) { return to.append_feed(key_notice(1, false)); }).ok());
  const auto frozen = [&] { return *this->in([](ServerTransaction& to) { return to.frozen(); }); };
  const auto begin = [&](std::int64_t known) {
    return *this->in([&](ServerTransaction& to) { return to.begin_incarnation(known); });
  };
  const auto heard = [&](std::uint64_t number) {
    return this->in([&](ServerTransaction& to) {
      return to.save_device_incarnation(device_record(number).id, 2);
    });
  };
  EXPECT_FALSE(frozen());
  EXPECT_EQ(begin(0), 2);
  EXPECT_TRUE(frozen());
  ASSERT_TRUE(heard(1).ok());
  EXPECT_TRUE(frozen());
  ASSERT_TRUE(
      this->in([](ServerTransaction& to) { return to.close_epoch(device_record(2).id); }).ok());
  EXPECT_FALSE(frozen());  // written off: it is not waited for
  EXPECT_EQ(begin(9), 10);
  EXPECT_EQ(this->code(heard(7)), ErrorCode::not_found);
}

TYPED_TEST(ServerGuardContract, a_grant_that_was_forgotten_is_restored_once) {
  ASSERT_TRUE(this->ensure({night(1)}, 5).ok());
  ASSERT_TRUE(this->grant(kiosk_one, {night(1), 1}).ok());
  const auto restore = [&](DeviceId device, std::int32_t total) {
    return this->in(
        [&](ServerTransaction& to) { return to.restore_grant({device, 1}, {night(1), total}); });
  };
  EXPECT_TRUE(*restore(kiosk_one, 3));
  EXPECT_FALSE(*restore(kiosk_one, 3));
  EXPECT_FALSE(*restore(kiosk_one, 2));
  EXPECT_EQ(this->capacity(night(1)), (Capacity{5, 0, 3}));
  EXPECT_EQ(this->code(restore(kiosk_two, 3)), ErrorCode::sold_out);
  EXPECT_TRUE(*restore(kiosk_two, 2));
  EXPECT_EQ(this->capacity(night(1)), (Capacity{5, 0, 5}));
}

TYPED_TEST(ServerGuardContract, kiosks_are_counted_and_nothing_else) {
  const auto count = [&] {
    return *this->in([](ServerTransaction& to) { return to.kiosk_count(); });
  };
  EXPECT_EQ(count(), 0);
  port::DeviceRecord desk = device_record(3);
  desk.role = protocol::DeviceRole::desk;
  ASSERT_TRUE(
      this->in([&](ServerTransaction& to) { return to.add_device(device_record(1)); }).ok());
  ASSERT_TRUE(
      this->in([&](ServerTransaction& to) { return to.add_device(device_record(2)); }).ok());
  ASSERT_TRUE(this->in([&](ServerTransaction& to) { return to.add_device(desk); }).ok());
  EXPECT_EQ(count(), 2);
  ASSERT_TRUE(
      this->in([&](ServerTransaction& to) { return to.revoke_device(device_record(1).id); }).ok());
  EXPECT_EQ(count(), 1);
}

TYPED_TEST(ServerGuardContract, free_capacity_is_sold_and_given_back) {
  ASSERT_TRUE(this->ensure({night(1)}, 3).ok());
  ASSERT_TRUE(this->grant(kiosk_one, {night(1), 1}).ok());
  const auto sell = [&](std::int32_t units) {
    return this->in([&](ServerTransaction& to) { return to.sell({night(1), units}); });
  };
  const auto release = [&](std::int32_t units) {
    return this->in([&](ServerTransaction& to) { return to.release({night(1), units}); });
  };
  ASSERT_TRUE(sell(2).ok());
  EXPECT_EQ(this->code(sell(1)), ErrorCode::sold_out);
  ASSERT_TRUE(release(1).ok());
  EXPECT_EQ(this->capacity(night(1)), (Capacity{3, 1, 1}));
  EXPECT_FALSE(release(2).ok());
  EXPECT_EQ(this->capacity(night(1)), (Capacity{3, 1, 1}));
}

TYPED_TEST(ServerGuardContract, an_error_in_the_work_undoes_all_of_it) {
  ASSERT_TRUE(this->ensure({night(1), night(2)}, 3).ok());
  const Status refused_work = this->store().run(site, [](ServerTransaction& to) -> Status {
    EXPECT_TRUE(to.sell({night(1), 1}).ok());
    EXPECT_TRUE(to.append_feed(key_notice(1, false)).ok());
    return to.sell({night(2), 4});
  });
  EXPECT_EQ(this->code(refused_work), ErrorCode::sold_out);
  EXPECT_EQ(this->capacity(night(1)), (Capacity{3, 0, 0}));
  EXPECT_EQ(*this->store().feed_head(site), 0);
  const Status own = this->store().run(
      site, [](ServerTransaction&) { return Status(fail(ErrorCode::policy_refused, "mine")); });
  EXPECT_EQ(own.error(), fail(ErrorCode::policy_refused, "mine"));
}

TYPED_TEST(ServerGuardContract, a_refusal_inside_the_work_leaves_the_rest_standing) {
  ASSERT_TRUE(this->ensure({night(1)}, 1).ok());
  ASSERT_TRUE(this->in([](ServerTransaction& to) -> Status {
                    EXPECT_TRUE(to.sell({night(1), 1}).ok());
                    EXPECT_FALSE(to.sell({night(1), 1}).ok());
                    EXPECT_TRUE(to.add_device(device_record(1)).ok());
                    EXPECT_FALSE(to.add_device(device_record(1)).ok());
                    return done();
                  })
                  .ok());
  EXPECT_EQ(this->capacity(night(1)).sold, 1);
  EXPECT_EQ(this->in([](ServerTransaction& to) { return to.devices(); })->size(), 1U);
}

TYPED_TEST(ServerGuardContract, two_threads_selling_the_last_unit_one_succeeds) {
  for (unsigned day = 1; day <= 20; ++day) {
    ASSERT_TRUE(this->ensure({night(day)}, 1).ok());
    std::atomic<int> sold = 0;
    std::vector<std::thread> sellers;
    for (int seller = 0; seller < 2; ++seller) {
      sellers.emplace_back([&] {
        const Status sale = this->store().run(
            site, [&](ServerTransaction& to) { return to.sell({night(day), 1}); });
        sold += sale.ok() ? 1 : 0;
      });
    }
    for (std::thread& seller : sellers) {
      seller.join();
    }
    EXPECT_EQ(sold, 1);
    EXPECT_EQ(this->capacity(night(day)), (Capacity{1, 1, 0}));
  }
}

TYPED_TEST(ServerGuardContract, crowded_writers_each_get_their_own_outcome) {
  constexpr int writers = 8;
  constexpr int rounds = 40;
  constexpr int capacity = writers * rounds / 4;  // half of the rounds give up, half of them sell
  ASSERT_TRUE(this->ensure({night(1)}, capacity).ok());
  std::atomic<int> sold = 0;
  std::vector<std::thread> threads;
  for (int writer = 0; writer < writers; ++writer) {
    threads.emplace_back([&, writer] {
      for (int round = 0; round < rounds; ++round) {
        const bool gives_up = (writer + round) % 2 == 0;
        const Status sale = this->store().run(site, [&](ServerTransaction& to) -> Status {
          if (Status told = to.append_feed(
                  listed(static_cast<std::uint64_t>(writer * rounds + round), 1, {100}, {200}));
              !told) {
            return told;
          }
          return gives_up ? Status(fail(ErrorCode::policy_refused, "given up"))
                          : to.sell({night(1), 1});
        });
        sold += sale.ok() ? 1 : 0;
        if (!sale) {
          EXPECT_EQ(sale.error().code, gives_up ? ErrorCode::policy_refused : ErrorCode::sold_out);
        }
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  EXPECT_EQ(sold, capacity);
  EXPECT_EQ(this->capacity(night(1)).sold, capacity);
  EXPECT_EQ(*this->store().feed_head(site), capacity);  // who gave up told nobody anything
  EXPECT_EQ(this->feed(0, 10'000)->size(), static_cast<std::size_t>(capacity));
}

TYPED_TEST(ServerGuardContract, the_feed_is_read_by_rising_cursor) {
  for (std::uint8_t number = 1; number <= 5; ++number) {
    ASSERT_TRUE(this->append(key_notice(number, false)).ok());
  }
  const auto all = this->feed(0);
  ASSERT_EQ(all->size(), 5U);
  for (std::size_t index = 0; index < all->size(); ++index) {
    EXPECT_EQ((*all)[index].item,
              protocol::FeedItem(key_notice(static_cast<std::uint8_t>(index + 1), false)));
    EXPECT_TRUE(index == 0 || (*all)[index].cursor > (*all)[index - 1].cursor);
  }
  EXPECT_EQ(*this->store().feed_head(site), all->back().cursor);
  const auto rest = this->feed((*all)[1].cursor, 2);
  ASSERT_EQ(rest->size(), 2U);
  EXPECT_EQ(rest->front(), (*all)[2]);
  EXPECT_TRUE(this->feed(all->back().cursor)->empty());
}

TYPED_TEST(ServerGuardContract, every_kind_of_item_survives_the_feed) {
  const std::vector<protocol::FeedItem> items = {
      protocol::CatalogNotice{3, "text"}, key_notice(1, true), listed(1, 2, {100}, {200}),
      protocol::AdmissionNotice{admission_id(1), {500}, kiosk_one, "Desk 2", true}};
  ASSERT_TRUE(this->in([&](ServerTransaction& to) -> Status {
                    for (const protocol::FeedItem& item : items) {
                      if (Status added = to.append_feed(item); !added) {
                        return added;
                      }
                    }
                    return done();
                  })
                  .ok());
  const auto rows = this->feed(0);
  ASSERT_EQ(rows->size(), items.size());
  for (std::size_t index = 0; index < items.size(); ++index) {
    EXPECT_EQ((*rows)[index].item, items[index]);
  }
}

TYPED_TEST(ServerGuardContract, reading_answers_what_is_committed) {
  ASSERT_TRUE(this->append(key_notice(1, false)).ok());
  std::size_t seen = 0;
  ASSERT_TRUE(this->store()
                  .read(site,
                        [&](ServerTransaction& view) -> Status {
                          const auto found =
                              view.feed_after(0, {protocol::DeviceRole::desk, {}}, 10);
                          seen = found ? found->rows.size() : 0;
                          return done();
                        })
                  .ok());
  EXPECT_EQ(seen, 1U);
}

TYPED_TEST(ServerGuardContract, units_that_make_no_sense_are_refused) {
  ASSERT_TRUE(this->ensure({night(1)}, 5).ok());
  for (const std::int32_t units : {0, -3}) {
    const inventory::SlotUnits wrong{night(1), units};
    EXPECT_EQ(this->code(this->grant(kiosk_one, wrong)), ErrorCode::out_of_range);
    EXPECT_EQ(this->code(this->in([&](ServerTransaction& to) { return to.sell(wrong); })),
              ErrorCode::out_of_range);
    EXPECT_EQ(this->code(this->in([&](ServerTransaction& to) { return to.release(wrong); })),
              ErrorCode::out_of_range);
    EXPECT_EQ(this->code(this->in(
                  [&](ServerTransaction& to) { return to.consume_grant({kiosk_one, 1}, wrong); })),
              ErrorCode::out_of_range);
  }
  EXPECT_EQ(this->capacity(night(1)), (Capacity{5, 0, 0}));
}

TYPED_TEST(ServerGuardContract, a_closed_epoch_frees_what_was_not_sold_and_counts_on_apart) {
  ASSERT_TRUE(this->ensure({night(1), night(2)}, 5).ok());
  ASSERT_TRUE(this->in([](ServerTransaction& to) { return to.add_device(device_record(1)); }).ok());
  ASSERT_TRUE(this->grant(kiosk_one, {night(1), 3}).ok());
  ASSERT_TRUE(this->grant(kiosk_one, {night(2), 1}).ok());
  ASSERT_TRUE(this->grant(kiosk_two, {night(1), 1}).ok());
  ASSERT_TRUE(this->in([](ServerTransaction& to) {
                    return to.consume_grant({kiosk_one, 1}, {night(1), 2});
                  })
                  .ok());
  ASSERT_TRUE(this->in([](ServerTransaction& to) { return to.close_epoch(kiosk_one); }).ok());
  EXPECT_EQ(this->capacity(night(1)), (inventory::Capacity{5, 2, 1}));
  EXPECT_EQ(this->capacity(night(2)), (inventory::Capacity{5, 0, 0}));
  const auto record = this->in([](ServerTransaction& to) { return to.device(kiosk_one); });
  EXPECT_EQ(record.value()->epoch, 2);
  EXPECT_EQ(record.value()->last_sequence, 0);
  EXPECT_FALSE(record.value()->epoch_taken);
  EXPECT_EQ(this->code(this->in([](ServerTransaction& to) {
    return to.consume_grant({kiosk_one, 1}, {night(1), 1});
  })),
            ErrorCode::sold_out);
  EXPECT_EQ(
      *this->in([](ServerTransaction& to) { return to.grant({kiosk_one, 2}, {night(1), 2}); }), 2);
}

TYPED_TEST(ServerGuardContract, an_epoch_is_taken_by_one_claim) {
  ASSERT_TRUE(this->in([](ServerTransaction& to) { return to.add_device(device_record(1)); }).ok());
  const auto take = [&](std::int64_t epoch, std::uint64_t claim) {
    return this->in([&](ServerTransaction& to) {
      return to.take_epoch(kiosk_one, epoch, id_of<OperationId>(claim));
    });
  };
  EXPECT_EQ(this->code(take(1, 7)), ErrorCode::already_exists);  // enrolled with it
  ASSERT_TRUE(this->in([](ServerTransaction& to) { return to.close_epoch(kiosk_one); }).ok());
  EXPECT_EQ(this->code(take(3, 7)), ErrorCode::not_found);
  EXPECT_TRUE(take(2, 7).ok());
  EXPECT_TRUE(take(2, 7).ok());
  EXPECT_EQ(this->code(take(2, 8)), ErrorCode::already_exists);
  ASSERT_TRUE(this->in([](ServerTransaction& to) { return to.close_epoch(kiosk_one); }).ok());
  EXPECT_TRUE(take(3, 8).ok());
}

TYPED_TEST(ServerGuardContract, a_conflict_is_open_until_it_is_resolved_once) {
  const port::Conflict conflict{id_of<BookingId>(1), kiosk_one, UtcTime{5}, "no room",
                                "Ms Example"};
  const auto add = [&] {
    return this->in([&](ServerTransaction& to) { return to.add_conflict(conflict); });
  };
  ASSERT_TRUE(add().ok());
  EXPECT_EQ(this->code(add()), ErrorCode::already_exists);
  const auto open = [&] {
    return *this->in([](ServerTransaction& to) { return to.open_conflicts(); });
  };
  EXPECT_EQ(open(), (std::vector<port::Conflict>{conflict}));
  const auto resolve = [&] {
    return this->in([&](ServerTransaction& to) {
      return to.resolve_conflict(conflict.booking, UtcTime{9}, "a suite");
    });
  };
  const auto assign = [&] {
    return this->in(
        [&](ServerTransaction& to) { return to.assign_conflict(conflict.booking, "Mr Example"); });
  };
  ASSERT_TRUE(assign().ok());
  EXPECT_EQ(open().front().owner, "Mr Example");
  ASSERT_TRUE(resolve().ok());
  EXPECT_EQ(this->code(assign()), ErrorCode::not_found);
  EXPECT_TRUE(open().empty());
  EXPECT_EQ(this->code(resolve()), ErrorCode::not_found);
  const auto kept = this->in([&](ServerTransaction& to) { return to.conflict(conflict.booking); });
  EXPECT_EQ(kept.value()->resolved_at, UtcTime{9});
  EXPECT_EQ(kept.value()->settlement, "a suite");
}

}  // namespace
}  // namespace lobby::tests
