// lobby-server init: everything a new server needs, in an empty directory. What a failure leaves
// half made is removed, so that the command can simply be given again.
#include <array>
#include <cctype>
#include <cstdio>
#include <system_error>

#include <unistd.h>

#include "app/server/wiring.h"
#include "app/server/wiring_certificate.h"
#include "core/base/limits.h"
#include "platform/openssl/credential.h"
#include "platform/openssl/file.h"
#include "platform/system/files.h"

namespace lobby::server {
namespace {

namespace fs = std::filesystem;

Status check_empty(const Files& files) {
  for (const fs::path& key : {files.authority_key, files.key, files.seal_key, files.vault_key}) {
    if (openssl::is_credential(key)) {
      return fail(ErrorCode::configuration,
                  "init makes keys of its own, and " + key.filename().string() +
                      " is passed as a credential; run it without, and pass the keys it has made "
                      "afterwards");
    }
  }
  for (const fs::path& file : {files.settings, files.database, files.authority_key}) {
    std::error_code error;
    if (fs::exists(file, error)) {
      return fail(ErrorCode::already_exists,
                  file.string() +
                      " is there already; choose an empty directory, init never "
                      "overwrites a server");
    }
  }
  return done();
}

Status make_directory(const fs::path& data) {
  std::error_code error;
  fs::create_directories(data, error);
  if (!error) {
    fs::permissions(data, fs::perms::owner_all, error);
  }
  return error ? Status(fail(ErrorCode::read_only,
                             "cannot create " + data.string() + ": " + error.message()))
               : done();
}

void remove_all(const Files& files) {
  std::error_code ignored;
  for (const fs::path& file :
       {files.settings, files.site, files.authority, files.authority_key, files.certificate,
        files.key, files.seal, files.seal_key, files.vault_key, files.vault_made, files.database}) {
    fs::remove(file, ignored);
  }
  for (const char* ending : {"-wal", "-shm", ".lock"}) {
    fs::remove(files.database.string() + ending, ignored);
  }
}

// The machine's own name, where it is one that DNS could know.
std::optional<std::string> machine_name() {
  std::array<char, 256> buffer{};
  if (::gethostname(buffer.data(), buffer.size() - 1) != 0 || buffer[0] == '\0') {
    return std::nullopt;
  }
  std::string name(buffer.data());
  for (const char c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '-' && c != '.') {
      return std::nullopt;
    }
  }
  return name;
}

std::vector<std::string> all_hosts(const InitOptions& options) {
  std::vector<std::string> hosts = options.hosts;
  for (const char* local : {"localhost", "127.0.0.1", "::1"}) {
    hosts.emplace_back(local);
  }
  if (std::optional<std::string> name = machine_name()) {
    hosts.push_back(*std::move(name));
  }
  return hosts;
}

Result<Settings> settings_for(const InitOptions& options, const Offer& offer) {
  Settings settings;
  settings.site = offer.catalog.site.id;
  // With a name of its own the server is for other machines too.
  settings.listen.address = options.hosts.empty() ? "127.0.0.1" : "0.0.0.0";
  if (!options.listen.empty()) {
    const Result<Listen> listen = parse_listen(options.listen);
    if (!listen) {
      return listen.error();
    }
    settings.listen = *listen;
  }
  settings.database_url = options.database_url;
  if (!options.hosts.empty()) {
    settings.url = url_of(options.hosts.front(), settings.listen.port);
  }
  return settings;
}

Status make_keys(const Files& files, const Offer& offer, const std::vector<std::string>& hosts,
                 UtcTime now) {
  const Result<openssl::Authority> authority =
      openssl::Authority::create(offer.catalog.site.id.text(), now);
  if (!authority) {
    return authority.error();
  }
  if (Status saved = authority->save(files.authority, files.authority_key); !saved) {
    return saved;
  }
  if (Status made = make_server_certificate(files, *authority, hosts, now); !made) {
    return made;
  }
  std::string names;
  for (const std::string& host : hosts) {
    names += (names.empty() ? "" : ", ") + host;
  }
  std::printf("authority    %s\n             %s\n", files.authority.c_str(),
              openssl::fingerprint_text(authority->certificate().fingerprint()).c_str());
  std::printf("certificate  %s for %s\n", files.certificate.c_str(), names.c_str());
  return done();
}

// A file is new here; a PostgreSQL database may already be another server's.
Status check_unused(House& house, const fs::path& data) {
  std::int64_t version = 0;
  const SiteId& site = house.settings().site;
  Status read = house.store().read(site, [&](port::ServerTransaction& store) -> Status {
    const Result<std::int64_t> stored = store.catalog_version();
    version = stored ? *stored : 0;
    return stored ? done() : Status(stored.error());
  });
  if (!read || version == 0) {
    return read;
  }
  return fail(ErrorCode::already_exists,
              "the database holds site " + site.text() +
                  " already; for a second server of this site copy the first one's directory to " +
                  data.string() + ", it has the authority that the devices know");
}

Status make_house(const InitOptions& options, const Files& files, const std::string& toml,
                  const Offer& offer) {
  const Result<Settings> settings = settings_for(options, offer);
  if (!settings) {
    return settings.error();
  }
  const UtcTime now = system::SystemClock().now();
  if (Status made = make_keys(files, offer, all_hosts(options), now); !made) {
    return made;
  }
  if (Status kept = system::write_file(files.site.string(), toml, system::FileMode::readable);
      !kept) {
    return kept;
  }
  if (Status saved = save_settings(files, *settings); !saved) {
    return saved;
  }
  const Result<std::unique_ptr<House>> house = House::open(options.place);
  if (!house) {
    return house.error();
  }
  if (Status unused = check_unused(**house, options.place.data); !unused) {
    return unused;
  }
  const Result<std::int64_t> version =
      service::install_catalog((*house)->office(offer), toml, now, who_runs_this());
  if (!version) {
    return version.error();
  }
  std::printf("database     %s\n",
              options.database_url.empty() ? files.database.c_str() : "PostgreSQL (see settings)");
  std::printf("catalogue    %s: %zu services, version %lld\n", settings->site.text().c_str(),
              offer.catalog.services.size(), static_cast<long long>(*version));
  std::printf("settings     %s\n\nnext: lobby-server serve --data %s\n", files.settings.c_str(),
              options.place.data.c_str());
  return done();
}

}  // namespace

Status init(const InitOptions& options) {
  const Files files(options.place.data);
  if (Status empty = check_empty(files); !empty) {
    return empty;
  }
  const Result<std::string> toml = system::read_file(options.site_file, limits::catalog_file_bytes);
  if (!toml) {
    return toml.error();
  }
  const Result<Offer> offer = offer_of(*toml, options.site_file);
  if (!offer) {
    return offer.error();
  }
  if (Status created = make_directory(options.place.data); !created) {
    return created;
  }
  Status made = make_house(options, files, *toml, *offer);
  if (!made) {
    remove_all(files);
  }
  return made;
}

}  // namespace lobby::server
