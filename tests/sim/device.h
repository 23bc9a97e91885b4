// One kiosk or desk: its disk, its process with the real store, its clock. A process that was
// killed is started again from what the disk kept.
// One thread.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/device/counter.h"
#include "core/port/clock.h"
#include "platform/sqlite/device_store.h"
#include "tests/fakes/fake_keys.h"
#include "tests/fakes/fake_seal.h"
#include "tests/sim/device_store_wrappers.h"
#include "tests/sim/random.h"
#include "tests/sim/workshop.h"

namespace lobby::sim {

// The machine's clock over the world's: set forward or back, never the boot time.
class DeviceClock final : public port::Clock {
 public:
  explicit DeviceClock(const UtcTime& world) : world_(world), booted_(world) {}
  UtcTime now() override { return world_ + skew_; }
  Duration boot_time() override { return world_ - booted_; }
  std::string boot_id() override { return std::to_string(booted_.ms); }
  void jump(Duration by) { skew_ = skew_ + by; }
  // The machine starts again; its boot time begins anew.
  void reboot() { booted_ = world_; }

 private:
  const UtcTime& world_;
  UtcTime booted_;
  Duration skew_;
};

// A disk as it was, and what its outbox held.
struct DiskCopy {
  tests::Volume::Image image;
  std::set<OperationId> pending;
};

class Device {
 public:
  struct Place {
    Workshop& workshop;
    Ledger& ledger;
    const UtcTime& now;
    Sabotage sabotage = Sabotage::none;
  };
  Device(const Place& place, std::string name, protocol::DeviceRole role);

  // Opens the store unless it is open. Errors: what the disk says.
  Status start();
  // The process ends at once; with `random` the machine loses its power too.
  tests::MemoryFile::Loss end(Random* random);
  bool running() const { return store_ != nullptr; }
  // REQUIRES (all below): running().
  WatchedStore& store() { return *store_; }
  const port::DeviceIdentity& identity() const { return identity_; }
  tests::FakeSigner& signer() { return *signer_; }
  tests::FakeSealer& sealer() { return sealer_; }
  // Errors: those of the store.
  Status enrolled_as(const port::DeviceIdentity& identity);
  Result<device::DeviceTime> time();

  DiskCopy copy();
  void replace_disk(const DiskCopy& copy);

  const std::string name;
  const protocol::DeviceRole role;
  tests::Volume& disk;
  std::set<DeviceId> identities;  // all it has had: what it committed under them it still holds
  DeviceClock clock;
  UtcTime cut_off_until;            // partitioned
  std::optional<DiskCopy> image;    // taken earlier
  std::optional<DiskCopy> shelved;  // newer than what runs now
  // What the guest in front of it has chosen and what that needs; gone with the process.
  std::optional<booking::Selection> choice;
  std::vector<inventory::SlotUnits> needed;

 private:
  Status look_around();

  const Place place_;
  const std::string path_;
  std::unique_ptr<sqlite::DeviceStore> sqlite_;
  std::unique_ptr<SabotagedDevice> sabotaged_;
  std::unique_ptr<WatchedStore> store_;
  port::DeviceIdentity identity_;
  std::optional<tests::FakeSigner> signer_;
  tests::FakeSealer sealer_;
};

}  // namespace lobby::sim
