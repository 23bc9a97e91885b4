// Goal: what an audit reads is the same on every ServerStore: sums by slot, stray allotments,
// numbers of operations, refusals without a task, pages in order. Method: one typed suite over all.
#include <gtest/gtest.h>

#include "tests/contract/server_store_kinds.h"

namespace lobby::tests {
namespace {

template <class Kind>
class ServerAuditContract : public ServerStoreFixture<Kind> {};

TYPED_TEST_SUITE(ServerAuditContract, ServerStoreKinds, ServerStoreKindNames);

using inventory::Capacity;
using port::ServerTransaction;
using protocol::Outcome;

const SiteId elsewhere = SiteId::literal("other-house");

protocol::Operation stated(std::uint64_t number, std::int64_t epoch, std::int64_t sequence) {
  protocol::Operation operation;
  operation.id = id_of<OperationId>(number);
  operation.site = site;
  operation.device = kiosk_one;
  operation.epoch = epoch;
  operation.sequence = sequence;
  operation.payload = protocol::CancelBooking{id_of<BookingId>(number), 1};
  return operation;
}

TYPED_TEST(ServerAuditContract, slots_come_in_pages_with_what_all_holders_have) {
  inventory::Slot afternoon = night(1);
  afternoon.start_minute = 840;
  ASSERT_TRUE(this->ensure({night(2), night(1), afternoon, night(1, halls)}, 5).ok());
  ASSERT_TRUE(this->grant(kiosk_one, {night(1), 3}).ok());
  ASSERT_TRUE(this->grant(kiosk_two, {night(1), 1}).ok());
  ASSERT_TRUE(this->in([](ServerTransaction& to) {
                    return to.consume_grant({kiosk_one, 1}, {night(1), 2});
                  })
                  .ok());
  ASSERT_TRUE(
      this->in([](ServerTransaction& to) { return to.return_grant({kiosk_two, 1}, {night(1), 1}); })
          .ok());
  const auto page = [&](std::optional<inventory::Slot> after, std::size_t limit,
                        const SiteId& where = site) {
    return *this->in([&](ServerTransaction& to) { return to.slot_accounts(after, limit); }, where);
  };
  const std::vector<port::SlotAccount> all = {{night(1, halls), {5, 0, 0}, 0},
                                              {night(1), {5, 2, 1}, 1},
                                              {afternoon, {5, 0, 0}, 0},
                                              {night(2), {5, 0, 0}, 0}};
  EXPECT_EQ(page({}, 9), all);
  EXPECT_EQ(page(night(1, halls), 2), (std::vector<port::SlotAccount>{all[1], all[2]}));
  EXPECT_EQ(page(afternoon, 2), (std::vector<port::SlotAccount>{all[3]}));
  EXPECT_TRUE(page(night(2), 2).empty());
  EXPECT_TRUE(page({}, 9, elsewhere).empty());
}

TYPED_TEST(ServerAuditContract, an_allotment_of_nobody_or_of_another_epoch_is_a_stray) {
  const auto strays = [&](std::size_t limit = 9) {
    return *this->in([&](ServerTransaction& to) { return to.stray_allotments(limit); });
  };
  ASSERT_TRUE(this->in([](ServerTransaction& to) { return to.add_device(device_record(1)); }).ok());
  ASSERT_TRUE(this->ensure({night(1)}, 9).ok());
  ASSERT_TRUE(this->grant(kiosk_one, {night(1), 3}).ok());
  EXPECT_TRUE(strays().empty());
  ASSERT_TRUE(this->grant(kiosk_two, {night(1), 1}).ok());  // not enrolled
  ASSERT_TRUE(
      this->in([](ServerTransaction& to) { return to.grant({kiosk_one, 2}, {night(1), 2}); }).ok());
  const std::vector<port::StrayAllotment> both = {{{kiosk_one, 2}, night(1), 2, true},
                                                  {{kiosk_two, 1}, night(1), 1, true}};
  EXPECT_EQ(strays(), both);
  EXPECT_EQ(strays(1), (std::vector<port::StrayAllotment>{both[0]}));
  // What is left in the epoch that closes is given back; then epoch 2 is the open one.
  ASSERT_TRUE(this->in([](ServerTransaction& to) { return to.close_epoch(kiosk_one); }).ok());
  EXPECT_EQ(strays(), (std::vector<port::StrayAllotment>{both[1]}));
}

TYPED_TEST(ServerAuditContract, operations_are_counted_by_epoch) {
  const auto add = [&](const protocol::Operation& operation, std::optional<ErrorCode> refusal) {
    const auto reply = refusal ? refused(operation.id, *refusal) : applied(operation.id);
    return this->in([&](ServerTransaction& to) { return to.add_operation(operation, {{}, reply}); })
        .ok();
  };
  const auto accounts = [](ServerTransaction& to) { return to.sequence_accounts(); };
  EXPECT_TRUE(this->in(accounts)->empty());
  ASSERT_TRUE(add(stated(1, 1, 1), {}));
  ASSERT_TRUE(add(stated(2, 1, 3), ErrorCode::sold_out));
  ASSERT_TRUE(add(stated(3, 1, 3), {}));
  ASSERT_TRUE(add(stated(4, 2, 7), ErrorCode::device_fenced));  // of an epoch not begun
  EXPECT_EQ(*this->in(accounts), (std::vector<port::SequenceAccount>{
                                     {{kiosk_one, 1}, 3, 3, 2, 3}, {{kiosk_one, 2}, 1, 0, 0, 0}}));
  EXPECT_TRUE(this->in(accounts, elsewhere)->empty());
}

TYPED_TEST(ServerAuditContract, refusals_without_a_task_come_whole_and_in_pages) {
  for (std::uint64_t number = 1; number <= 5; ++number) {
    const protocol::Operation operation = stated(number, 1, static_cast<std::int64_t>(number));
    const auto reply =
        number == 2 ? applied(operation.id) : refused(operation.id, ErrorCode::not_found);
    ASSERT_TRUE(
        this->in([&](ServerTransaction& to) { return to.add_operation(operation, {{}, reply}); })
            .ok());
  }
  for (const ErrorCode code : {ErrorCode::not_found, ErrorCode::device_fenced}) {
    ASSERT_TRUE(this->in([&](ServerTransaction& to) {
                      return to.add_staff_task({id_of<OperationId>(3), kiosk_one, {1}, code, ""});
                    })
                    .ok());
  }
  const auto page = [&](std::uint64_t after, std::size_t limit) {
    return *this->in([&](ServerTransaction& to) {
      return to.untold_refusals(after == 0 ? OperationId{} : id_of<OperationId>(after), limit);
    });
  };
  EXPECT_EQ(page(0, 9),
            (std::vector<protocol::Operation>{stated(1, 1, 1), stated(4, 1, 4), stated(5, 1, 5)}));
  EXPECT_EQ(page(1, 1), (std::vector<protocol::Operation>{stated(4, 1, 4)}));
  EXPECT_TRUE(page(5, 9).empty());
}

TYPED_TEST(ServerAuditContract, bookings_and_admissions_come_in_pages_of_their_keys) {
  for (const std::uint64_t number : {3U, 1U, 2U}) {
    ASSERT_TRUE(this->in([&](ServerTransaction& to) -> Status {
                      const Status added = to.add_booking(confirmed_booking(number, {}));
                      return added ? to.add_admission({admission_id(number), {5}, kiosk_one})
                                   : added;
                    })
                    .ok());
  }
  const auto row = [](std::uint64_t number) {
    const booking::Booking booking = confirmed_booking(number, {});
    return port::BookingRow{booking.id, booking.code, 1, booking.state, booking};
  };
  EXPECT_EQ(*this->in([](ServerTransaction& to) { return to.bookings_after({}, 2); }),
            (std::vector<port::BookingRow>{row(1), row(2)}));
  EXPECT_EQ(
      *this->in([](ServerTransaction& to) { return to.bookings_after(id_of<BookingId>(2), 2); }),
      (std::vector<port::BookingRow>{row(3)}));
  const auto admission = [](std::uint64_t number) {
    return port::AdmissionRecord{admission_id(number), {5}, kiosk_one};
  };
  EXPECT_EQ(*this->in([](ServerTransaction& to) { return to.admissions_after({}, 2); }),
            (std::vector<port::AdmissionRecord>{admission(1), admission(2)}));
  EXPECT_EQ(
      *this->in([](ServerTransaction& to) { return to.admissions_after(admission_id(2), 2); }),
      (std::vector<port::AdmissionRecord>{admission(3)}));
}

}  // namespace
}  // namespace lobby::tests
