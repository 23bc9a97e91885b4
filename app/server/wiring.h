// What a server is made of: the files of its data directory, and the store, keys and catalogue
// behind them. The subcommands of lobby-server are here, one function each; they print what they
// did on standard output and return what went wrong.
// Data directory: server.toml (settings), site.toml (the catalogue staff edit), lobby.db (unless
// the settings name a PostgreSQL database), ca.pem + ca.key.pem (the authority), server.pem +
// server.key.pem (TLS), seal.pem + seal.key.pem (what devices seal guests' details to),
// seal.earlier (pairs like it, by any names: what was sealed before the key changed), vault.key
// (closes identity numbers; vault.made notes that it exists) and vault.earlier (keys before it),
// gateway.secret + notices.secret (of a payment gateway), server.log, address (where the running
// server listens).
// Main thread.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/common/offer.h"
#include "core/base/id.h"
#include "core/base/result.h"
#include "core/port/server_store.h"
#include "core/protocol/feed.h"
#include "core/service/service.h"
#include "platform/openssl/authority.h"
#include "platform/openssl/crypto.h"
#include "platform/openssl/sealer.h"
#include "platform/openssl/vault.h"
#include "platform/phonenumber/phone_numbers.h"
#include "platform/system/system_clock.h"
#include "platform/system/system_entropy.h"

namespace lobby::server {

// The private keys are where systemd passes them (platform/openssl/credential.h), else there.
struct Files {
  explicit Files(const std::filesystem::path& data);
  std::filesystem::path settings, site, database, authority, authority_key, certificate, key, seal,
      seal_key, earlier_seals, vault_key, vault_made, earlier_vaults, gateway_secret,
      notices_secret, log, address;
};

struct Listen {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8443;
};
// "127.0.0.1:8443", "[::1]:8443". Errors: malformed.
Result<Listen> parse_listen(std::string_view text);
std::string url_of(const std::string& host, std::uint16_t port);

struct Settings {
  SiteId site;
  Listen listen;
  std::string url;  // what devices are told; empty: where the server listens
  std::int64_t threads = 16;
  std::string database_url;  // of PostgreSQL; empty: lobby.db in the data directory
  // What takes money for the house: empty, where it has none.
  std::string gateway_url;
  std::string gateway_authority;  // a PEM file; empty: the system's authorities
  std::string terminal;           // ADDRESS:PORT
};
Result<Settings> load_settings(const Files& files);
Status save_settings(const Files& files, const Settings& settings);

// Parses, and finds the time zone. `name` stands in the errors.
Result<Offer> offer_of(std::string_view toml, std::string_view name);

// An opened data directory.
class House {
 public:
  struct Place {
    std::filesystem::path data;
    std::filesystem::path assets;
  };
  // Makes the sealing key where there is none yet. Errors: not_found (no server here, with the init
  // command), configuration (a sealing key is lost), and those of settings, keys and store.
  static Result<std::unique_ptr<House>> open(const Place& place);

  const Files& files() const { return files_; }
  const Settings& settings() const { return settings_; }
  port::ServerStore& store() { return *store_; }
  openssl::Hasher& hasher() { return hasher_; }
  openssl::Unsealer& unsealer() { return unsealer_; }
  openssl::Vault& vault() { return vault_; }
  port::PhoneNumbers& phones() { return phones_; }
  system::SystemClock& clock() { return clock_; }
  system::SystemEntropy& entropy() { return entropy_; }
  service::Office office(const Offer& offer) {
    return {*store_, hasher_, unsealer_, offer.catalog, offer.zone, &vault_, &phones_};
  }
  // The catalogue last published. Errors: not_found, and those of parsing.
  Result<Offer> stored_offer();

 private:
  House(Files files, Settings settings, openssl::Unsealer unsealer, openssl::Vault vault,
        std::unique_ptr<port::ServerStore> store)
      : files_(std::move(files)),
        settings_(std::move(settings)),
        unsealer_(std::move(unsealer)),
        vault_(std::move(vault)),
        store_(std::move(store)) {}

  Files files_;
  Settings settings_;
  openssl::Unsealer unsealer_;
  openssl::Vault vault_;
  phonenumber::PhoneNumbers phones_;
  std::unique_ptr<port::ServerStore> store_;
  openssl::Hasher hasher_;
  system::SystemClock clock_;
  system::SystemEntropy entropy_;
};

// A house with the catalogue in force, for what needs an Office.
struct OpenHouse {
  std::unique_ptr<House> house;
  Offer offer;

  service::Office office() { return house->office(offer); }
};
Result<OpenHouse> open_house(const House::Place& place);
// Who runs this subcommand, for the journal.
service::Actor who_runs_this();
// "2026-12-11 14:05" at the site.
std::string time_text(const ZoneRules& zone, UtcTime time);

struct InitOptions {
  House::Place place;
  std::string site_file;
  std::vector<std::string> hosts;
  std::string listen;
  std::string database_url;
};
Status init(const InitOptions& options);

struct ServeOptions {
  House::Place place;
  std::string listen;  // empty: as in the settings
  std::optional<std::size_t> threads;
};
// Until SIGTERM or SIGINT.
Status serve(const ServeOptions& options);

struct EnrolmentOrder {
  House::Place place;
  std::string name;
  protocol::DeviceRole role = protocol::DeviceRole::kiosk;
};
Status order_enrolment(const EnrolmentOrder& order);
Status cancel(const House::Place& place, const std::string& code);
// `device`: its id, or its name when only one device has it.
Status revoke(const House::Place& place, const std::string& device);
Status write_off(const House::Place& place, const std::string& device);
// The database was restored: a new incarnation begins (protocol rule 15).
Status note_restored(const House::Place& place);
// Guests who were told yes and have no place, whose they are, and what can be offered to them.
Status list_conflicts(const House::Place& place);
struct ConflictOrder {
  std::string code;
  std::string owner;  // empty: as it is
  bool take_units = false;
  std::string settlement;  // empty: not settled otherwise
};
Status settle_conflict(const House::Place& place, const ConflictOrder& order);
struct CapacityOrder {
  std::string pool;
  std::string date;   // YYYY-MM-DD
  std::string start;  // HH:MM; empty for nights and days
  std::int32_t units = 0;
};
Status set_capacity(const House::Place& place, const CapacityOrder& order);
// Runs `command` (as a shell does) and, where it succeeds, notes that a backup was made.
Status back_up(const House::Place& place, const std::string& command);
Status list_devices(const House::Place& place);
Status list_tasks(const House::Place& place);
// Prints what the audit of I1 to I6 finds. Errors: corrupt (an invariant is broken).
Status audit(const House::Place& place);
// Verifies the journal and prints its head; `noted` is "NUMBER:HASH" or empty. Errors: corrupt (the
// chain is broken), malformed (what was noted).
Status audit_chain(const House::Place& place, const std::string& noted);
Status check_catalog(const std::string& file);
// Asks the running server. Errors: those of the transport, and what the server states.
Status check_health(const House::Place& place);

// The sealing key, made with its certificate where both are missing; a data directory of an older
// version has none. Errors: configuration where only the key is missing: what is sealed to it is
// lost without it, so it is never replaced. Every NAME.key.pem of seal.earlier opens seals too,
// with the NAME.pem beside it; a certificate without a key there is a key that was destroyed.
Result<openssl::Unsealer> open_seal(const Files& files, UtcTime now);
// The key of the vault is made where there is none yet. Errors: configuration (it was there
// before), those of the files.
Result<openssl::Vault> open_vault(const Files& files);

}  // namespace lobby::server
