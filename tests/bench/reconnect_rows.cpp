// Every kiosk of a large site at once: each has bookings to send and does what it does after an
// outage, by the real sync worker and a connection of its own. Their stores are in memory, since
// they stand for disks of a thousand machines.
#include <algorithm>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>

#include "app/common/sync_worker.h"
#include "core/protocol/codec.h"
#include "platform/system/process.h"
#include "tests/bench/bare_insert.h"
#include "tests/bench/handshakes.h"
#include "tests/bench/hotel.h"
#include "tests/bench/must.h"
#include "tests/bench/row_table.h"
#include "tests/bench/server_rows.h"
#include "tests/bench/stopwatch.h"

namespace lobby::bench {
namespace {

constexpr std::size_t bookings_each = 3;
constexpr std::int32_t standing = 5;  // of all kiosks, half of the house
constexpr std::chrono::seconds drained_within{600};
constexpr double request_limit_ms = 20'000;  // after which a kiosk gives a request up
constexpr std::size_t descriptors_each = 6;

std::size_t kiosks_of(const Plan& plan) {
  return plan.quick ? 100 : 1'000;
}

std::vector<Row> rows_of(const Plan& plan) {
  const std::string kiosks = std::to_string(kiosks_of(plan));
  return {
      {"reconnect_drain",
       kiosks + " kiosks reconnect at once, until the " + std::to_string(bookings_each) +
           " bookings of each are sent",
       "as many bare TLS handshakes in memory, and a bare SQLite insert of the bookings, a "
       "commit for each kiosk",
       "s"},
      {"reconnect_request", "of these, the 99th percentile of a request that sends bookings",
       "the 20 s after which a kiosk gives a request up", "ms"},
      {"reconnect_refused", "of these, answers with Retry-After", "all requests until then", ""}};
}

// What a device asks, timed.
class WatchedTransport final : public port::Transport {
 public:
  explicit WatchedTransport(std::unique_ptr<curl::Transport> inner) : inner_(std::move(inner)) {}

  Result<port::Reply> post(std::string_view path, std::string_view json,
                           Duration timeout) override {
    const Stopwatch watch;
    Result<port::Reply> reply = inner_->post(path, json, timeout);
    posts_ms_.push_back(watch.milliseconds());
    failed_posts_ += reply ? 0 : 1;
    return noted(std::move(reply));
  }
  Result<port::Reply> get(std::string_view path_and_query, Duration timeout) override {
    return noted(inner_->get(path_and_query, timeout));
  }
  void cancel() override { inner_->cancel(); }

  // Once nothing runs any more.
  const std::vector<double>& posts_ms() const { return posts_ms_; }
  std::size_t requests() const { return requests_; }
  std::size_t refused() const { return refused_; }
  std::size_t failed_posts() const { return failed_posts_; }

 private:
  Result<port::Reply> noted(Result<port::Reply> reply) {
    requests_ += 1;
    refused_ += reply && reply->retry_after ? 1 : 0;
    return reply;
  }

  std::unique_ptr<curl::Transport> inner_;
  std::vector<double> posts_ms_;
  std::size_t requests_ = 0;
  std::size_t refused_ = 0;
  std::size_t failed_posts_ = 0;
};

// A kiosk's sync thread, as in the program.
struct Running {
  explicit Running(Device& kiosk)
      : transport(kiosk.connect()),
        worker(std::make_unique<SyncWorker>(
            SyncWorkerOptions{.parts = kiosk.parts(transport), .news = news, .on_news = [] {}})) {}

  WatchedTransport transport;
  Mailbox<SyncNews> news;
  std::unique_ptr<SyncWorker> worker;
};

// Of this process; the server raises its own.
void allow_descriptors(std::size_t kiosks) {
  const std::size_t allowed = system::allow_open_files();
  if (allowed < kiosks * descriptors_each) {
    throw std::runtime_error("this process may open " + std::to_string(allowed) +
                             " files; raise the limit (ulimit -Hn) to " +
                             std::to_string(kiosks * descriptors_each));
  }
}

void wait_until_drained(const std::vector<std::unique_ptr<Device>>& kiosks) {
  const Stopwatch watch;
  for (const auto& kiosk : kiosks) {
    while (must(kiosk->store().outbox_summary()).pending > 0) {
      if (watch.seconds() > std::chrono::duration<double>(drained_within).count()) {
        throw std::runtime_error("not all bookings were sent within " +
                                 std::to_string(drained_within.count()) + " s");
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  }
}

double percentile_99(std::vector<double> values) {
  std::ranges::sort(values);
  return values.at((values.size() * 99 - 1) / 100);
}

struct Figures {
  double seconds = 0;
  std::vector<double> posts_ms;
  std::size_t requests = 0;
  std::size_t refused = 0;
  std::size_t failed_posts = 0;
};

Figures reconnect(const std::vector<std::unique_ptr<Device>>& kiosks) {
  Figures figures;
  const Stopwatch watch;
  std::vector<std::unique_ptr<Running>> running;
  running.reserve(kiosks.size());
  for (const auto& kiosk : kiosks) {
    running.push_back(std::make_unique<Running>(*kiosk));
  }
  wait_until_drained(kiosks);
  figures.seconds = watch.seconds();
  for (const auto& one : running) {
    one->worker.reset();
    const std::vector<double>& posts_ms = one->transport.posts_ms();
    figures.posts_ms.insert(figures.posts_ms.end(), posts_ms.begin(), posts_ms.end());
    figures.requests += one->transport.requests();
    figures.refused += one->transport.refused();
    figures.failed_posts += one->transport.failed_posts();
  }
  return figures;
}

double run_bare(Hotel& hotel, const Device& kiosk, const Rows& rows) {
  const std::filesystem::path data = hotel.server().data();
  const double handshakes = run_handshakes(
      {hotel.client_options(kiosk.identity().device), data / "server.pem", data / "server.key.pem"},
      rows.commits);
  return handshakes + insert_into_sqlite(data / "bare.db", rows);
}

void measure(RowTable& table, const Plan& plan) {
  Hotel hotel(Engine::sqlite, standing);
  const auto kiosks = hotel.add_devices({.count = kiosks_of(plan)});
  for (const auto& kiosk : kiosks) {
    kiosk->sell(bookings_each);
  }
  const auto due = must(kiosks.front()->store().due_operations({INT64_MAX}, {1}));
  const std::size_t bytes = protocol::to_json(due.at(0).operation).size();
  allow_descriptors(kiosks.size());
  const Figures figures = reconnect(kiosks);
  const double bare =
      run_bare(hotel, *kiosks.front(), {kiosks.size() * bookings_each, bytes, kiosks.size()});
  table.set("reconnect_drain", figures.seconds, bare);
  table.set("reconnect_request", percentile_99(figures.posts_ms), request_limit_ms);
  table.set("reconnect_refused", static_cast<double>(figures.refused),
            static_cast<double>(figures.requests));
  if (Row* row = table.find("reconnect_refused"); row != nullptr && figures.failed_posts > 0) {
    row->limit_is += "; " + std::to_string(figures.failed_posts) + " more had no answer";
  }
}

}  // namespace

std::vector<Row> measure_reconnect(const Plan& plan) {
  RowTable table(plan, rows_of(plan));
  table.measure({"reconnect_drain", "reconnect_request", "reconnect_refused"},
                [&] { measure(table, plan); });
  return table.take();
}

}  // namespace lobby::bench
