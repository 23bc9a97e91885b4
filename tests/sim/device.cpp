// Starting, ending and copying a device.
#include "tests/sim/device.h"

#include <filesystem>
#include <fstream>

namespace lobby::sim {

Device::Device(const Place& place, std::string device_name, protocol::DeviceRole device_role)
    : name(std::move(device_name)),
      role(device_role),
      disk(place.workshop.disk.volume(place.workshop.directory.file(name + ".db"))),
      clock(place.now),
      place_(place),
      path_(place.workshop.directory.file(name + ".db")) {
  disk.load(place.workshop.new_device());
}

Status Device::start() {
  if (running()) {
    return done();
  }
  // The store looks on the real disk whether a log was left; it has to find one.
  const std::string left_log = path_ + "-wal";
  if (disk.has("-wal")) {
    std::ofstream(left_log) << "left";
  }
  auto opened =
      sqlite::DeviceStore::open({.path = path_,
                                 .migrations_directory = tests::migrations_directory("device"),
                                 .busy_timeout_ms = 0,
                                 .vfs = place_.workshop.disk.name()});
  std::filesystem::remove(left_log);
  if (!opened) {
    return opened.error();
  }
  sqlite_ = *std::move(opened);
  sabotaged_ = std::make_unique<SabotagedDevice>(*sqlite_, place_.sabotage);
  store_ = std::make_unique<WatchedStore>(*sabotaged_, disk, place_.ledger);
  return look_around();
}

// Who it is, and what it committed without hearing the end of it.
Status Device::look_around() {
  const auto identity = sqlite_->identity();
  if (!identity) {
    return identity.error();
  }
  if (identity->has_value()) {
    identity_ = **identity;
    identities.insert(identity_.device);
    signer_.emplace(place_.ledger.devices.at(identity_.device).key_number);
  }
  const auto outbox = store_->outbox();
  if (!outbox) {
    return outbox.error();
  }
  for (const port::OutboxEntry& entry : *outbox) {
    place_.ledger.saw_operation(entry.operation);
  }
  return done();
}

tests::MemoryFile::Loss Device::end(Random* random) {
  choice.reset();
  needed.clear();
  disk.power_off();
  store_.reset();
  sabotaged_.reset();
  sqlite_.reset();
  const std::function<std::uint32_t()> draw = [&] { return random->next(); };
  return disk.restart(random == nullptr ? nullptr : &draw);
}

Status Device::enrolled_as(const port::DeviceIdentity& identity) {
  if (Status saved = store().save_identity(identity); !saved) {
    return saved;
  }
  identity_ = identity;
  identities.insert(identity.device);
  signer_.emplace(place_.ledger.devices.at(identity_.device).key_number);
  return done();
}

Result<device::DeviceTime> Device::time() {
  const auto state = store().sync_state();
  return state ? Result(device::DeviceTime{clock.now(), state->clock_offset, clock.boot_time(),
                                           clock.boot_id()})
               : state.error();
}

DiskCopy Device::copy() {
  DiskCopy copy{disk.image(), {}};
  const auto outbox = store().outbox();
  if (outbox) {
    for (const port::OutboxEntry& entry : *outbox) {
      copy.pending.insert(entry.operation.id);
    }
  }
  return copy;
}

void Device::replace_disk(const DiskCopy& copy) {
  if (running()) {
    (void)end(nullptr);
  }
  disk.load(copy.image);
}

}  // namespace lobby::sim
