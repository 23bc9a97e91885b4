// Goal: whatever write or flush fails, a commit is whole or not there, its error has a name, and
// the store works on when the fault has passed (protocol rule 1, invariant I2). Method: a SQLite
// VFS that fails at every n-th write and sync in turn, under the real stores.
#include <atomic>
#include <set>
#include <thread>

#include <gtest/gtest.h>

#include "platform/sqlite/device_store.h"
#include "platform/sqlite/server_store.h"
#include "tests/fakes/fault_vfs.h"
#include "tests/fakes/store_facts.h"

namespace lobby::tests {
namespace store_disk_test {

constexpr std::int32_t units_granted = 10'000;

std::unique_ptr<sqlite::DeviceStore> open_device(const ScratchDirectory& directory,
                                                 const std::string& vfs) {
  auto store = sqlite::DeviceStore::open({.path = directory.file("device.db"),
                                          .migrations_directory = migrations_directory("device"),
                                          .busy_timeout_ms = 1'000,
                                          .vfs = vfs});
  EXPECT_TRUE(store.ok()) << to_string(store.error());
  return store ? std::move(*store) : nullptr;
}

Status place(port::DeviceStore& store, std::uint64_t number) {
  return store.commit_booking(
      placing(confirmed_booking(number, {{night(1), 1}, {night(2), 1}}), number), "HTTPS://X");
}

// The numbers of the bookings in the outbox, which must be there once, in an unbroken sequence,
// with as many units sold.
std::set<std::uint64_t> bookings_in(port::DeviceStore& store, std::uint64_t last) {
  std::set<std::uint64_t> found;
  const auto entries = store.due_operations({INT64_MAX}, {100'000});
  EXPECT_TRUE(entries.ok());
  std::int64_t sequence = 0;
  for (const port::OutboxEntry& entry : *entries) {
    EXPECT_EQ(entry.operation.sequence, ++sequence);
    for (std::uint64_t number = 1; number <= last; ++number) {
      if (entry.operation.id == id_of<OperationId>(number)) {
        EXPECT_TRUE(found.insert(number).second) << "twice in the outbox";
      }
    }
  }
  const auto balances = store.balances(king_rooms, night(1).date, night(2).date);
  for (const inventory::SlotBalance& slot : *balances) {
    EXPECT_EQ(slot.balance.sold, static_cast<std::int32_t>(found.size()));
  }
  return found;
}

struct FaultCase {
  std::string name;
  FaultVfs::Plan plan;  // write or sync is 1: raised until the commit meets no fault
  ErrorCode error;
};

class EveryFault : public testing::TestWithParam<FaultCase> {};

TEST_P(EveryFault, during_a_booking_leaves_it_whole_or_absent) {
  FaultVfs vfs;
  const ScratchDirectory directory;
  auto store = open_device(directory, vfs.name());
  ASSERT_TRUE(store->save_identity(kiosk_identity()).ok());
  ASSERT_TRUE(store
                  ->apply_feed(page(1, {grant_notice(night(1), units_granted),
                                        grant_notice(night(2), units_granted)}))
                  .ok());
  std::set<std::uint64_t> committed;
  std::uint64_t number = 0;
  int faults = 0;
  for (std::int64_t nth = 1;; ++nth) {
    FaultVfs::Plan plan = GetParam().plan;
    plan.write *= nth;
    plan.sync *= nth;
    vfs.plan(plan);
    const Status outcome = place(*store, ++number);
    const bool struck = vfs.struck();
    vfs.heal();
    if (outcome) {
      committed.insert(number);
    } else {
      EXPECT_EQ(outcome.error().code, GetParam().error) << to_string(outcome.error());
      EXPECT_NE(outcome.error().detail.find("device.db"), std::string::npos);
    }
    EXPECT_EQ(bookings_in(*store, number), committed);
    ASSERT_TRUE(place(*store, ++number).ok()) << "after the fault has passed";
    committed.insert(number);
    faults += struck ? 1 : 0;
    if (!struck) {
      break;
    }
  }
  EXPECT_GT(faults, 0);
  store.reset();
  store = open_device(directory, vfs.name());
  EXPECT_EQ(bookings_in(*store, number), committed);
}

TEST_P(EveryFault, while_opening_leaves_a_store_that_opens_later) {
  FaultVfs vfs;
  int faults = 0;
  bool struck = true;
  for (std::int64_t nth = 1; struck; nth += 11) {
    const ScratchDirectory directory;
    FaultVfs::Plan plan = GetParam().plan;
    plan.write *= nth;
    plan.sync *= nth;
    vfs.plan(plan);
    const auto broken =
        sqlite::DeviceStore::open({.path = directory.file("device.db"),
                                   .migrations_directory = migrations_directory("device"),
                                   .busy_timeout_ms = 1'000,
                                   .vfs = vfs.name()});
    struck = vfs.struck();
    faults += struck ? 1 : 0;
    if (!broken) {
      EXPECT_EQ(broken.error().code, GetParam().error) << to_string(broken.error());
    }
    vfs.heal();
    ASSERT_NE(open_device(directory, vfs.name()), nullptr);
  }
  EXPECT_GT(faults, 0);
}

INSTANTIATE_TEST_SUITE_P(
    Store, EveryFault,
    testing::Values(
        FaultCase{
            "disk_full_at_write", {Fault::disk_full, 1, 0, true, false}, ErrorCode::disk_full},
        FaultCase{
            "disk_full_once_torn", {Fault::disk_full, 1, 0, false, true}, ErrorCode::disk_full},
        FaultCase{
            "error_at_write", {Fault::input_output, 1, 0, false, true}, ErrorCode::unavailable},
        FaultCase{
            "error_at_sync", {Fault::input_output, 0, 1, false, false}, ErrorCode::unavailable},
        FaultCase{
            "read_only_at_write", {Fault::read_only, 1, 0, true, false}, ErrorCode::read_only}),
    [](const auto& fault) { return fault.param.name; });

TEST(StoreDisk, a_booking_costs_one_flush) {
  FaultVfs vfs;
  const ScratchDirectory directory;
  const auto store = open_device(directory, vfs.name());
  ASSERT_TRUE(store->save_identity(kiosk_identity()).ok());
  ASSERT_TRUE(store
                  ->apply_feed(page(1, {grant_notice(night(1), units_granted),
                                        grant_notice(night(2), units_granted)}))
                  .ok());
  for (std::uint64_t number = 1; number <= 5; ++number) {
    vfs.heal();
    ASSERT_TRUE(place(*store, number).ok());
    EXPECT_EQ(vfs.counts().syncs, 1);
    ASSERT_TRUE(store->settle({applied(id_of<OperationId>(number))}, 1).ok());
  }
}

TEST(StoreDisk, a_full_disk_fails_the_servers_writers_and_then_lets_them_on) {
  FaultVfs vfs;
  const ScratchDirectory directory;
  auto store = *sqlite::ServerStore::open({.path = directory.file("server.db"),
                                           .migrations_directory = migrations_directory("server"),
                                           .busy_timeout_ms = 500,
                                           .vfs = vfs.name()});
  std::atomic<std::int64_t> committed = 0;
  const auto append = [&](port::ServerTransaction& to) {
    return to.append_feed(key_notice(1, false));
  };
  for (std::int64_t nth = 1; nth <= 12; ++nth) {
    vfs.plan({Fault::disk_full, nth, 0, true, false});
    std::vector<std::thread> writers;
    for (int writer = 0; writer < 4; ++writer) {
      writers.emplace_back([&] {
        const Status outcome = store->run(site, append);
        committed += outcome.ok() ? 1 : 0;
        if (!outcome) {
          EXPECT_EQ(outcome.error().code, ErrorCode::disk_full) << to_string(outcome.error());
        }
      });
    }
    for (std::thread& writer : writers) {
      writer.join();
    }
    vfs.heal();
    EXPECT_EQ(*store->feed_head(site), committed);
    ASSERT_TRUE(store->run(site, append).ok());
    committed += 1;
  }
}

TEST(StorePower, a_cut_keeps_every_committed_booking) {
  FaultVfs vfs(FaultVfs::Memory::synced_files);
  const ScratchDirectory directory;
  const auto store = open_device(directory, vfs.name());
  ASSERT_TRUE(store->save_identity(kiosk_identity()).ok());
  ASSERT_TRUE(store
                  ->apply_feed(page(1, {grant_notice(night(1), units_granted),
                                        grant_notice(night(2), units_granted)}))
                  .ok());
  std::set<std::uint64_t> committed;
  for (std::uint64_t number = 1; number <= 60; ++number) {
    ASSERT_TRUE(place(*store, number).ok());
    committed.insert(number);
    if (number % 7 == 0) {  // the log is emptied and begun again in between
      ASSERT_TRUE(store->retry_later({id_of<OperationId>(number)}, {5}).ok());
    }
    if (number % 20 == 0) {
      const ScratchDirectory after;
      vfs.power_cut_copy(directory.file("device.db"), after.file("device.db"));
      EXPECT_EQ(bookings_in(*open_device(after, {}), number), committed);
    }
  }
}

}  // namespace store_disk_test
}  // namespace lobby::tests
