// Goal: a thousand random calls leave every DeviceStore where a naive model of the contract says.
// Method: the model is a few maps without transactions; after each step all that can be seen is
// compared. The seed is printed; LOBBY_SEED replays one.
#include <cstdlib>
#include <iostream>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "tests/contract/device_store_kinds.h"

namespace lobby::tests {
namespace device_store_model_test {

constexpr int steps = 1'000;
constexpr unsigned days = 5;

struct Model {
  struct Pending {
    std::int64_t sequence = 0;
    std::int32_t attempts = 0;
    UtcTime next_attempt;
    bool is_booking = true;
    bool operator==(const Pending&) const = default;
  };
  std::map<inventory::Slot, inventory::Balance> balances;
  std::map<OperationId, Pending> pending;  // ids rise, so this is commit order
  std::set<BookingId> booked;
  std::set<BookingId> unseen;
  std::map<std::uint64_t, bool> admitted;
  std::int64_t sequence = 0;
  std::int64_t refused = 0;
  std::int64_t cursor = 0;

  bool consume(const std::vector<inventory::SlotUnits>& demand) {
    auto after = balances;
    for (const auto& [slot, units] : demand) {
      after[slot].sold += units;
      if (after[slot].sold > after[slot].granted) {
        return false;
      }
    }
    balances = after;
    return true;
  }
};

template <class Kind>
class DeviceStoreModel : public testing::Test {
 protected:
  void SetUp() override {
    const char* given = std::getenv("LOBBY_SEED");
    seed_ = given != nullptr ? static_cast<unsigned>(std::strtoul(given, nullptr, 10))
                             : std::random_device{}();
    std::cout << "seed " << seed_ << "\n";
    random_.seed(seed_);
    store_ = kind_.open(directory_);
    ASSERT_TRUE(store_->save_identity(kiosk_identity()).ok());
  }

  std::uint64_t below(std::uint64_t limit) { return random_() % limit; }
  std::vector<inventory::SlotUnits> demand();
  void step();
  void place();
  void admit();
  void settle();
  void postpone();
  void feed();
  void compare(UtcTime now);

  unsigned seed_ = 0;
  std::mt19937 random_;
  ScratchDirectory directory_;
  Kind kind_;
  std::unique_ptr<port::DeviceStore> store_;
  Model model_;
  std::uint64_t next_operation_ = 1;
};

template <class Kind>
std::vector<inventory::SlotUnits> DeviceStoreModel<Kind>::demand() {
  std::vector<inventory::SlotUnits> demand;
  for (unsigned day = 1; day <= days; ++day) {
    if (below(3) == 0) {
      demand.push_back({night(day), static_cast<std::int32_t>(1 + below(2))});
    }
  }
  return demand;
}

template <class Kind>
void DeviceStoreModel<Kind>::place() {
  const std::uint64_t number = 1 + below(400);
  const auto wanted = demand();
  const bool as_request = below(5) == 0;
  const auto booking =
      as_request ? requested_booking(number, wanted) : confirmed_booking(number, wanted);
  const std::uint64_t operation = next_operation_++;
  const Status outcome = store_->commit_booking(placing(booking, operation), "HTTPS://X");
  if (model_.booked.contains(booking.id)) {
    ASSERT_FALSE(outcome.ok());
    EXPECT_EQ(outcome.error().code, ErrorCode::already_exists);
  } else if (!as_request && !model_.consume(wanted)) {
    ASSERT_FALSE(outcome.ok());
    EXPECT_EQ(outcome.error().code, ErrorCode::sold_out);
  } else {
    ASSERT_TRUE(outcome.ok()) << to_string(outcome.error());
    model_.booked.insert(booking.id);
    model_.unseen.insert(booking.id);
    model_.pending[id_of<OperationId>(operation)] = {++model_.sequence, 0, {0}, true};
  }
}

template <class Kind>
void DeviceStoreModel<Kind>::admit() {
  const std::uint64_t ticket = 1 + below(20);
  const std::uint64_t operation = next_operation_++;
  const bool undo = below(2) == 0;
  const Status outcome = store_->commit_admission(undo ? undoing(ticket, operation, {9})
                                                       : admitting(ticket, operation, {9}));
  ASSERT_EQ(outcome.ok(), model_.admitted[ticket] == undo);
  if (outcome.ok()) {
    model_.admitted[ticket] = !undo;
    model_.pending[id_of<OperationId>(operation)] = {++model_.sequence, 0, {0}, false};
  }
}

template <class Kind>
void DeviceStoreModel<Kind>::settle() {
  std::vector<protocol::OperationReply> replies;
  for (std::uint64_t count = below(4); count > 0; --count) {
    const auto id = id_of<OperationId>(1 + below(next_operation_));
    const bool refuse = below(4) == 0;
    const auto found = model_.pending.find(id);
    if (found != model_.pending.end()) {
      if (refuse && !found->second.is_booking) {
        continue;  // what a refused step leaves known has its own tests
      }
      model_.pending.erase(found);
      model_.refused += refuse ? 1 : 0;
    }
    replies.push_back(refuse ? refused(id, ErrorCode::sold_out) : applied(id));
  }
  ASSERT_TRUE(store_->settle(replies, 1).ok());
}

template <class Kind>
void DeviceStoreModel<Kind>::postpone() {
  const auto id = id_of<OperationId>(1 + below(next_operation_));
  const UtcTime next{static_cast<std::int64_t>(below(100))};
  ASSERT_TRUE(store_->retry_later({id}, next).ok());
  if (const auto found = model_.pending.find(id); found != model_.pending.end()) {
    found->second.attempts += 1;
    found->second.next_attempt = next;
  }
}

template <class Kind>
void DeviceStoreModel<Kind>::feed() {
  const auto slot = night(static_cast<unsigned>(1 + below(days)));
  const auto total = static_cast<std::int32_t>(below(60));
  model_.cursor += static_cast<std::int64_t>(below(3));
  ASSERT_TRUE(store_->apply_feed(page(model_.cursor, {grant_notice(slot, total)})).ok());
  inventory::Balance& balance = model_.balances[slot];
  balance.granted = std::max(balance.granted, total);
  balance.elsewhere = grant_notice(slot, total).elsewhere;
}

template <class Kind>
void DeviceStoreModel<Kind>::compare(UtcTime now) {
  std::map<inventory::Slot, inventory::Balance> balances;
  const auto stored = store_->balances(king_rooms, night(1).date, night(days).date);
  for (const inventory::SlotBalance& slot : *stored) {
    balances[slot.slot] = slot.balance;
  }
  std::erase_if(model_.balances,
                [](const auto& entry) { return entry.second == inventory::Balance{}; });
  ASSERT_EQ(balances, model_.balances);
  const auto due = store_->due_operations(now, {10'000});
  auto next = due->begin();
  for (const auto& [id, pending] : model_.pending) {
    if (pending.next_attempt > now) {
      continue;
    }
    ASSERT_NE(next, due->end());
    EXPECT_EQ(next->operation.id, id);
    EXPECT_EQ((typename Model::Pending{next->operation.sequence, next->attempts, next->next_attempt,
                                       pending.is_booking}),
              pending);
    ++next;
  }
  ASSERT_EQ(next, due->end());
  EXPECT_EQ(store_->outbox_summary()->pending, static_cast<std::int64_t>(model_.pending.size()));
  EXPECT_EQ(store_->outbox_summary()->refused, model_.refused);
  EXPECT_EQ(store_->unseen_tickets()->size(), model_.unseen.size());
  EXPECT_EQ(store_->sync_state()->cursor, model_.cursor);
  for (const auto& [ticket, is_admitted] : model_.admitted) {
    EXPECT_EQ(store_->admission(admission_id(ticket))->has_value(), is_admitted);
  }
}

template <class Kind>
void DeviceStoreModel<Kind>::step() {
  const std::uint64_t choice = below(9);
  if (choice < 4) {
    place();
  } else if (choice < 5) {
    admit();
  } else if (choice < 6) {
    settle();
  } else if (choice < 7) {
    postpone();
  } else if (choice < 8) {
    feed();
  } else {
    const auto id = id_of<BookingId>(1 + below(400));
    ASSERT_TRUE(store_->mark_ticket_seen(id).ok());
    model_.unseen.erase(id);
  }
}

TYPED_TEST_SUITE(DeviceStoreModel, DeviceStoreKinds, DeviceStoreKindNames);

TYPED_TEST(DeviceStoreModel, random_calls_agree_with_the_model) {
  for (int count = 0; count < steps; ++count) {
    this->step();
    if (count % 25 == 0 || count == steps - 1) {
      this->compare({static_cast<std::int64_t>(this->below(100))});
    }
    ASSERT_FALSE(this->HasFailure()) << "step " << count << ", seed " << this->seed_;
  }
  EXPECT_EQ(this->kind_.copies_of(guest_phone, this->directory_), 0) << "seed " << this->seed_;
  EXPECT_EQ(this->kind_.copies_of(guest_name, this->directory_), 0) << "seed " << this->seed_;
}

}  // namespace device_store_model_test
}  // namespace lobby::tests
