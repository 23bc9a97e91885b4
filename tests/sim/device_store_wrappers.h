// Two wrappers round a device's store. SabotagedDevice switches a safety off. WatchedStore stands
// for the process: it ends it (Killed) at a planned call or when its machine went off, and notes
// what was committed.
// One thread.
#pragma once

#include <set>

#include "tests/fakes/memory_disk.h"
#include "tests/sim/device_store_proxy.h"
#include "tests/sim/ledger.h"
#include "tests/sim/options.h"

namespace lobby::sim {

// Thrown out of a store call: the process is gone, whatever it was doing.
struct Killed {};

// Later than any attempt.
inline constexpr UtcTime far_future{8'000'000'000'000};

class SabotagedDevice final : public DeviceStoreProxy {
 public:
  SabotagedDevice(port::DeviceStore& inner, Sabotage sabotage)
      : DeviceStoreProxy(inner), sabotage_(sabotage) {}

  Status commit_booking(const port::NewOperation& operation, const std::string& text) override;
  Status settle(const std::vector<protocol::OperationReply>& replies, std::int64_t cursor) override;
  Result<std::vector<port::OutboxEntry>> due_operations(UtcTime now,
                                                        port::OutboxLimit limit) override;

 private:
  const Sabotage sabotage_;
  std::int32_t committed_ = 0;
  std::set<OperationId> blocked_;
};

class WatchedStore final : public DeviceStoreProxy {
 public:
  WatchedStore(port::DeviceStore& inner, tests::Volume& disk, Ledger& ledger)
      : DeviceStoreProxy(inner), disk_(disk), ledger_(ledger) {}

  struct KillPlan {
    std::int32_t calls = 0;  // the n-th call from now; 0: none
    bool after = false;      // its work is done, nobody hears of it
  };
  void plan_kill(const KillPlan& plan) { plan_ = plan; }

  Status commit_booking(const port::NewOperation& operation, const std::string& text) override;
  Status commit_admission(const port::NewOperation& operation) override;
  Status commit_units(const port::NewOperation& operation) override;

  // Everything in the outbox, past all plans. Errors: those of the store.
  Result<std::vector<port::OutboxEntry>> outbox() {
    return inner().due_operations(far_future, {limits_of_outbox});
  }
  Result<port::SyncState> state() { return inner().sync_state(); }

 protected:
  void before_call() override;
  void after_call() override;

 private:
  static constexpr std::size_t limits_of_outbox = 100'000;
  void note(const port::NewOperation& operation, const Status& said);

  tests::Volume& disk_;
  Ledger& ledger_;
  KillPlan plan_;
};

}  // namespace lobby::sim
