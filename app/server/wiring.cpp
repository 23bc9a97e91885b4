// Opening a data directory: settings, catalogue, store.
#include "app/server/wiring.h"

#include <algorithm>
#include <charconv>

#include "core/base/limits.h"
#include "platform/openssl/credential.h"
#include "platform/postgres/server_store.h"
#include "platform/sqlite/server_store.h"
#include "platform/system/files.h"
#include "platform/system/zone_rules.h"
#include "platform/toml/catalog_file.h"
#include "platform/toml/settings_file.h"

namespace lobby::server {
namespace {

constexpr std::size_t settings_bytes_max = 64 * 1024;
constexpr std::int64_t threads_max = 256;
// Connections to PostgreSQL, which allows 100 in all unless told otherwise.
constexpr std::int64_t readers_max = 32;
constexpr toml::SettingKey keys[] = {
    {"site", toml::SettingKind::text, true},
    {"listen", toml::SettingKind::text, true},
    {"url", toml::SettingKind::text, false},
    {"threads", toml::SettingKind::integer, false, 1, threads_max},
    {"database.url", toml::SettingKind::text, false},
    {"payments.gateway"},
    {"payments.gateway_authority"},
    {"payments.terminal"},
};

// As a TOML basic string.
std::string toml_string(std::string_view text) {
  std::string result = "\"";
  for (const char letter : text) {
    if (letter == '"' || letter == '\\') {
      result += '\\';
    }
    result += letter;
  }
  return result + "\"";
}

template <class Store>
Result<std::unique_ptr<port::ServerStore>> as_port(Result<std::unique_ptr<Store>> store) {
  if (!store) {
    return store.error();
  }
  return std::unique_ptr<port::ServerStore>(*std::move(store));
}

Result<std::unique_ptr<port::ServerStore>> open_store(const Files& files, const Settings& settings,
                                                      const std::filesystem::path& assets) {
  const std::string migrations = (assets / "migrations" / "server").string();
  if (!settings.database_url.empty()) {
    return as_port(postgres::ServerStore::open(
        {.url = settings.database_url,
         .migrations_directory = migrations,
         .readers_max = static_cast<std::size_t>(std::min(settings.threads, readers_max))}));
  }
  return as_port(sqlite::ServerStore::open(
      {.path = files.database.string(), .migrations_directory = migrations, .vfs = {}}));
}

}  // namespace

Files::Files(const std::filesystem::path& data)
    : settings(data / "server.toml"),
      site(data / "site.toml"),
      database(data / "lobby.db"),
      authority(data / "ca.pem"),
      authority_key(
          openssl::key_or_credential(data / "ca.key.pem", openssl::authority_key_credential)),
      certificate(data / "server.pem"),
      key(openssl::key_or_credential(data / "server.key.pem", openssl::server_key_credential)),
      seal(data / "seal.pem"),
      seal_key(openssl::key_or_credential(data / "seal.key.pem", openssl::seal_key_credential)),
      earlier_seals(data / "seal.earlier"),
      vault_key(openssl::key_or_credential(data / "vault.key", openssl::vault_key_credential)),
      vault_made(data / "vault.made"),
      earlier_vaults(data / "vault.earlier"),
      gateway_secret(data / "gateway.secret"),
      notices_secret(data / "notices.secret"),
      log(data / "server.log"),
      address(data / "address") {}

Result<Listen> parse_listen(std::string_view text) {
  const Error wrong = fail(ErrorCode::malformed, "'" + std::string(text) +
                                                     "' is not ADDRESS:PORT, such as 0.0.0.0:8443 "
                                                     "or [::]:8443");
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0) {
    return wrong;
  }
  std::string_view address = text.substr(0, colon);
  const std::string_view port = text.substr(colon + 1);
  if (address.starts_with('[') && address.ends_with(']')) {
    address = address.substr(1, address.size() - 2);
  }
  Listen listen;
  listen.address = address;
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), listen.port);
  if (error != std::errc{} || end != port.data() + port.size()) {
    return wrong;
  }
  return listen;
}

std::string url_of(const std::string& host, std::uint16_t port) {
  const bool ipv6 = host.find(':') != std::string::npos;
  return "https://" + (ipv6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

Result<Settings> load_settings(const Files& files) {
  const Result<std::string> text = system::read_file(files.settings.string(), settings_bytes_max);
  if (!text) {
    return text.error();
  }
  const Result<toml::Settings> read = toml::parse_settings(*text, files.settings.string(), keys);
  if (!read) {
    return read.error();
  }
  const Result<SiteId> site = SiteId::parse(read->text_or("site", ""));
  if (!site) {
    return site.error();
  }
  const Result<Listen> listen = parse_listen(read->text_or("listen", ""));
  if (!listen) {
    return listen.error();
  }
  Settings settings;
  settings.site = *site;
  settings.listen = *listen;
  settings.url = read->text_or("url", "");
  settings.threads = read->integer_or("threads", settings.threads);
  settings.database_url = read->text_or("database.url", "");
  settings.gateway_url = read->text_or("payments.gateway", "");
  settings.gateway_authority = read->text_or("payments.gateway_authority", "");
  settings.terminal = read->text_or("payments.terminal", "");
  return settings;
}

Status save_settings(const Files& files, const Settings& settings) {
  const Listen& listen = settings.listen;
  const bool ipv6 = listen.address.find(':') != std::string::npos;
  const std::string address = ipv6 ? "[" + listen.address + "]" : listen.address;
  std::string text = "# Settings of lobby-server; it reads them when it starts.\n";
  text += "# The site whose data are here; never changes.\n";
  text += "site = \"" + settings.site.text() + "\"\n";
  text += "# \"127.0.0.1:8443\" listens to this machine only, \"0.0.0.0:8443\" to all.\n";
  text += "listen = \"" + address + ":" + std::to_string(listen.port) + "\"\n";
  text += "# What devices are told at enrolment; without it, the address above.\n";
  text += settings.url.empty() ? "# url = \"https://lobby.example:8443\"\n"
                               : "url = \"" + settings.url + "\"\n";
  text += "# Threads that answer requests.\n";
  text += "threads = " + std::to_string(settings.threads) + "\n";
  text += "[database]\n";
  text += "# A PostgreSQL database (a libpq connection string); without it, the file lobby.db.\n";
  text += settings.database_url.empty() ? "# url = \"host=db.example dbname=lobby user=lobby\"\n"
                                        : "url = " + toml_string(settings.database_url) + "\n";
  text += "# [payments]\n";
  text +=
      "# A payment gateway (its secrets in gateway.secret and notices.secret, mode 0600) and a\n";
  text += "# card terminal; without them money is taken at the desk.\n";
  text += "# gateway = \"https://pay.example\"\n";
  text += "# terminal = \"192.0.2.7:7000\"\n";
  // It may hold the database's password.
  return system::write_file(files.settings.string(), text, system::FileMode::owner_only);
}

Result<Offer> offer_of(std::string_view toml, std::string_view name) {
  Result<catalog::Catalog> catalog = toml::parse_catalog(toml, name);
  if (!catalog) {
    return catalog.error();
  }
  Result<ZoneRules> zone = system::load_zone(catalog->site.zone_name);
  if (!zone) {
    return zone.error();
  }
  return Offer{*std::move(catalog), *std::move(zone)};
}

Result<std::unique_ptr<House>> House::open(const Place& place) {
  Files files(place.data);
  Result<Settings> settings = load_settings(files);
  if (!settings) {
    return settings.error().code == ErrorCode::not_found
               ? fail(ErrorCode::not_found, "there is no server in " + place.data.string() +
                                                "; make one with: lobby-server init --data " +
                                                place.data.string() + " --site FILE.toml")
               : settings.error();
  }
  Result<openssl::Unsealer> unsealer = open_seal(files, system::SystemClock().now());
  if (!unsealer) {
    return unsealer.error();
  }
  Result<openssl::Vault> vault = open_vault(files);
  if (!vault) {
    return vault.error();
  }
  Result<std::unique_ptr<port::ServerStore>> store = open_store(files, *settings, place.assets);
  if (!store) {
    return store.error();
  }
  return std::unique_ptr<House>(new House(std::move(files), *std::move(settings),
                                          *std::move(unsealer), *std::move(vault),
                                          *std::move(store)));
}

Result<Offer> House::stored_offer() {
  std::string toml;
  const Status read = store_->read(settings_.site, [&](port::ServerTransaction& store) -> Status {
    Result<std::int64_t> version = store.catalog_version();
    if (!version) {
      return version.error();
    }
    if (*version == 0) {
      return fail(ErrorCode::not_found, "no catalogue has been published yet");
    }
    Result<std::string> stored = store.catalog_toml();
    if (!stored) {
      return stored.error();
    }
    toml = *std::move(stored);
    return done();
  });
  if (!read) {
    return read.error();
  }
  return offer_of(toml, "the published catalogue");
}

}  // namespace lobby::server
