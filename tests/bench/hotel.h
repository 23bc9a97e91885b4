// A hotel to be measured: a real lobby-server on one of the two databases, and devices it knows.
// Devices are put into its database as they are after enrolment and a first contact, since to
// enrol a thousand one by one would take longer than what is measured. Failures throw.
// One thread makes hotel and devices; then each device may have a thread of its own.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/catalog/catalog.h"
#include "core/device/synchroniser.h"
#include "core/port/server_store.h"
#include "platform/curl/transport.h"
#include "platform/openssl/authority.h"
#include "platform/openssl/crypto.h"
#include "platform/openssl/sealer.h"
#include "platform/system/system_clock.h"
#include "platform/system/system_entropy.h"
#include "tests/fakes/postgres_process.h"
#include "tests/fakes/server_process.h"

namespace lobby::bench {

enum class Engine : std::uint8_t { sqlite, postgres };

// The PostgreSQL of this run: it flushes its commits, on the disk that is measured.
tests::PostgresProcess& postgres_of_run();

class Hotel;

class Device {
 public:
  Device(const Hotel& hotel, openssl::PrivateKey key, port::DeviceIdentity identity,
         std::unique_ptr<port::DeviceStore> store)
      : hotel_(hotel),
        identity_(std::move(identity)),
        store_(std::move(store)),
        signer_(std::move(key)) {}

  const port::DeviceIdentity& identity() const { return identity_; }
  port::DeviceStore& store() { return *store_; }
  ticket::PublicKey public_key() const { return signer_.public_key(); }
  // A connection of its own, with this device's certificate.
  std::unique_ptr<curl::Transport> connect() const;
  // A round of synchronisation borrows all of it.
  device::SyncParts parts(port::Transport& transport);
  // It has just heard from the server, and may sell.
  void note_contact();
  // A request with one operation, signed.
  std::string batch_of(const protocol::Operation& operation);
  // Rooms for one night, one booking each, over the nights of the horizon in turn; committed to
  // the store with real ticket and seal. REQUIRES: a kiosk.
  void sell(std::size_t bookings);

 private:
  const Hotel& hotel_;
  port::DeviceIdentity identity_;
  std::unique_ptr<port::DeviceStore> store_;
  openssl::Signer signer_;
  openssl::Hasher hasher_;
  system::SystemClock clock_;
  system::SystemEntropy entropy_;
  std::int32_t sold_ = 0;
};

struct DeviceOrder {
  std::size_t count = 1;
  protocol::DeviceRole role = protocol::DeviceRole::kiosk;
  bool on_disk = false;  // else their stores are in memory
};

class Hotel {
 public:
  // Started, with hotel.toml as its catalogue. A kiosk holds `standing` rooms of each night, of
  // 10,000: where all are held, sales are told to every kiosk, and none is filled up.
  Hotel(Engine engine, std::int32_t standing);

  // The kiosks hold their standing allotment. Once for a hotel: a share follows from how many
  // there are.
  std::vector<std::unique_ptr<Device>> add_devices(const DeviceOrder& order);

  tests::ServerProcess& server() { return *server_; }
  // The server's database, beside the running server.
  port::ServerStore& store() { return *store_; }
  const std::string& database_url() const { return url_; }  // of PostgreSQL
  const catalog::Catalog& catalog() const { return catalog_; }
  const ZoneRules& zone() const { return zone_; }
  openssl::Sealer& sealer() const { return *sealer_; }
  LocalDate first_night() const { return first_night_; }

  // Where a device's files are.
  std::filesystem::path place_of(const DeviceId& device) const;
  curl::Options client_options(const DeviceId& device) const;

 private:
  std::unique_ptr<Device> make_device(const openssl::Authority& authority, std::size_t number,
                                      const DeviceOrder& order);
  void grant_standing(const std::vector<std::unique_ptr<Device>>& devices);

  std::string url_;
  std::unique_ptr<tests::ServerProcess> server_;
  std::unique_ptr<port::ServerStore> store_;
  catalog::Catalog catalog_;
  ZoneRules zone_;
  std::unique_ptr<openssl::Sealer> sealer_;
  LocalDate first_night_;
};

}  // namespace lobby::bench
