// Goal: a fork in a device's chain closes its epoch, an operation that cannot be read or applied
// stops no other, and batches are signed (protocol rules 11 and 16). Method: scenarios over a
// memory store, and one that fails for one booking.
#include "core/protocol/codec.h"
#include "tests/core/service_house.h"
#include "tests/sim/server_transaction_proxy.h"

namespace lobby::service {
namespace service_chain_test {

using protocol::Operation;
using tests::outcomes;
using Names = std::vector<std::string>;

const LocalDate friday = LocalDate::of(2026, 12, 11);

// A store in which one booking can never be written.
class PoisonedTransaction final : public sim::ServerTransactionProxy {
 public:
  PoisonedTransaction(port::ServerTransaction& inner, BookingId poison)
      : ServerTransactionProxy(inner), poison_(poison) {}
  Status add_booking(const booking::Booking& booking) override {
    return booking.id == poison_ ? Status(fail(ErrorCode::internal, "a column is missing"))
                                 : ServerTransactionProxy::add_booking(booking);
  }

 private:
  BookingId poison_;
};

class PoisonedStore final : public port::ServerStore {
 public:
  PoisonedStore(port::ServerStore& inner, BookingId poison) : inner_(inner), poison_(poison) {}
  Status run(const SiteId& site, const Work& work) override {
    return inner_.run(site, [&](port::ServerTransaction& store) {
      PoisonedTransaction poisoned(store, poison_);
      return work(poisoned);
    });
  }
  Result<std::int64_t> feed_head(const SiteId& site) override { return inner_.feed_head(site); }

 private:
  port::ServerStore& inner_;
  BookingId poison_;
};

class ServiceChain : public testing::Test {
 protected:
  void SetUp() override {
    kiosk_ = house_.kiosk("Kiosk 1");
    std::int64_t cursor = 0;
    house_.all_feed(kiosk_, cursor);
  }
  void TearDown() override { tests::expect_counts_hold(house_.site()); }

  booking::Booking booking(std::uint64_t number) {
    return tests::sample_booking(
        {.selection = tests::king_stay(friday, 1), .device = kiosk_, .number = number});
  }
  // The next operation of a machine whose chain stands at `tip`.
  Operation chained(std::int64_t sequence, std::uint64_t number, protocol::OperationHash& tip) {
    Operation made =
        tests::sample_operation(kiosk_, sequence, tests::place_sealed(booking(number)));
    made.id = tests::id_of<OperationId>(100 + number);
    made.previous = tip;
    const std::string content = protocol::to_json(made);
    tip = house_.hasher.sha256(
        {reinterpret_cast<const std::uint8_t*>(content.data()), content.size()});
    return made;
  }
  const port::DeviceRecord device() { return house_.site().devices.at(kiosk_); }

  tests::House house_;
  DeviceId kiosk_;
};

TEST_F(ServiceChain, rule_16_a_chain_without_a_fork_goes_on) {
  protocol::OperationHash tip{};
  const Operation first = chained(1, 1, tip);
  const Operation second = chained(2, 2, tip);
  EXPECT_EQ(outcomes(house_.send(kiosk_, {first})), (Names{"applied"}));
  EXPECT_EQ(outcomes(house_.send(kiosk_, {first, second})), (Names{"applied", "applied"}));
  EXPECT_EQ(device().chain, std::optional(tip));
  EXPECT_EQ(device().epoch, 1);
}

TEST_F(ServiceChain, rule_16_a_fork_closes_the_epoch_and_keeps_the_guest) {
  protocol::OperationHash tip{};
  ASSERT_EQ(outcomes(house_.send(kiosk_, {chained(1, 1, tip)})), (Names{"applied"}));
  protocol::OperationHash elsewhere{9};  // as if operation 1 had been another one
  EXPECT_EQ(outcomes(house_.send(kiosk_, {chained(2, 2, elsewhere)})), (Names{"applied"}));
  EXPECT_EQ(device().epoch, 2);
  EXPECT_FALSE(device().epoch_taken);
  EXPECT_EQ(device().chain, std::optional(port::Sha256{}));
  EXPECT_EQ(house_.site().bookings.size(), 2U);
  EXPECT_NE(house_.site().tasks.front().detail.find("does not follow the one before it"),
            std::string::npos);
}

TEST_F(ServiceChain, rule_16_a_chained_epoch_takes_nothing_unchained) {
  protocol::OperationHash tip{};
  ASSERT_EQ(outcomes(house_.send(kiosk_, {chained(1, 1, tip)})), (Names{"applied"}));
  Operation bare = chained(2, 2, tip);
  bare.previous.reset();
  EXPECT_EQ(outcomes(house_.send(kiosk_, {bare})), (Names{"applied"}));
  EXPECT_EQ(device().epoch, 2);
}

TEST_F(ServiceChain, a_device_from_before_chains_goes_on_and_begins_one) {
  Operation first = tests::sample_operation(kiosk_, 1, tests::place_sealed(booking(1)));
  ASSERT_EQ(outcomes(house_.send(kiosk_, {first})), (Names{"applied"}));
  protocol::OperationHash unknown{5};
  EXPECT_EQ(outcomes(house_.send(kiosk_, {chained(2, 2, unknown)})), (Names{"applied"}));
  EXPECT_EQ(device().epoch, 1);
  EXPECT_EQ(device().chain, std::optional(unknown));
}

TEST_F(ServiceChain, a_twins_undo_leaves_the_admission_that_came_after_it) {
  const DeviceId desk = house_.desk("Desk 1");
  const booking::Booking made = booking(1);
  ASSERT_EQ(outcomes(house_.send(kiosk_,
                                 {tests::sample_operation(kiosk_, 1, tests::place_sealed(made))})),
            (Names{"applied"}));
  const protocol::AdmissionId ticket = house_.admission_of(made);
  const auto step = [&](std::uint64_t id, std::int64_t sequence, protocol::Payload payload) {
    Operation operation = tests::sample_operation(desk, sequence, std::move(payload));
    operation.id = tests::id_of<OperationId>(id);
    return operation;
  };
  const UtcTime first = house_.now;
  const UtcTime second = first + Duration::minutes(5);
  // The copy's admission is here first; then the other's earlier one, and its undo of that.
  ASSERT_EQ(outcomes(house_.send(desk, {step(1, 1, protocol::CheckIn{ticket, 1, second})})),
            (Names{"applied"}));
  EXPECT_EQ(outcomes(house_.send(
                desk, {step(2, 1, protocol::CheckIn{ticket, 1, first}),
                       step(3, 2, protocol::UndoCheckIn{ticket, first + Duration::minutes(1)})})),
            (Names{"already_exists", "not_found"}));
  EXPECT_TRUE(house_.site().admissions.contains(ticket));
}

TEST_F(ServiceChain, rule_16_a_batch_is_signed_by_its_device) {
  tests::FakeVerifier verifier;
  protocol::OperationHash tip{};
  protocol::Batch batch{kiosk_, {chained(1, 1, tip)}, {}};
  const auto code = [&] {
    const Status checked =
        check_signature(verifier, batch, {kiosk_, *enrolled_key(house_.office(), kiosk_)});
    return checked ? "" : std::string(name_of(checked.error().code));
  };
  EXPECT_EQ(code(), "bad_signature");
  batch.signature = tests::FakeSigner(1).sign(protocol::signing_message(batch));
  EXPECT_EQ(code(), "");
  batch.operations[0].sequence = 2;
  EXPECT_EQ(code(), "bad_signature");
  batch.device = tests::id_of<DeviceId>(9);
  EXPECT_EQ(code(), "forbidden");
}

TEST_F(ServiceChain, rule_11_what_cannot_be_read_is_refused_alone_and_kept_as_sent) {
  Operation unknown = tests::sample_operation(
      kiosk_, 1,
      protocol::Unreadable{"order_taxi", R"({"at":7})", fail(ErrorCode::out_of_range, "kind")});
  const auto read = protocol::batch_from(protocol::to_json(protocol::Batch{kiosk_, {unknown}, {}}));
  ASSERT_TRUE(read.ok()) << to_string(read.error());
  const Operation& received = read->operations.front();
  EXPECT_EQ(protocol::to_json(received), protocol::to_json(unknown));
  Operation next = tests::sample_operation(kiosk_, 2, tests::place_sealed(booking(2)));
  EXPECT_EQ(outcomes(house_.send(kiosk_, {received, next})), (Names{"out_of_range", "applied"}));
  ASSERT_EQ(house_.site().tasks.size(), 1U);
  EXPECT_NE(house_.site().tasks[0].detail.find("order_taxi"), std::string::npos);
  EXPECT_TRUE(house_.site().operations.at(unknown.id).content.has_value());
}

TEST_F(ServiceChain, rule_11_one_that_can_never_be_applied_stops_no_other) {
  PoisonedStore poisoned(house_.store, booking(2).id);
  const Office office{poisoned, house_.hasher, house_.unsealer, house_.hotel, house_.zone};
  protocol::OperationHash tip{};
  const protocol::Batch batch{
      kiosk_, {chained(1, 1, tip), chained(2, 2, tip), chained(3, 3, tip)}, {}};
  const auto reply = apply_batch(office, batch, kiosk_, house_.now);
  ASSERT_TRUE(reply.ok()) << to_string(reply.error());
  EXPECT_EQ(outcomes(reply->replies), (Names{"applied", "internal", "applied"}));
  EXPECT_EQ(*apply_batch(office, batch, kiosk_, house_.now), *reply);
  EXPECT_EQ(house_.site().bookings.size(), 2U);
  ASSERT_EQ(house_.site().tasks.size(), 1U);
  EXPECT_NE(house_.site().tasks[0].detail.find(booking(2).code.text()), std::string::npos);
  EXPECT_EQ(device().epoch, 1);
  EXPECT_EQ(device().chain, std::optional(tip));
}

}  // namespace service_chain_test
}  // namespace lobby::service
