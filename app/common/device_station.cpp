// Opens a device and holds its parts in the order they depend on each other.
#include "app/common/device_station.h"

#include <cstdlib>
#include <utility>

#include "app/common/certificate_keeper.h"
#include "app/common/enrolment.h"
#include "platform/curl/transport.h"
#include "platform/openssl/credential.h"
#include "platform/openssl/crypto.h"
#include "platform/openssl/key.h"
#include "platform/openssl/sealer.h"
#include "platform/sqlite/device_store.h"
#include "platform/system/system_clock.h"
#include "platform/system/system_entropy.h"
#include "platform/system/zone_rules.h"
#include "platform/toml/catalog_file.h"
#include "platform/zlib/gzip.h"

namespace lobby {
namespace {

namespace fs = std::filesystem;

Result<std::unique_ptr<sqlite::DeviceStore>> open_store(const fs::path& data,
                                                        const fs::path& assets) {
  sqlite::DeviceStoreOptions options;
  options.path = (data / "device.db").string();
  options.migrations_directory = (assets / "migrations" / "device").string();
  return sqlite::DeviceStore::open(options);
}

Result<openssl::Sealer> open_sealer(port::Transport& transport, const fs::path& data) {
  if (Status there = fetch_seal(transport, data); !there) {
    return there.error();
  }
  return openssl::Sealer::load(data / "seal.pem", data / "ca.pem");
}

curl::Options transport_options(const DeviceSettings& settings, const CertificateFiles& files) {
  return {.server_url = settings.server_url,
          .authority_file = files.authority,
          .certificate_file = files.certificate,
          .key_file = files.key,
          .compress = &zlib::compress};
}

}  // namespace

struct DeviceStation::Parts {
  DeviceSettings settings;
  system::Log log;
  system::SystemClock clock;
  system::SystemEntropy entropy;
  openssl::Verifier verifier;
  openssl::Hasher hasher;
  openssl::Signer signer;
  openssl::Signer sync_signer;  // the same key, for the sync thread
  openssl::Sealer sealer;
  std::unique_ptr<sqlite::DeviceStore> store;
  port::DeviceIdentity identity;
  std::unique_ptr<curl::Transport> transport;
  CertificateFiles certificate_files;
  std::optional<CertificateKeeper> keeper;
  std::optional<Error> told_trouble;  // sync thread: what stands in the log already
  std::optional<Error> told_failure;  // the same, of renewals
  Mailbox<SyncNews> news;
  std::unique_ptr<SyncWorker> worker;  // last: ends first

  void look_after(const std::optional<Error>& trouble);
};

// Before each round, on the sync thread.
void DeviceStation::Parts::look_after(const std::optional<Error>& trouble) {
  if (trouble && trouble != told_trouble) {
    log.warning("server", to_string(*trouble));
  }
  told_trouble = trouble;
  const Result<bool> renewed = keeper->keep(trouble);
  if (renewed && *renewed) {
    log.info("certificate", "the server has issued a new one");
    told_failure.reset();
  } else if (!renewed && renewed.error() != told_failure) {
    log.warning("certificate", "it could not be renewed; " + to_string(renewed.error()));
    told_failure = renewed.error();
  }
}

DeviceStation::DeviceStation(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
DeviceStation::~DeviceStation() = default;

Result<std::unique_ptr<DeviceStation>> DeviceStation::open(const StationOptions& options) {
  Result<DeviceSettings> settings = load_settings(options.data);
  if (!settings) {
    return settings.error();
  }
  Result<system::Log> log = system::Log::open(
      {.program = options.program, .file = (options.data / (options.program + ".log")).string()});
  if (!log) {
    return log.error();
  }
  CertificateFiles files{
      options.data / "certificate.pem",
      openssl::key_or_credential(options.data / "key.pem", openssl::device_key_credential),
      options.data / "ca.pem"};
  Result<openssl::PrivateKey> key = openssl::PrivateKey::load(files.key);
  if (!key) {
    return key.error();
  }
  Result<openssl::PrivateKey> same_key = openssl::PrivateKey::load(files.key);
  if (!same_key) {
    return same_key.error();
  }
  Result<std::unique_ptr<sqlite::DeviceStore>> store = open_store(options.data, options.assets);
  if (!store) {
    return store.error();
  }
  const Result<std::optional<port::DeviceIdentity>> identity = (*store)->identity();
  if (!identity) {
    return identity.error();
  }
  if (!identity->has_value()) {
    return fail(ErrorCode::not_found,
                options.data.string() + " holds no identity; enrol this device again");
  }
  Result<std::unique_ptr<curl::Transport>> transport =
      curl::Transport::open(transport_options(*settings, files));
  if (!transport) {
    return transport.error();
  }
  Result<openssl::Sealer> sealer = open_sealer(**transport, options.data);
  if (!sealer) {
    return sealer.error();
  }
  std::unique_ptr<Parts> parts(new Parts{
      .settings = *std::move(settings),
      .log = *std::move(log),
      .clock = {},
      .entropy = {},
      .verifier = {},
      .hasher = {},
      .signer = openssl::Signer(*std::move(key)),
      .sync_signer = openssl::Signer(*std::move(same_key)),
      .sealer = *std::move(sealer),
      .store = *std::move(store),
      .identity = **identity,
      .transport = *std::move(transport),
      .certificate_files = std::move(files),
      .keeper = {},
      .told_trouble = {},
      .told_failure = {},
      .news = {},
      .worker = {},
  });
  return std::unique_ptr<DeviceStation>(new DeviceStation(std::move(parts)));
}

const port::DeviceIdentity& DeviceStation::identity() const {
  return parts_->identity;
}
const DeviceSettings& DeviceStation::settings() const {
  return parts_->settings;
}
port::DeviceStore& DeviceStation::store() {
  return *parts_->store;
}
port::Signer& DeviceStation::signer() {
  return parts_->signer;
}
port::Sealer& DeviceStation::sealer() {
  return parts_->sealer;
}
port::Verifier& DeviceStation::verifier() {
  return parts_->verifier;
}
port::Hasher& DeviceStation::hasher() {
  return parts_->hasher;
}
port::Entropy& DeviceStation::entropy() {
  return parts_->entropy;
}
port::Clock& DeviceStation::clock() {
  return parts_->clock;
}
system::Log& DeviceStation::log() {
  return parts_->log;
}
Mailbox<SyncNews>& DeviceStation::news() {
  return parts_->news;
}

Result<std::unique_ptr<port::Transport>> DeviceStation::open_transport() const {
  Result<std::unique_ptr<curl::Transport>> opened =
      curl::Transport::open(transport_options(parts_->settings, parts_->certificate_files));
  if (!opened) {
    return opened.error();
  }
  return std::unique_ptr<port::Transport>(*std::move(opened));
}

Result<Offer> DeviceStation::load_offer() {
  const Result<std::optional<port::StoredCatalog>> stored = parts_->store->catalog();
  if (!stored) {
    return stored.error();
  }
  if (!stored->has_value()) {
    return fail(ErrorCode::not_found, "no catalogue yet; it comes with the first contact");
  }
  Result<catalog::Catalog> catalog = toml::parse_catalog(stored->value().toml, "catalogue");
  if (!catalog) {
    return catalog.error();
  }
  Result<ZoneRules> zone = system::load_zone(catalog->site.zone_name);
  if (!zone) {
    return zone.error();
  }
  return Offer{*std::move(catalog), *std::move(zone)};
}

void DeviceStation::start_sync(std::function<void()> on_news) {
  const auto check_catalog = [](const std::string& text) -> Status {
    const Result<catalog::Catalog> usable = toml::parse_catalog(text, "catalogue");
    return usable ? done() : Status(usable.error());
  };
  parts_->keeper.emplace(
      CertificateKeeper::Parts{.transport = *parts_->transport,
                               .clock = parts_->clock,
                               .store = *parts_->store,
                               .device = parts_->identity.device,
                               .files = parts_->certificate_files,
                               .use = [this] { return parts_->transport->reload_certificate(); }});
  parts_->worker = std::make_unique<SyncWorker>(SyncWorkerOptions{
      .parts = {*parts_->store, *parts_->transport, parts_->clock, parts_->entropy,
                parts_->sync_signer, parts_->identity, check_catalog},
      .news = parts_->news,
      .on_news = std::move(on_news),
      .before_round = [&parts = *parts_](const std::optional<Error>& trouble) {
        parts.look_after(trouble);
      }});
}

void DeviceStation::stop_sync() {
  parts_->worker.reset();
}

void DeviceStation::nudge() {
  if (parts_->worker) {
    parts_->worker->nudge();
  }
}

fs::path find_assets(const std::string& given) {
  if (!given.empty()) {
    return given;
  }
  std::error_code trouble;
  const fs::path program = fs::read_symlink("/proc/self/exe", trouble);
  // build/bin/lobby-kiosk -> build/assets; /usr/bin/lobby-kiosk -> /usr/share/lobby.
  const fs::path built = program.parent_path().parent_path() / "assets";
  return fs::exists(built, trouble) ? built
                                    : program.parent_path().parent_path() / "share" / "lobby";
}

Result<port::DeviceIdentity> enrol_here(const EnrolOptions& options) {
  Result<protocol::EnrolReply> reply =
      enrol(options.server_url, options.code, options.ca_fingerprint, options.data);
  if (!reply) {
    return reply.error();
  }
  if (reply->role != options.role) {
    return fail(ErrorCode::forbidden,
                "this code was made for a " + std::string(protocol::name_of(reply->role)) +
                    "; make one for a " + std::string(protocol::name_of(options.role)));
  }
  Result<std::unique_ptr<sqlite::DeviceStore>> store = open_store(options.data, options.assets);
  if (!store) {
    return store.error();
  }
  const port::DeviceIdentity identity{reply->device, reply->device_name, reply->role, reply->site,
                                      reply->epoch};
  if (Status saved = (*store)->save_identity(identity); !saved) {
    return saved.error();
  }
  const DeviceSettings settings = default_settings(options.role, options.server_url);
  if (Status saved = save_settings(options.data, settings); !saved) {
    return saved.error();
  }
  return identity;
}

}  // namespace lobby
