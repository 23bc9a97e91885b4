// Goal: every DeviceStore keeps the contract of core/port/device_store.h. Method: one typed suite
// over the store in memory and the one on SQLite; each method, each named error, idempotency.
#include <thread>

#include <gtest/gtest.h>

#include "tests/contract/device_store_kinds.h"

namespace lobby::tests {
namespace {

template <class Kind>
class DeviceStoreContract : public testing::Test {
 protected:
  void SetUp() override {
    store_ = kind_.open(directory_);
    ASSERT_NE(store_, nullptr);
    ASSERT_TRUE(store_->save_identity(kiosk_identity()).ok());
  }

  port::DeviceStore& store() { return *store_; }
  void grant(const inventory::Slot& slot, std::int32_t total) {
    ASSERT_TRUE(store_->apply_feed(page(1, {grant_notice(slot, total)})).ok());
  }
  inventory::Balance balance(const inventory::Slot& slot) {
    const auto found = store_->balances(slot.pool, slot.date, slot.date);
    EXPECT_TRUE(found.ok());
    return found->empty() ? inventory::Balance{} : found->front().balance;
  }
  Status place(std::uint64_t number, std::vector<inventory::SlotUnits> demand) {
    return store_->commit_booking(placing(confirmed_booking(number, std::move(demand)), number),
                                  "HTTPS://X/T/" + std::to_string(number));
  }
  std::vector<port::OutboxEntry> due(UtcTime now = {0}) {
    const auto entries = store_->due_operations(now, {1'000});
    EXPECT_TRUE(entries.ok());
    return entries.ok() ? *entries : std::vector<port::OutboxEntry>{};
  }
  ErrorCode code(const Status& status) {
    EXPECT_FALSE(status.ok());
    return status ? ErrorCode::internal : status.error().code;
  }

  ScratchDirectory directory_;
  Kind kind_;
  std::unique_ptr<port::DeviceStore> store_;
};

TYPED_TEST_SUITE(DeviceStoreContract, DeviceStoreKinds, DeviceStoreKindNames);

TYPED_TEST(DeviceStoreContract, identity_is_kept) {
  EXPECT_EQ(**this->store().identity(), kiosk_identity());
}

TYPED_TEST(DeviceStoreContract, without_identity_nothing_is_sold_or_applied) {
  ScratchDirectory other;
  const auto fresh = this->kind_.open(other);
  EXPECT_FALSE(fresh->identity()->has_value());
  EXPECT_EQ(this->code(fresh->commit_booking(placing(confirmed_booking(1, {}), 1), "T")),
            ErrorCode::configuration);
  EXPECT_EQ(this->code(fresh->commit_admission(admitting(1, 2, {5}))), ErrorCode::configuration);
  EXPECT_EQ(this->code(fresh->apply_feed(page(1, {}))), ErrorCode::configuration);
}

TYPED_TEST(DeviceStoreContract, another_device_starts_without_allotment_and_keeps_the_outbox) {
  this->grant(night(1), 3);
  ASSERT_TRUE(this->place(1, {{night(1), 1}}).ok());
  port::DeviceIdentity other = kiosk_identity();
  other.device = id_of<DeviceId>(8);
  ASSERT_TRUE(this->store().save_identity(other).ok());
  EXPECT_EQ(this->balance(night(1)), inventory::Balance{});
  EXPECT_EQ(this->store().sync_state()->cursor, 0);
  ASSERT_EQ(this->due().size(), 1U);
  EXPECT_EQ(this->due()[0].operation.device, kiosk_identity().device);
  ASSERT_TRUE(this->store().commit_admission(admitting(1, 2, {5})).ok());
  EXPECT_EQ(this->due()[1].operation.sequence, 1);
}

TYPED_TEST(DeviceStoreContract, a_new_epoch_counts_from_one_and_the_same_identity_goes_on) {
  ASSERT_TRUE(this->place(1, {}).ok());
  ASSERT_TRUE(this->store().save_identity(kiosk_identity()).ok());
  ASSERT_TRUE(this->place(2, {}).ok());
  port::DeviceIdentity next = kiosk_identity();
  next.epoch = 2;
  ASSERT_TRUE(this->store().save_identity(next).ok());
  ASSERT_TRUE(this->place(3, {}).ok());
  const auto entries = this->due();
  ASSERT_EQ(entries.size(), 3U);
  EXPECT_EQ(entries[1].operation.sequence, 2);
  EXPECT_EQ(entries[2].operation.sequence, 1);
  EXPECT_EQ(entries[2].operation.epoch, 2);
}

TYPED_TEST(DeviceStoreContract, rule_16_a_closed_epoch_leaves_nothing_to_sell_and_one_claim) {
  this->grant(night(1), 3);
  ASSERT_TRUE(this->place(1, {{night(1), 1}}).ok());
  EXPECT_EQ(*this->store().close_epoch(id_of<OperationId>(71)), id_of<OperationId>(71));
  EXPECT_EQ(*this->store().close_epoch(id_of<OperationId>(72)), id_of<OperationId>(71));
  EXPECT_EQ(this->code(this->place(2, {{night(1), 1}})), ErrorCode::sold_out);
  EXPECT_EQ(this->due().size(), 1U);  // what was sold is still to be sent
  EXPECT_TRUE(this->store().sync_state()->epoch_closed);
  this->grant(night(1), 3);  // from a server that has forgotten the closing
  EXPECT_EQ(this->balance(night(1)), inventory::Balance{});
  port::DeviceIdentity next = kiosk_identity();
  next.epoch = 2;
  ASSERT_TRUE(this->store().save_identity(next).ok());
  EXPECT_EQ(this->balance(night(1)), inventory::Balance{});
  EXPECT_EQ(this->store().sync_state()->cursor, 0);
  this->grant(night(1), 3);  // of epoch 1, told late
  EXPECT_EQ(this->balance(night(1)), inventory::Balance{});
  protocol::GrantNotice fresh = grant_notice(night(1), 2);
  fresh.epoch = 2;
  ASSERT_TRUE(this->store().apply_feed(page(2, {fresh})).ok());
  EXPECT_EQ(this->balance(night(1)).granted, 2);
  EXPECT_EQ(*this->store().close_epoch(id_of<OperationId>(73)), id_of<OperationId>(73));
}

TYPED_TEST(DeviceStoreContract, a_booking_consumes_units_and_enters_the_outbox) {
  this->grant(night(1), 3);
  this->grant(night(2), 3);
  const booking::Booking booking = confirmed_booking(1, {{night(1), 1}, {night(2), 2}});
  ASSERT_TRUE(this->store().commit_booking(placing(booking, 11), "HTTPS://X/T/1").ok());

  EXPECT_EQ(this->balance(night(1)), (inventory::Balance{3, 1, 4}));
  EXPECT_EQ(this->balance(night(2)), (inventory::Balance{3, 2, 4}));
  const auto entries = this->due();
  ASSERT_EQ(entries.size(), 1U);
  EXPECT_EQ(entries[0].attempts, 0);
  protocol::Operation expected;
  expected.id = id_of<OperationId>(11);
  expected.site = site;
  expected.device = kiosk_identity().device;
  expected.sequence = 1;
  expected.device_time = placing(booking, 11).device_time;
  expected.clock_offset = Duration::milliseconds(250);
  expected.payload = place_sealed(booking);
  EXPECT_EQ(entries[0].operation, expected);
  const auto unseen = this->store().unseen_tickets();
  ASSERT_EQ(unseen->size(), 1U);
  EXPECT_EQ(unseen->front(),
            (port::UnseenTicket{booking.id, booking.code, expected.device_time, "HTTPS://X/T/1"}));
}

TYPED_TEST(DeviceStoreContract, sold_out_names_the_slot_and_changes_nothing) {
  this->grant(night(1), 3);
  this->grant(night(2), 1);
  const Status refused_booking = this->place(1, {{night(1), 2}, {night(2), 2}});
  EXPECT_EQ(this->code(refused_booking), ErrorCode::sold_out);
  EXPECT_NE(refused_booking.error().detail.find("king-room 2026-12-02"), std::string::npos);
  EXPECT_EQ(this->code(this->place(1, {{night(3), 1}})), ErrorCode::sold_out);
  EXPECT_EQ(this->balance(night(1)).sold, 0);
  EXPECT_TRUE(this->due().empty());
  EXPECT_TRUE(this->store().unseen_tickets()->empty());
  ASSERT_TRUE(this->place(2, {{night(1), 3}, {night(2), 1}}).ok());
  EXPECT_EQ(this->due()[0].operation.sequence, 1);
}

TYPED_TEST(DeviceStoreContract, a_request_consumes_nothing) {
  const booking::Booking request = requested_booking(1, {{night(1), 1}});
  ASSERT_TRUE(this->store().commit_booking(placing(request, 1), "T").ok());
  EXPECT_EQ(this->due().size(), 1U);
  EXPECT_EQ(this->balance(night(1)), inventory::Balance{});
}

TYPED_TEST(DeviceStoreContract, a_booking_or_an_operation_is_committed_once) {
  this->grant(night(1), 5);
  ASSERT_TRUE(this->place(1, {{night(1), 1}}).ok());
  EXPECT_EQ(this->code(this->place(1, {{night(1), 1}})), ErrorCode::already_exists);
  const auto same_booking = placing(confirmed_booking(1, {{night(1), 1}}), 2);
  EXPECT_EQ(this->code(this->store().commit_booking(same_booking, "T")), ErrorCode::already_exists);
  const auto same_operation = placing(confirmed_booking(2, {{night(1), 1}}), 1);
  EXPECT_EQ(this->code(this->store().commit_booking(same_operation, "T")),
            ErrorCode::already_exists);
  EXPECT_EQ(this->balance(night(1)).sold, 1);
  ASSERT_TRUE(this->place(3, {{night(1), 1}}).ok());
  EXPECT_EQ(this->due().back().operation.sequence, 2);
}

TYPED_TEST(DeviceStoreContract, what_makes_no_sense_is_refused_by_name) {
  this->grant(night(1), 5);
  EXPECT_EQ(this->code(this->place(1, {{night(1), 0}})), ErrorCode::out_of_range);
  EXPECT_EQ(this->code(this->place(1, {{night(1), -2}})), ErrorCode::out_of_range);
  booking::Booking elsewhere = confirmed_booking(1, {});
  elsewhere.site = SiteId::literal("other-house");
  EXPECT_EQ(this->code(this->store().commit_booking(placing(elsewhere, 1), "T")),
            ErrorCode::wrong_site);
  booking::Booking draft = confirmed_booking(1, {});
  draft.state = booking::BookingState::draft;
  EXPECT_EQ(this->code(this->store().commit_booking(placing(draft, 1), "T")),
            ErrorCode::invalid_transition);
  booking::Booking unreadable = confirmed_booking(1, {});
  unreadable.selection.nights = 0;
  EXPECT_FALSE(this->store().commit_booking(placing(unreadable, 1), "T").ok());
  EXPECT_TRUE(this->due().empty());
  EXPECT_EQ(this->balance(night(1)).sold, 0);
}

TYPED_TEST(DeviceStoreContract, a_ticket_stays_unseen_until_it_is_marked) {
  ASSERT_TRUE(this->place(1, {}).ok());
  ASSERT_TRUE(this->place(2, {}).ok());
  ASSERT_TRUE(this->store().mark_ticket_seen(id_of<BookingId>(1)).ok());
  ASSERT_TRUE(this->store().mark_ticket_seen(id_of<BookingId>(1)).ok());
  ASSERT_TRUE(this->store().mark_ticket_seen(id_of<BookingId>(99)).ok());
  const auto unseen = this->store().unseen_tickets();
  ASSERT_EQ(unseen->size(), 1U);
  EXPECT_EQ(unseen->front().id, id_of<BookingId>(2));
}

TYPED_TEST(DeviceStoreContract, a_code_that_was_placed_here_is_known_when_its_ticket_was_seen) {
  ASSERT_TRUE(this->place(1, {}).ok());
  const ticket::BookingCode code = this->store().unseen_tickets()->front().code;
  EXPECT_TRUE(*this->store().has_placed(code));
  ASSERT_TRUE(this->store().mark_ticket_seen(id_of<BookingId>(1)).ok());
  EXPECT_TRUE(*this->store().has_placed(code));
  EXPECT_FALSE(*this->store().has_placed(ticket::BookingCode({9, 9, 9, 9, 9})));
}

TYPED_TEST(DeviceStoreContract, a_guest_who_is_not_sealed_is_refused_and_leaves_no_trace) {
  this->grant(night(1), 5);
  ASSERT_TRUE(this->place(1, {{night(1), 1}}).ok());
  const booking::Booking named = confirmed_booking(2, {{night(1), 1}});
  port::NewOperation beside_its_seal = placing(named, 2);
  std::get<protocol::PlaceBooking>(beside_its_seal.payload).booking.guest.name = guest_name;
  port::NewOperation unsealed = placing(named, 2);
  unsealed.payload = protocol::PlaceBooking{named, {}};
  for (const port::NewOperation& operation : {beside_its_seal, unsealed}) {
    const Status refused_booking = this->store().commit_booking(operation, "T");
    ASSERT_EQ(this->code(refused_booking), ErrorCode::out_of_range);
    EXPECT_EQ(refused_booking.error().detail.find(guest_name), std::string::npos);
  }
  EXPECT_EQ(this->balance(night(1)).sold, 1);
  EXPECT_EQ(this->kind_.copies_of("\"sealed_guest\":", this->directory_), 1);
  EXPECT_EQ(this->kind_.copies_of(guest_name, this->directory_), 0);
  EXPECT_EQ(this->kind_.copies_of(guest_phone, this->directory_), 0);
}

TYPED_TEST(DeviceStoreContract, settled_operations_leave_and_refused_ones_are_counted) {
  for (std::uint64_t number = 1; number <= 3; ++number) {
    ASSERT_TRUE(this->place(number, {}).ok());
  }
  EXPECT_EQ(*this->store().outbox_summary(),
            (port::OutboxSummary{3, 0, UtcTime{1'795'000'000'001}}));
  const std::vector<protocol::OperationReply> replies = {
      applied(id_of<OperationId>(1)), refused(id_of<OperationId>(2), ErrorCode::sold_out),
      applied(id_of<OperationId>(77))};
  ASSERT_TRUE(this->store().settle(replies, 1).ok());
  ASSERT_TRUE(this->store().settle(replies, 1).ok());
  ASSERT_TRUE(this->store().settle({applied(id_of<OperationId>(2))}, 1).ok());
  EXPECT_EQ(*this->store().outbox_summary(),
            (port::OutboxSummary{1, 1, UtcTime{1'795'000'000'003}}));
  ASSERT_EQ(this->due().size(), 1U);
  EXPECT_EQ(this->due()[0].operation.id, id_of<OperationId>(3));
  ASSERT_TRUE(this->store().settle({applied(id_of<OperationId>(3))}, 1).ok());
  EXPECT_EQ(*this->store().outbox_summary(), (port::OutboxSummary{0, 1, std::nullopt}));
}

TYPED_TEST(DeviceStoreContract, postponed_operations_come_due_again_in_order) {
  for (std::uint64_t number = 1; number <= 4; ++number) {
    ASSERT_TRUE(this->place(number, {}).ok());
  }
  const auto second = id_of<OperationId>(2);
  ASSERT_TRUE(this->store().retry_later({second}, {500}).ok());
  ASSERT_TRUE(this->store().retry_later({second}, {1'000}).ok());
  EXPECT_EQ(this->due({999}).size(), 3U);
  const auto entries = this->due({1'000});
  ASSERT_EQ(entries.size(), 4U);
  EXPECT_EQ(entries[1].operation.id, second);
  EXPECT_EQ(entries[1].attempts, 2);
  EXPECT_EQ(entries[1].next_attempt, UtcTime{1'000});
  const auto limited = this->store().due_operations({1'000}, {2});
  ASSERT_EQ(limited->size(), 2U);
  EXPECT_EQ(limited->back().operation.id, second);
}

port::NewOperation units_operation(std::uint64_t number, protocol::Payload payload) {
  return {id_of<OperationId>(number), {1'000}, std::nullopt, std::move(payload)};
}

TYPED_TEST(DeviceStoreContract, rule_5_what_is_returned_leaves_the_balance_with_the_operation) {
  this->grant(night(1), 3);
  ASSERT_TRUE(this->place(1, {{night(1), 1}}).ok());
  const auto give_back = [&](std::uint64_t number, std::vector<inventory::SlotUnits> units) {
    return this->store().commit_units(
        units_operation(number, protocol::ReturnUnits{std::move(units)}));
  };
  ASSERT_TRUE(give_back(2, {{night(1), 1}}).ok());
  EXPECT_EQ(this->balance(night(1)).returned, 1);
  EXPECT_EQ(this->balance(night(1)).free(), 1);
  EXPECT_EQ(this->code(give_back(2, {{night(1), 1}})), ErrorCode::already_exists);
  EXPECT_EQ(this->code(give_back(3, {{night(1), 1}, {night(2), 1}})), ErrorCode::sold_out);
  EXPECT_EQ(this->balance(night(1)).free(), 1);
  EXPECT_EQ(this->code(this->place(4, {{night(1), 2}})), ErrorCode::sold_out);
  this->grant(night(1), 5);  // a total is of all units ever granted, those returned among them
  EXPECT_EQ(this->balance(night(1)).free(), 3);
  EXPECT_EQ(this->due().size(), 2U);
}

TYPED_TEST(DeviceStoreContract, a_refused_request_for_units_is_answered_and_no_task) {
  const OperationId asked = id_of<OperationId>(1);
  ASSERT_TRUE(this->store()
                  .commit_units(units_operation(1, protocol::RequestUnits{{{night(1), 1}}, {9}}))
                  .ok());
  EXPECT_EQ(this->due().size(), 1U);
  ASSERT_TRUE(this->store().settle({refused(asked, ErrorCode::sold_out)}, 1).ok());
  EXPECT_EQ(*this->store().outbox_summary(), port::OutboxSummary{});
}

TYPED_TEST(DeviceStoreContract, surplus_is_what_is_free_beyond_the_standing) {
  const auto grant = [&](const inventory::Slot& slot, std::int32_t standing) {
    protocol::GrantNotice notice = grant_notice(slot, 3);
    notice.standing = standing;
    ASSERT_TRUE(this->store().apply_feed(page(1, {notice})).ok());
  };
  grant(night(1), 3);
  grant(night(2), 2);
  grant(night(3), 0);
  const auto slots = [&](LocalDate first) {
    std::vector<inventory::Slot> found;
    const auto surplus = this->store().surplus(first);
    for (const inventory::SlotBalance& balance : *surplus) {
      found.push_back(balance.slot);
    }
    return found;
  };
  EXPECT_EQ(slots(night(1).date), (std::vector<inventory::Slot>{night(2), night(3)}));
  EXPECT_EQ(slots(night(3).date), (std::vector<inventory::Slot>{night(3)}));
  ASSERT_TRUE(this->place(1, {{night(2), 1}}).ok());
  EXPECT_EQ(slots(night(1).date), (std::vector<inventory::Slot>{night(3)}));
  ASSERT_TRUE(this->store().apply_feed(page(2, {protocol::StockNotice{night(9), 7}})).ok());
  EXPECT_EQ(this->balance(night(9)), (inventory::Balance{.elsewhere = 7}));
  EXPECT_EQ(slots(night(4).date), std::vector<inventory::Slot>{});
}

TYPED_TEST(DeviceStoreContract, two_threads_selling_the_last_unit_one_succeeds) {
  for (std::uint64_t round = 0; round < 20; ++round) {
    this->grant(night(1), static_cast<std::int32_t>(round) + 1);
    std::array<bool, 2> sold{};
    std::vector<std::thread> threads;
    for (std::size_t seller = 0; seller < 2; ++seller) {
      threads.emplace_back([&, seller] {
        sold[seller] = this->place(100 + 2 * round + seller, {{night(1), 1}}).ok();
      });
    }
    for (std::thread& thread : threads) {
      thread.join();
    }
    EXPECT_NE(sold[0], sold[1]);
    EXPECT_EQ(this->balance(night(1)).free(), 0);
  }
  std::int64_t expected = 0;
  for (const port::OutboxEntry& entry : this->due()) {
    EXPECT_EQ(entry.operation.sequence, ++expected);
  }
  EXPECT_EQ(expected, 20);
}

}  // namespace
}  // namespace lobby::tests
