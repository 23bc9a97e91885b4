// Goal: what the feed tells a device is kept as the contract says: once, in any repetition, the
// device's own unanswered steps first. Method: one typed suite over memory and SQLite.
#include <gtest/gtest.h>

#include "tests/contract/device_store_kinds.h"

namespace lobby::tests {
namespace {

template <class Kind>
class DeviceFeedContract : public testing::Test {
 protected:
  void SetUp() override {
    store_ = kind_.open(directory_);
    ASSERT_NE(store_, nullptr);
    ASSERT_TRUE(store_->save_identity(kiosk_identity()).ok());
  }
  port::DeviceStore& store() { return *store_; }
  void apply(std::int64_t cursor, std::vector<protocol::FeedItem> items) {
    const Status applied_page = store_->apply_feed(page(cursor, std::move(items)));
    ASSERT_TRUE(applied_page.ok()) << to_string(applied_page.error());
  }
  std::optional<ticket::Admission> admission(std::uint64_t number) {
    const auto found = store_->admission(admission_id(number));
    EXPECT_TRUE(found.ok());
    return *found;
  }

  ScratchDirectory directory_;
  Kind kind_;
  std::unique_ptr<port::DeviceStore> store_;
};

TYPED_TEST_SUITE(DeviceFeedContract, DeviceStoreKinds, DeviceStoreKindNames);

protocol::AdmissionNotice admitted_elsewhere(std::uint64_t number, UtcTime at, bool undone) {
  return {admission_id(number), at, id_of<DeviceId>(30), "Desk 2", undone};
}

TYPED_TEST(DeviceFeedContract, grants_keep_the_highest_total_and_the_last_count_elsewhere) {
  this->apply(3, {grant_notice(night(1), 5)});
  protocol::GrantNotice older = grant_notice(night(1), 2);
  older.elsewhere = 9;
  this->apply(3, {older});
  protocol::GrantNotice foreign = grant_notice(night(2), 8);
  foreign.device = id_of<DeviceId>(99);
  this->apply(4, {foreign});
  const auto balances =
      this->store().balances(king_rooms, night(1).date, LocalDate::of(2026, 12, 31));
  ASSERT_EQ(balances->size(), 1U);
  EXPECT_EQ(balances->front().balance, (inventory::Balance{5, 0, 9}));
  EXPECT_EQ(this->store().sync_state()->cursor, 4);
}

TYPED_TEST(DeviceFeedContract, balances_are_of_one_pool_and_range_ascending) {
  inventory::Slot afternoon = night(2, halls);
  afternoon.start_minute = 840;
  this->apply(1, {grant_notice(night(3, halls), 1), grant_notice(afternoon, 1),
                  grant_notice(night(2, halls), 1), grant_notice(night(2), 1),
                  grant_notice(night(9, halls), 1)});
  const auto found = this->store().balances(halls, night(2).date, night(3).date);
  ASSERT_EQ(found->size(), 3U);
  EXPECT_EQ((*found)[0].slot, night(2, halls));
  EXPECT_EQ((*found)[1].slot, afternoon);
  EXPECT_EQ((*found)[2].slot, night(3, halls));
}

TYPED_TEST(DeviceFeedContract, only_a_higher_catalogue_replaces_the_stored_one) {
  EXPECT_FALSE(this->store().catalog()->has_value());
  this->apply(1, {protocol::CatalogNotice{2, "second"}});
  this->apply(2, {protocol::CatalogNotice{1, "first"}});
  this->apply(2, {protocol::CatalogNotice{2, "again"}});
  EXPECT_EQ(**this->store().catalog(), (port::StoredCatalog{2, "second"}));
  this->apply(3, {protocol::CatalogNotice{3, "third"}});
  EXPECT_EQ(**this->store().catalog(), (port::StoredCatalog{3, "third"}));
}

TYPED_TEST(DeviceFeedContract, a_revoked_key_stays_revoked) {
  EXPECT_EQ(*this->store().key_count(), 0);
  EXPECT_FALSE(this->store().key(key_of(1))->has_value());
  this->apply(1, {key_notice(1, false), key_notice(2, false)});
  EXPECT_EQ(**this->store().key(key_of(1)), key_notice(1, false));
  this->apply(2, {key_notice(1, true)});
  this->apply(1, {key_notice(1, false)});
  EXPECT_EQ(**this->store().key(key_of(1)), key_notice(1, true));
  EXPECT_EQ(*this->store().key_count(), 2);
}

TYPED_TEST(DeviceFeedContract, a_booking_keeps_its_highest_version) {
  protocol::BookingNotice cancelled = listed(1, 2, {100}, {200});
  cancelled.state = booking::BookingState::cancelled;
  this->apply(1, {listed(1, 1, {100}, {200})});
  EXPECT_EQ(**this->store().booking(code_of(1)), listed(1, 1, {100}, {200}));
  this->apply(2, {cancelled});
  this->apply(1, {listed(1, 1, {100}, {200})});
  EXPECT_EQ(**this->store().booking(code_of(1)), cancelled);
  EXPECT_FALSE(this->store().booking(code_of(2))->has_value());
}

TYPED_TEST(DeviceFeedContract, bookings_of_a_day_are_those_that_touch_it_in_order) {
  this->apply(1,
              {listed(1, 1, {150}, {160}), listed(2, 1, {50}, {100}), listed(3, 1, {200}, {210}),
               listed(4, 1, {90}, {300}), listed(6, 1, {150}, {170}), listed(5, 1, {199}, {201})});
  const auto found = this->store().bookings_between({100}, {200});
  std::vector<std::uint64_t> order;
  for (const auto& notice : *found) {
    for (std::uint64_t number = 1; number <= 6; ++number) {
      if (notice.code == code_of(number)) {
        order.push_back(number);
      }
    }
  }
  EXPECT_EQ(order, (std::vector<std::uint64_t>{4, 1, 6, 5}));
}

TYPED_TEST(DeviceFeedContract, an_admission_is_recorded_and_undone_here) {
  ASSERT_TRUE(this->store().commit_admission(admitting(1, 1, {500})).ok());
  EXPECT_EQ(this->admission(1),
            (ticket::Admission{{500}, kiosk_identity().device, kiosk_identity().name}));
  const Status twice = this->store().commit_admission(admitting(1, 2, {600}));
  ASSERT_FALSE(twice.ok());
  EXPECT_EQ(twice.error().code, ErrorCode::already_exists);
  ASSERT_TRUE(this->store().commit_admission(undoing(1, 3, {700})).ok());
  EXPECT_EQ(this->admission(1), std::nullopt);
  const Status nothing = this->store().commit_admission(undoing(1, 4, {800}));
  ASSERT_FALSE(nothing.ok());
  EXPECT_EQ(nothing.error().code, ErrorCode::not_found);
  EXPECT_EQ(this->store().due_operations({9'999}, {10})->size(), 2U);
}

TYPED_TEST(DeviceFeedContract, admissions_elsewhere_come_and_go_with_the_feed) {
  this->apply(1, {admitted_elsewhere(1, {500}, false)});
  EXPECT_EQ(this->admission(1)->place, "Desk 2");
  this->apply(1, {admitted_elsewhere(1, {500}, false)});
  const Status twice = this->store().commit_admission(admitting(1, 2, {600}));
  ASSERT_FALSE(twice.ok());
  EXPECT_EQ(twice.error().code, ErrorCode::already_exists);
  this->apply(2, {admitted_elsewhere(1, {700}, true)});
  this->apply(2, {admitted_elsewhere(1, {700}, true)});
  EXPECT_EQ(this->admission(1), std::nullopt);
}

TYPED_TEST(DeviceFeedContract, an_unanswered_step_goes_before_the_feed) {
  ASSERT_TRUE(this->store().commit_admission(admitting(1, 1, {500})).ok());
  this->apply(1, {admitted_elsewhere(1, {400}, true)});
  EXPECT_EQ(this->admission(1)->at, UtcTime{500});

  ASSERT_TRUE(this->store().settle({applied(id_of<OperationId>(1))}, 1).ok());
  EXPECT_EQ(this->admission(1)->at, UtcTime{500});
  ASSERT_TRUE(this->store().commit_admission(undoing(1, 2, {600})).ok());
  protocol::AdmissionNotice own = admitted_elsewhere(1, {500}, false);
  own.device = kiosk_identity().device;  // our own check-in comes back
  this->apply(2, {own});
  EXPECT_EQ(this->admission(1), std::nullopt);
  ASSERT_TRUE(this->store().settle({applied(id_of<OperationId>(2))}, 1).ok());
  EXPECT_EQ(this->admission(1), std::nullopt);
}

TYPED_TEST(DeviceFeedContract, an_answered_undo_leaves_a_later_admission_elsewhere) {
  ASSERT_TRUE(this->store().commit_admission(admitting(1, 1, {500})).ok());
  ASSERT_TRUE(this->store().commit_admission(undoing(1, 2, {600})).ok());
  this->apply(1, {admitted_elsewhere(1, {700}, false)});
  ASSERT_TRUE(this->store()
                  .settle({applied(id_of<OperationId>(1)), applied(id_of<OperationId>(2))}, 1)
                  .ok());
  ASSERT_TRUE(this->admission(1).has_value());
  EXPECT_EQ(this->admission(1)->place, "Desk 2");
}

TYPED_TEST(DeviceFeedContract, an_answered_undo_leaves_an_earlier_admission_elsewhere) {
  ASSERT_TRUE(this->store().commit_admission(admitting(1, 1, {500})).ok());
  ASSERT_TRUE(this->store().commit_admission(undoing(1, 2, {600})).ok());
  this->apply(1, {admitted_elsewhere(1, {550}, false)});  // told before the undo's answer came
  ASSERT_TRUE(this->store()
                  .settle({applied(id_of<OperationId>(1)), applied(id_of<OperationId>(2))}, 1)
                  .ok());
  ASSERT_TRUE(this->admission(1).has_value());
  EXPECT_EQ(this->admission(1)->place, "Desk 2");
}

TYPED_TEST(DeviceFeedContract, rule_15_what_a_restored_server_may_have_lost_is_due_again) {
  ASSERT_TRUE(this->store().commit_admission(admitting(1, 1, {500})).ok());
  ASSERT_TRUE(this->store().commit_admission(admitting(2, 2, {500})).ok());
  ASSERT_TRUE(this->store()
                  .settle({applied(id_of<OperationId>(1)),
                           refused(id_of<OperationId>(2), ErrorCode::already_exists)},
                          1)
                  .ok());
  this->apply(
      7, {grant_notice(night(1), 2), protocol::CatalogNotice{4, "newer"}, listed(1, 3, {1}, {2})});
  EXPECT_EQ(*this->store().outbox_summary(), (port::OutboxSummary{0, 1, std::nullopt}));
  ASSERT_TRUE(this->store().begin_incarnation(2).ok());
  EXPECT_EQ(this->store().outbox_summary()->pending, 2);
  EXPECT_EQ(this->store().outbox_summary()->refused, 0);
  EXPECT_EQ(this->store().sync_state()->cursor, 0);
  EXPECT_EQ(this->store().sync_state()->incarnation, 2);
  EXPECT_EQ(this->store().sync_state()->reported, 1);
  EXPECT_EQ(*this->store().granted_totals(), (std::vector<inventory::SlotUnits>{{night(1), 2}}));
  // What it says from now on goes before what it had said, though its numbers are lower.
  protocol::FeedPage older = page(1, {protocol::CatalogNotice{3, "older"}, listed(1, 2, {1}, {2})});
  older.incarnation = 2;
  ASSERT_TRUE(this->store().apply_feed(older).ok());
  EXPECT_EQ((*this->store().catalog())->toml, "older");
  EXPECT_EQ((*this->store().booking(code_of(1)))->version, 2);
  ASSERT_TRUE(this->store().save_reported(2).ok());
  EXPECT_EQ(this->store().sync_state()->reported, 2);
  ASSERT_TRUE(this->store().settle({applied(id_of<OperationId>(1))}, 1).ok());
  ASSERT_TRUE(this->store().begin_incarnation(2).ok());  // the same again changes nothing
  EXPECT_EQ(this->store().outbox_summary()->pending, 1);
}

TYPED_TEST(DeviceFeedContract, a_refused_check_in_still_happened_and_a_refused_undo_did_not) {
  ASSERT_TRUE(this->store().commit_admission(admitting(1, 1, {500})).ok());
  ASSERT_TRUE(
      this->store().settle({refused(id_of<OperationId>(1), ErrorCode::already_exists)}, 1).ok());
  EXPECT_TRUE(this->admission(1).has_value());
  ASSERT_TRUE(this->store().commit_admission(undoing(1, 2, {600})).ok());
  ASSERT_TRUE(this->store().settle({refused(id_of<OperationId>(2), ErrorCode::not_found)}, 1).ok());
  EXPECT_TRUE(this->admission(1).has_value());
}

TYPED_TEST(DeviceFeedContract, an_earlier_step_settling_leaves_the_later_one_alone) {
  ASSERT_TRUE(this->store().commit_admission(admitting(1, 1, {500})).ok());
  ASSERT_TRUE(this->store().commit_admission(undoing(1, 2, {600})).ok());
  ASSERT_TRUE(this->store().settle({applied(id_of<OperationId>(1))}, 1).ok());
  EXPECT_EQ(this->admission(1), std::nullopt);
}

TYPED_TEST(DeviceFeedContract, admissions_of_codes_are_the_earliest_of_their_tickets) {
  protocol::AdmissionNotice second_ticket = admitted_elsewhere(1, {300}, false);
  second_ticket.admission.number = 2;
  this->apply(1, {admitted_elsewhere(1, {400}, false), second_ticket,
                  admitted_elsewhere(2, {100}, false), admitted_elsewhere(4, {100}, false)});
  ASSERT_TRUE(this->store().commit_admission(admitting(3, 1, {500})).ok());
  ASSERT_TRUE(this->store().commit_admission(undoing(2, 2, {500})).ok());
  const auto found = this->store().admissions_of({code_of(1), code_of(2), code_of(3), code_of(9)});
  ASSERT_EQ(found->size(), 2U);
  EXPECT_EQ(found->at(code_of(1)).at, UtcTime{300});
  EXPECT_EQ(found->at(code_of(3)).at, UtcTime{500});
}

TYPED_TEST(DeviceFeedContract, a_page_of_an_older_incarnation_changes_nothing) {
  protocol::FeedPage newer = page(3, {grant_notice(night(1), 1)});
  newer.incarnation = 2;
  ASSERT_TRUE(this->store().apply_feed(newer).ok());
  this->apply(9, {grant_notice(night(1), 5)});
  EXPECT_EQ(this->store().sync_state()->cursor, 3);
  EXPECT_EQ(this->store().sync_state()->incarnation, 2);
  EXPECT_EQ(
      this->store().balances(king_rooms, night(1).date, night(1).date)->front().balance.granted, 1);
}

TYPED_TEST(DeviceFeedContract, the_last_contact_is_kept) {
  EXPECT_EQ(*this->store().sync_state(), port::SyncState{});
  const port::Contact contact{{5'000}, Duration{-20}, "a boot", Duration{77}};
  ASSERT_TRUE(this->store().save_contact(contact).ok());
  this->apply(8, {});
  EXPECT_EQ(*this->store().sync_state(),
            (port::SyncState{8, 1, Duration{-20}, UtcTime{5'000}, "a boot", Duration{77}}));
}

TYPED_TEST(DeviceFeedContract, rule_15_stable_operations_go_but_the_newest_and_unseen_tickets) {
  for (std::uint64_t number = 1; number <= 4; ++number) {
    const auto booking = requested_booking(number, {});
    ASSERT_TRUE(this->store().commit_booking(placing(booking, number), "HTTPS://X").ok());
    if (number != 2) {
      ASSERT_TRUE(this->store().mark_ticket_seen(booking.id).ok());
    }
  }
  for (std::uint64_t number = 1; number <= 4; ++number) {
    ASSERT_TRUE(this->store()
                    .settle({applied(id_of<OperationId>(number))},
                            number == 3 ? 50 : 10)  // the third was answered later
                    .ok());
  }
  protocol::FeedPage told = page(1, {});
  told.stable = 20;
  ASSERT_TRUE(this->store().apply_feed(told).ok());
  EXPECT_EQ(this->store().sync_state()->stable, 20);
  // All that is left is due again for a restored server: 2 (its ticket is unseen), 3 and 4.
  ASSERT_TRUE(this->store().begin_incarnation(7).ok());
  const auto left = *this->store().due_operations({1}, {10});
  ASSERT_EQ(left.size(), 3U);
  EXPECT_EQ(left[0].operation.id, id_of<OperationId>(2));
  EXPECT_EQ(this->store().sync_state()->stable, 0);
  EXPECT_TRUE(this->store().last_operation()->has_value());
}

TYPED_TEST(DeviceFeedContract, what_is_long_past_by_both_clocks_is_forgotten) {
  const UtcTime later{4'000'000'000'000};  // 2096
  this->apply(5, {grant_notice(night(1), 2), listed(1, 1, {1}, {2})});
  protocol::FeedPage wrong = page(6, {});
  wrong.server_time = later;
  ASSERT_TRUE(this->store().apply_feed(wrong).ok());  // the server's clock alone says so
  EXPECT_EQ(this->store().balances(king_rooms, night(1).date, night(1).date)->size(), 1U);
  ASSERT_TRUE(this->store().save_contact({later, {}, "boot", {}}).ok());
  wrong.cursor = 7;
  ASSERT_TRUE(this->store().apply_feed(wrong).ok());
  EXPECT_TRUE(this->store().balances(king_rooms, night(1).date, night(1).date)->empty());
  EXPECT_FALSE(this->store().booking(listed(1, 1, {1}, {2}).code)->has_value());
  wrong.items = {grant_notice(night(1), 2)};  // told again after a restore
  ASSERT_TRUE(this->store().apply_feed(wrong).ok());
  EXPECT_TRUE(this->store().balances(king_rooms, night(1).date, night(1).date)->empty());
}

TYPED_TEST(DeviceFeedContract, rule_9_units_taken_back_are_not_sold) {
  protocol::GrantNotice grant = grant_notice(night(1), 3);
  this->apply(5, {protocol::ReclaimNotice{grant.device, night(1), 2, grant.epoch}, grant});
  EXPECT_EQ(
      this->store().balances(king_rooms, night(1).date, night(1).date)->front().balance.free(), 1);
  const auto two = confirmed_booking(1, {{night(1), 2}});
  EXPECT_EQ(this->store().commit_booking(placing(two, 1), "HTTPS://X").error().code,
            ErrorCode::sold_out);
  this->apply(6, {protocol::ReclaimNotice{grant.device, night(1), 0, grant.epoch}});
  EXPECT_TRUE(this->store().commit_booking(placing(two, 1), "HTTPS://X").ok());
}

TYPED_TEST(DeviceFeedContract, a_device_enrolled_again_believes_the_feed_from_its_beginning) {
  this->apply(5, {listed(1, 2, {1}, {2})});
  port::DeviceIdentity again = kiosk_identity();
  again.device = id_of<DeviceId>(321);
  ASSERT_TRUE(this->store().save_identity(again).ok());
  this->apply(1, {listed(1, 1, {1}, {2})});  // a server restored to before the second version
  EXPECT_EQ((*this->store().booking(listed(1, 1, {1}, {2}).code))->version, 1);
}

TYPED_TEST(DeviceFeedContract, another_site_loses_what_the_feed_told) {
  this->apply(5, {protocol::CatalogNotice{2, "text"}, key_notice(1, false), listed(1, 1, {1}, {2}),
                  admitted_elsewhere(1, {500}, false)});
  port::DeviceIdentity moved = kiosk_identity();
  moved.site = SiteId::literal("other-house");
  ASSERT_TRUE(this->store().save_identity(moved).ok());
  EXPECT_FALSE(this->store().catalog()->has_value());
  EXPECT_EQ(*this->store().key_count(), 0);
  EXPECT_FALSE(this->store().booking(code_of(1))->has_value());
  EXPECT_EQ(this->admission(1), std::nullopt);
  EXPECT_EQ(this->store().sync_state()->cursor, 0);
}

}  // namespace
}  // namespace lobby::tests
