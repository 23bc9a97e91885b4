// lobby-server serve: joins routes, store, authority and HTTPS, keeps the catalogue up to date with
// site.toml and the server's certificate valid. The main thread waits for a signal and looks after
// the two files.
#include <atomic>
#include <cstdio>
#include <system_error>

#include "app/server/cashier.h"
#include "app/server/feed_watch.h"
#include "app/server/offer_shelf.h"
#include "app/server/routes/routes.h"
#include "app/server/wiring.h"
#include "app/server/wiring_certificate.h"
#include "app/server/wiring_payments.h"
#include "core/base/limits.h"
#include "core/base/version.h"
#include "core/reservation/care.h"
#include "platform/http/server.h"
#include "platform/system/files.h"
#include "platform/system/log.h"
#include "platform/system/process.h"
#include "platform/zlib/gzip.h"

namespace lobby::server {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t other_files_max = 256;  // databases, logs, zones
constexpr Duration files_checked_every = Duration::seconds(1);
constexpr Duration certificate_checked_every = Duration::hours(1);
// Payments due, offers to the waiting list: guests wait for minutes, not for this.
constexpr Duration tended_every = Duration::seconds(2);

// What tells that a file has changed.
struct Stamp {
  fs::file_time_type time;
  std::uintmax_t bytes = 0;
  bool operator==(const Stamp&) const = default;
};

Stamp stamp_of(const fs::path& file) {
  std::error_code error;
  Stamp stamp;
  stamp.time = fs::last_write_time(file, error);
  stamp.bytes = error ? 0 : fs::file_size(file, error);
  return stamp;
}

// site.toml as it is, published. Errors: those of reading and parsing; wrong_site.
Result<Offer> publish_site_file(House& house, const system::Log& log) {
  const std::string name = house.files().site.string();
  const Result<std::string> toml = system::read_file(name, limits::catalog_file_bytes);
  if (!toml) {
    return toml.error();
  }
  Result<Offer> offer = offer_of(*toml, name);
  if (!offer) {
    return offer.error();
  }
  if (offer->catalog.site.id != house.settings().site) {
    return fail(ErrorCode::wrong_site, name + " is of site " + offer->catalog.site.id.text() +
                                           "; this server is of " + house.settings().site.text());
  }
  const Result<std::int64_t> version =
      service::install_catalog(house.office(*offer), *toml, house.clock().now());
  if (!version) {
    return version.error();
  }
  log.info("catalogue", "version " + std::to_string(*version) + " is in force");
  return offer;
}

// The site file, or the catalogue published before when the file cannot be used.
Result<Offer> first_offer(House& house, const system::Log& log) {
  Result<Offer> offer = publish_site_file(house, log);
  if (offer) {
    return offer;
  }
  log.error("catalogue", to_string(offer.error()));
  Result<Offer> previous = house.stored_offer();
  if (previous) {
    log.warning("catalogue", "the previous version stays in force");
  }
  return previous;
}

void raise_file_limit(const system::Log& log) {
  const std::size_t wanted = http::Options{}.connections_max + other_files_max;
  if (const std::size_t allowed = system::allow_open_files(); allowed < wanted) {
    log.warning("server", "only " + std::to_string(allowed) +
                              " files can be open at once; for a large site raise LimitNOFILE to " +
                              std::to_string(wanted));
  }
}

// The running server; made and ended on the main thread.
class Service {
 public:
  Service(House& house, openssl::Authority authority, Offer first, Till till,
          const system::Log& log)
      : house_(house),
        authority_(std::move(authority)),
        log_(log),
        offers_(std::move(first)),
        till_(std::move(till)) {
    certificates_.authority_pem = authority_.certificate().pem();
    certificates_.seal_pem = house_.unsealer().certificate().pem();
    certificates_.check = &openssl::Authority::check_request;
    certificates_.issue = [this](const std::string& request, const ticket::PublicKey& key,
                                 DeviceId device, UtcTime now) -> Result<std::string> {
      const Result<openssl::Certificate> issued =
          authority_.issue_client(request, key, device, now);
      return issued ? Result<std::string>(issued->pem()) : Result<std::string>(issued.error());
    };
  }

  Status start(const Listen& listen, std::size_t threads) {
    http::Options options;
    options.address = listen.address;
    options.port = listen.port;
    options.certificate_chain_file = house_.files().certificate;
    options.private_key_file = house_.files().key;
    options.authority_file = house_.files().authority;
    options.pool.threads = threads;
    options.compress = &zlib::compress;
    options.decompress = &zlib::decompress;
    options.identify = &openssl::device_of;
    options.log = [this](std::string_view line) { log_.warning("http", line); };
    Result<std::unique_ptr<http::Server>> started = http::Server::start(
        std::move(options),
        [this](const port::Request& request) { return route(context_, request); });
    if (!started) {
      return started.error();
    }
    server_ = *std::move(started);
    watch_ = std::make_unique<FeedWatch>(
        FeedWatchOptions{.head = [this] { return feed_head(); },
                         .anyone_waits = [this] { return server_->waiting() > 0; },
                         .changed = [this] { server_->wake(); }});
    watching_ = watch_.get();
    cashier_ = std::make_unique<Cashier>([this] { tend_payments(); });
    asking_ = cashier_.get();
    return done();
  }

  // New requests are refused from here on; those under way are finished.
  void stop() {
    server_->stop();
    asking_ = nullptr;
    cashier_.reset();
    watching_ = nullptr;
    watch_.reset();
  }

  std::uint16_t port() const { return server_->port(); }
  const OfferShelf& offers() const { return offers_; }

  // Renews the server's certificate when it is time, and serves the one that is there.
  void look_after_certificate() {
    Status current =
        renew_server_certificate(house_.files(), authority_, log_, house_.clock().now());
    if (current) {
      current = server_->reload_certificate();
    }
    if (!current) {
      log_.error("tls", to_string(current.error()));
    }
  }

  // What passes by itself: payments due, the waiting list.
  void tend() {
    const Result<reservation::Tended> tended =
        reservation::tend(context_.office(), house_.clock().now());
    if (!tended) {
      log_.error("office", to_string(tended.error()));
    } else if (tended->anything()) {
      log_.info("office", std::to_string(tended->reminded) + " payments to remind of, " +
                              std::to_string(tended->released) + " bookings released, " +
                              std::to_string(tended->offered) + " offers to waiting guests");
      nudge();
    }
  }

  void reload_site_file() {
    Result<Offer> offer = publish_site_file(house_, log_);
    if (!offer) {
      log_.error("catalogue", to_string(offer.error()));
      log_.warning("catalogue", "the previous version stays in force");
      return;
    }
    offers_.put(*std::move(offer));
    nudge();
  }

 private:
  std::int64_t feed_head() {
    const Result<std::int64_t> head = house_.store().feed_head(house_.settings().site);
    return head ? *head : -1;
  }
  void tend_payments() {
    const Result<std::int32_t> asked =
        reservation::tend_payments(context_.office(), context_.cashiers, house_.clock());
    if (!asked) {
      log_.error("payments", to_string(asked.error()));
    } else if (*asked > 0) {
      nudge();
    }
  }
  void nudge() {
    if (FeedWatch* watch = watching_.load()) {
      watch->nudge();
    }
  }

  House& house_;
  const openssl::Authority authority_;
  const system::Log& log_;
  OfferShelf offers_;
  Till till_;
  Certificates certificates_;
  AttemptLimit attempts_;
  DeviceKeys keys_;
  openssl::Verifier verifier_;
  // A request may come before the watch is there; then it has nobody to tell.
  std::atomic<FeedWatch*> watching_ = nullptr;
  std::atomic<Cashier*> asking_ = nullptr;
  const Context context_{house_.store(),
                         house_.hasher(),
                         house_.unsealer(),
                         verifier_,
                         house_.clock(),
                         house_.entropy(),
                         offers_,
                         certificates_,
                         attempts_,
                         keys_,
                         house_.vault(),
                         house_.phones(),
                         till_.cashiers(),
                         till_.notice_secret ? &*till_.notice_secret : nullptr,
                         [this] {
                           if (Cashier* cashier = asking_.load()) {
                             cashier->nudge();
                           }
                         },
                         [this] { nudge(); },
                         [this](std::string_view event) { log_.warning("route", event); }};
  std::unique_ptr<http::Server> server_;
  std::unique_ptr<FeedWatch> watch_;
  std::unique_ptr<Cashier> cashier_;
};

// Says where the server listens: to people, to tests, and to `enrol` and `health`.
Status announce(const House& house, const Listen& listen, std::uint16_t port) {
  const bool everywhere = listen.address == "0.0.0.0" || listen.address == "::";
  const std::string url = url_of(everywhere ? "127.0.0.1" : listen.address, port);
  const Status written =
      system::write_file(house.files().address.string(), url + "\n", system::FileMode::readable);
  std::printf("lobby-server: listening on %s\n", url.c_str());
  std::fflush(stdout);
  return written;
}

void run(Service& service, House& house, system::TerminationSignal& signal) {
  const Files& files = house.files();
  Stamp site = stamp_of(files.site);
  Stamp certificate = stamp_of(files.certificate);
  Duration checked_at = house.clock().boot_time();
  Duration tended_at = checked_at;
  while (!signal.wait(files_checked_every)) {
    if (const Stamp now = stamp_of(files.site); now != site) {
      site = now;
      service.reload_site_file();
    }
    const Duration boot_time = house.clock().boot_time();
    if (boot_time - tended_at >= tended_every) {
      tended_at = boot_time;
      service.tend();
    }
    if (stamp_of(files.certificate) != certificate ||
        boot_time - checked_at >= certificate_checked_every) {
      checked_at = boot_time;
      service.look_after_certificate();
      certificate = stamp_of(files.certificate);
    }
  }
}

}  // namespace

Status serve(const ServeOptions& options) {
  Result<system::TerminationSignal> signal = system::TerminationSignal::open();
  if (!signal) {
    return signal.error();
  }
  const Result<std::unique_ptr<House>> house = House::open(options.place);
  if (!house) {
    return house.error();
  }
  const Files& files = (*house)->files();
  const Result<system::Log> log =
      system::Log::open({.program = "lobby-server", .file = files.log.string()});
  if (!log) {
    return log.error();
  }
  const Result<Listen> listen =
      options.listen.empty() ? (*house)->settings().listen : parse_listen(options.listen);
  if (!listen) {
    return listen.error();
  }
  Result<openssl::Authority> authority =
      openssl::Authority::load(files.authority, files.authority_key);
  if (!authority) {
    return authority.error();
  }
  const UtcTime now = (*house)->clock().now();
  if (Status renewed = renew_server_certificate(files, *authority, *log, now); !renewed) {
    return renewed;
  }
  warn_of_authority(*authority, *log, now);
  // OpenSSL reads it once more for TLS, and looks at no mode.
  if (const auto key = openssl::PrivateKey::load(files.key); !key) {
    return key.error();
  }
  Result<Offer> offer = first_offer(**house, *log);
  if (!offer) {
    return offer.error();
  }
  Result<Till> till = open_till(files, (*house)->settings());
  if (!till) {
    return till.error();
  }
  raise_file_limit(*log);
  Service service(**house, *std::move(authority), *std::move(offer), *std::move(till), *log);
  const auto threads =
      options.threads.value_or(static_cast<std::size_t>((*house)->settings().threads));
  if (Status started = service.start(*listen, threads); !started) {
    return started;
  }
  log->info("server",
            "version " + std::string(version) + " serves site " + (*house)->settings().site.text());
  if (Status announced = announce(**house, *listen, service.port()); !announced) {
    log->warning("server", to_string(announced.error()));
  }
  run(service, **house, *signal);
  log->info("server", "stopping");
  service.stop();
  return done();
}

}  // namespace lobby::server
