// Goal: a thousand random transactions leave every ServerStore where a naive model says, and
// invariants I1 and I4 hold throughout. Method: capacities, grants and feed as plain maps; some
// transactions fail on purpose and must leave nothing. The seed is printed; LOBBY_SEED replays.
#include <cstdlib>
#include <iostream>
#include <random>

#include <gtest/gtest.h>

#include "tests/contract/server_store_kinds.h"

namespace lobby::tests {
namespace server_store_model_test {

constexpr int steps = 1'000;
constexpr unsigned days = 4;

struct Model {
  struct Held {
    std::int32_t granted = 0;
    std::int32_t consumed = 0;
  };
  std::map<inventory::Slot, inventory::Capacity> slots;
  std::map<std::pair<DeviceId, inventory::Slot>, Held> held;
  std::int64_t feed = 0;
};

template <class Kind>
class ServerStoreModel : public ServerStoreFixture<Kind> {
 protected:
  void SetUp() override {
    ServerStoreFixture<Kind>::SetUp();
    const char* given = std::getenv("LOBBY_SEED");
    seed_ = given != nullptr ? static_cast<unsigned>(std::strtoul(given, nullptr, 10))
                             : std::random_device{}();
    std::cout << "seed " << seed_ << "\n";
    random_.seed(seed_);
    for (unsigned day = 1; day <= days; ++day) {
      const auto capacity = static_cast<std::int32_t>(10 * day);
      ASSERT_TRUE(this->ensure({night(day)}, capacity).ok());
      model_.slots[night(day)] = {capacity, 0, 0};
    }
  }
  std::uint64_t below(std::uint64_t limit) { return random_() % limit; }

  // One random act on both; true when both agree, and what both said in `accepted`.
  bool act(port::ServerTransaction& to, Model& model, bool& accepted) {
    const DeviceId device = id_of<DeviceId>(1 + below(3));
    const auto slot = night(static_cast<unsigned>(1 + below(days)));
    const auto units = static_cast<std::int32_t>(1 + below(4));
    inventory::Capacity& count = model.slots[slot];
    Model::Held& held = model.held[{device, slot}];
    switch (below(5)) {
      case 0: {
        const auto total = to.grant({device, 1}, {slot, units});
        accepted = count.free() >= units;
        if (accepted) {
          count.granted += units;
          held.granted += units;
        }
        return total.ok() == accepted && (!accepted || *total == held.granted);
      }
      case 1:
        accepted = held.granted - held.consumed >= units;
        if (accepted) {
          held.consumed += units;
          count.granted -= units;
          count.sold += units;
        }
        return to.consume_grant({device, 1}, {slot, units}).ok() == accepted;
      case 2:
        accepted = count.free() >= units;
        count.sold += accepted ? units : 0;
        return to.sell({slot, units}).ok() == accepted;
      case 3:
        accepted = count.sold >= units;
        count.sold -= accepted ? units : 0;
        return to.release({slot, units}).ok() == accepted;
      default:
        accepted = true;
        model.feed += 1;
        return to.append_feed(grant_notice(slot, units)).ok();
    }
  }

  void step() {
    Model after = model_;
    bool gives_up = false;
    const Status outcome = this->store().run(site, [&](port::ServerTransaction& to) -> Status {
      after = model_;
      for (std::uint64_t acts = 1 + below(4); acts > 0; --acts) {
        bool accepted = true;
        EXPECT_TRUE(act(to, after, accepted));
        gives_up = gives_up || (!accepted && below(2) == 0);
      }
      return gives_up ? Status(fail(ErrorCode::policy_refused, "given up")) : done();
    });
    ASSERT_EQ(outcome.ok(), !gives_up);
    if (!gives_up) {
      model_ = std::move(after);
    }
  }

  void compare() {
    for (const auto& [slot, expected] : model_.slots) {
      EXPECT_EQ(this->capacity(slot), expected);
      EXPECT_LE(expected.sold + expected.granted, expected.capacity);
    }
    for (const auto& [key, held] : model_.held) {
      const auto& [device, slot] = key;
      const auto found = this->in([&, owner = device, wanted = slot](port::ServerTransaction& to) {
        return to.outstanding({owner, 1}, wanted.pool, wanted.date, wanted.date);
      });
      const std::int32_t left = held.granted - held.consumed;
      EXPECT_EQ(found->empty() ? 0 : found->front().units, left);
    }
    EXPECT_EQ(*this->store().feed_head(site), model_.feed);
  }

  unsigned seed_ = 0;
  std::mt19937 random_;
  Model model_;
};

TYPED_TEST_SUITE(ServerStoreModel, ServerStoreKinds, ServerStoreKindNames);

TYPED_TEST(ServerStoreModel, random_transactions_agree_with_the_model) {
  for (int count = 0; count < steps; ++count) {
    this->step();
    if (count % 20 == 0 || count == steps - 1) {
      this->compare();
    }
    ASSERT_FALSE(this->HasFailure()) << "step " << count << ", seed " << this->seed_;
  }
}

}  // namespace server_store_model_test
}  // namespace lobby::tests
