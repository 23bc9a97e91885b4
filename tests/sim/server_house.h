// Two server processes over one store, and the staff who use them: real core behind the real
// codec. A process that ended answers nothing until its time is over.
// One thread.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "core/port/transport.h"
#include "core/service/service.h"
#include "tests/fakes/fake_keys.h"
#include "tests/fakes/fake_seal.h"
#include "tests/fakes/memory_server_store.h"
#include "tests/sim/options.h"
#include "tests/sim/random.h"
#include "tests/sim/server_wrappers.h"
#include "tests/sim/workshop.h"

namespace lobby::sim {

// What reaches a server, with the device its certificate named.
struct Request {
  DeviceId from;
  bool post = false;
  std::string path;
  std::string body;
};

struct EnrolOrder {
  std::string name;
  protocol::DeviceRole role = protocol::DeviceRole::kiosk;
  std::uint8_t key_number = 1;
};

class ServerHouse {
 public:
  static constexpr std::size_t processes = 2;

  ServerHouse(Workshop& workshop, const Options& options);

  port::Reply answer(std::size_t process, const Request& request, UtcTime now);
  bool up(std::size_t process, UtcTime now) const { return down_until_[process] <= now; }
  void end(std::size_t process, UtcTime until) { down_until_[process] = until; }
  void start_all() { down_until_ = {}; }
  ProcessStore& store_of(std::size_t process) { return *seen_[process]; }

  // Staff, at any process.
  Result<DeviceId> enrol(const EnrolOrder& order, Random& random, UtcTime now);
  Status install(std::int64_t version, UtcTime now);
  Status cancel(ticket::BookingCode code, UtcTime now);
  // Only of the store in memory. False without a backup.
  // Units were taken back from a kiosk; only of the store in memory, which can be restored.
  bool has_reclaimed();
  void back_up(UtcTime now);
  bool put_backup_back(UtcTime now);
  Status close_epoch(DeviceId device, UtcTime now);
  Status set_capacity(const inventory::Slot& slot, std::int32_t wanted, UtcTime now);
  Status write_off(DeviceId device, UtcTime now);

  // The store itself, past every wrapper.
  port::ServerStore& truth() { return *stores_.front(); }
  std::int64_t version() const { return version_; }
  const catalog::Catalog& catalog(std::int64_t version);
  const catalog::Catalog& current() { return catalog(version_); }
  const ZoneRules& zone() const { return zone_; }
  tests::FakeHasher& hasher() { return hasher_; }

 private:
  service::Office office(std::size_t process);
  Result<std::string> batch(std::size_t process, const Request& request, UtcTime now);
  Result<std::string> epoch(std::size_t process, const Request& request, UtcTime now);
  Result<std::string> balances(std::size_t process, const Request& request, UtcTime now);
  Result<std::string> page(std::size_t process, const Request& request, UtcTime now);

  const Sabotage sabotage_;
  std::vector<std::unique_ptr<port::ServerStore>> stores_;
  tests::MemoryServerStore* memory_ = nullptr;  // one of them
  std::optional<tests::MemorySite> backup_;
  std::array<std::unique_ptr<ProcessStore>, processes> seen_;
  std::array<UtcTime, processes> down_until_{};
  std::map<std::int64_t, catalog::Catalog> catalogs_;
  std::int64_t version_ = 0;
  ZoneRules zone_;
  tests::FakeHasher hasher_;
  tests::FakeUnsealer unsealer_;
};

}  // namespace lobby::sim
