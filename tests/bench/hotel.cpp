// Keys and certificates are made with the server's own authority; rows go through the server's own
// store.
#include "tests/bench/hotel.h"

#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>

#include "core/device/counter.h"
#include "core/inventory/slot.h"
#include "core/protocol/codec.h"
#include "platform/postgres/server_store.h"
#include "platform/sqlite/device_store.h"
#include "platform/sqlite/server_store.h"
#include "platform/system/zone_rules.h"
#include "platform/toml/catalog_file.h"
#include "tests/bench/must.h"
#include "tests/fakes/memory_device_store.h"
#include "tests/fakes/store_facts.h"
#include "tests/fakes/tls_house.h"

namespace lobby::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::int32_t nights = 20;  // within hotel.toml's horizon, from tomorrow on

std::string text_of(const fs::path& file) {
  std::ifstream input(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(input), {}};
}

std::string site_text(std::int32_t standing) {
  const std::string field = "standing_per_device = ";
  std::string text = text_of(fs::path(LOBBY_SOURCE_DIR) / "tests" / "bench" / "hotel.toml");
  const std::size_t at = text.find(field);
  if (at == std::string::npos) {
    throw std::runtime_error("hotel.toml has no " + field);
  }
  return text.replace(at + field.size(), 1, std::to_string(standing));
}

std::unique_ptr<tests::ServerProcess> make_server(const std::string& site, const std::string& url) {
  const tests::ScratchDirectory directory;
  const std::string file = directory.file("hotel.toml");
  std::ofstream(file) << site;
  if (!url.empty()) {
    return tests::ServerProcess::on_database(url, file);
  }
  return std::make_unique<tests::ServerProcess>(fs::path(file));
}

std::unique_ptr<port::ServerStore> open_store(const fs::path& data, const std::string& url) {
  const std::string migrations = tests::migrations_directory("server");
  if (url.empty()) {
    return must(sqlite::ServerStore::open(
        {.path = (data / "lobby.db").string(), .migrations_directory = migrations, .vfs = {}}));
  }
  return must(postgres::ServerStore::open({.url = url, .migrations_directory = migrations}));
}

std::unique_ptr<port::DeviceStore> make_device_store(const fs::path& directory, bool on_disk) {
  if (!on_disk) {
    return std::make_unique<tests::MemoryDeviceStore>();
  }
  return must(
      sqlite::DeviceStore::open({.path = (directory / "device.db").string(),
                                 .migrations_directory = tests::migrations_directory("device"),
                                 .vfs = {}}));
}

port::DeviceRecord record_of(const Device& device, UtcTime now) {
  port::DeviceRecord record;
  record.id = device.identity().device;
  record.name = device.identity().name;
  record.role = device.identity().role;
  record.public_key = device.public_key();
  record.key = openssl::key_id(record.public_key);
  record.last_contact = now;  // so that no first contact of the day comes in between
  return record;
}

}  // namespace

tests::PostgresProcess& postgres_of_run() {
  static tests::PostgresProcess process(tests::PostgresProcess::Commit::flushed);
  return process;
}

std::unique_ptr<curl::Transport> Device::connect() const {
  return must(curl::Transport::open(hotel_.client_options(identity_.device)));
}

device::SyncParts Device::parts(port::Transport& transport) {
  return {*store_,
          transport,
          clock_,
          entropy_,
          signer_,
          identity_,
          [](const std::string& text) -> Status {
            const Result<catalog::Catalog> usable = toml::parse_catalog(text, "catalogue");
            return usable ? done() : Status(usable.error());
          }};
}

void Device::note_contact() {
  must(store_->save_contact({clock_.now(), Duration{}, clock_.boot_id(), clock_.boot_time()}));
}

std::string Device::batch_of(const protocol::Operation& operation) {
  protocol::Batch batch{identity_.device, {operation}, {}};
  batch.signature = signer_.sign(protocol::signing_message(batch));
  return protocol::to_json(batch);
}

void Device::sell(std::size_t bookings) {
  const device::Counter counter{*store_, signer_, hasher_, entropy_, hotel_.sealer(), identity_};
  device::Order order;
  order.selection.service = hotel_.catalog().services.front().id;
  order.selection.nights = 1;
  order.selection.party = {2, 0};
  order.guest = {"Lin Yi", "13800005678", {}, "en"};
  for (std::size_t booking = 0; booking < bookings; ++booking) {
    order.selection.date = hotel_.first_night().plus_days(sold_ % nights);
    ++sold_;
    must(device::sell(counter, hotel_.catalog(), hotel_.zone(), order,
                      {clock_.now(), Duration{}, clock_.boot_time(), clock_.boot_id()}));
  }
}

Hotel::Hotel(Engine engine, std::int32_t standing)
    : url_(engine == Engine::postgres ? postgres_of_run().fresh_url() : ""),
      catalog_(must(toml::parse_catalog(site_text(standing), "hotel.toml"))),
      zone_(must(system::load_zone(catalog_.site.zone_name))),
      first_night_(zone_.to_local(tests::time_now()).date.plus_days(1)) {
  server_ = make_server(site_text(standing), url_);
  server_->start();
  store_ = open_store(server_->data(), url_);
  const auto authority = must(openssl::Certificate::load(server_->data() / "ca.pem"));
  sealer_ = std::make_unique<openssl::Sealer>(
      must(openssl::Sealer::make(text_of(server_->data() / "seal.pem"), authority)));
}

fs::path Hotel::place_of(const DeviceId& device) const {
  return server_->data().parent_path() / device.text();
}

curl::Options Hotel::client_options(const DeviceId& device) const {
  const fs::path place = place_of(device);
  curl::Options options;
  options.server_url = server_->url();
  options.authority_file = server_->data() / "ca.pem";
  options.certificate_file = place / "certificate.pem";
  options.key_file = place / "key.pem";
  return options;
}

std::unique_ptr<Device> Hotel::make_device(const openssl::Authority& authority, std::size_t number,
                                           const DeviceOrder& order) {
  const UtcTime now = tests::time_now();
  const std::string name = std::string(protocol::name_of(order.role)) + std::to_string(number);
  port::DeviceIdentity identity{tests::id_of<DeviceId>(number), name, order.role, catalog_.site.id,
                                1};
  const fs::path place = place_of(identity.device);
  fs::create_directories(place);
  openssl::PrivateKey key = must(openssl::PrivateKey::generate(openssl::KeyKind::ed25519));
  must(key.save(place / "key.pem"));
  const openssl::Certificate certificate = must(authority.issue_client(
      must(openssl::certificate_request(key)), key.public_key(), identity.device, now));
  std::ofstream(place / "certificate.pem") << certificate.pem();
  std::unique_ptr<port::DeviceStore> store = make_device_store(place, order.on_disk);
  must(store->save_identity(identity));
  return std::make_unique<Device>(*this, std::move(key), std::move(identity), std::move(store));
}

std::vector<std::unique_ptr<Device>> Hotel::add_devices(const DeviceOrder& order) {
  const openssl::Authority authority =
      must(openssl::Authority::load(server_->data() / "ca.pem", server_->data() / "ca.key.pem"));
  std::vector<std::unique_ptr<Device>> devices;
  for (std::size_t number = 1; number <= order.count; ++number) {
    devices.push_back(make_device(authority, number, order));
  }
  const UtcTime now = tests::time_now();
  must(store_->run(catalog_.site.id, [&](port::ServerTransaction& to) -> Status {
    for (const auto& device : devices) {
      if (Status added = to.add_device(record_of(*device, now)); !added) {
        return added;
      }
    }
    return done();
  }));
  if (order.role == protocol::DeviceRole::kiosk) {
    grant_standing(devices);
  }
  return devices;
}

// What a first contact gives each of them, without telling it through the feed, which every other
// would have to read past.
void Hotel::grant_standing(const std::vector<std::unique_ptr<Device>>& devices) {
  const catalog::Pool& pool = catalog_.pools.front();
  std::map<DeviceId, std::vector<protocol::FeedItem>> told;
  must(store_->run(catalog_.site.id, [&](port::ServerTransaction& to) -> Status {
    told.clear();
    const auto slots = to.capacities(pool.id, first_night_, first_night_.plus_days(nights - 1));
    if (!slots) {
      return slots.error();
    }
    for (const auto& device : devices) {
      const DeviceId id = device->identity().device;
      for (const auto& [slot, capacity] : *slots) {
        const std::int32_t units =
            inventory::standing_of(pool, capacity, static_cast<std::int32_t>(devices.size()), 0);
        const Result<std::int32_t> total = to.grant({id, 1}, {slot, units});
        if (!total) {
          return total.error();
        }
        told[id].emplace_back(protocol::GrantNotice{id, slot, *total, 0, 1, units});
      }
    }
    return done();
  }));
  const std::int64_t head = must(store_->feed_head(catalog_.site.id));
  for (const auto& device : devices) {
    const DeviceId id = device->identity().device;
    must(device->store().apply_feed({1, tests::time_now(), head, false, told[id]}));
    device->note_contact();
  }
}

}  // namespace lobby::bench
