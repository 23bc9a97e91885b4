// How near a durable booking comes to the least SQLite can do: a raw insert of the same bytes,
// WAL and synchronous=FULL, in the same file system; and the server's heavy transactions.
// LOBBY_BENCH_DIR chooses the file system (default: the current directory).
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include <benchmark/benchmark.h>
#include <sqlite3.h>

#include "core/protocol/codec.h"
#include "platform/sqlite/device_store.h"
#include "platform/sqlite/server_store.h"
#include "tests/fakes/store_facts.h"

namespace lobby::tests {
namespace {

constexpr std::int32_t units = 1'000'000;

// A directory on the disk that is measured.
class BenchDirectory {
 public:
  BenchDirectory() {
    const char* given = std::getenv("LOBBY_BENCH_DIR");
    const std::filesystem::path parent = given != nullptr ? given : ".";
    std::string name = (parent / "lobby-bench-XXXXXX").string();
    CHECK(::mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~BenchDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  BenchDirectory(const BenchDirectory&) = delete;
  BenchDirectory& operator=(const BenchDirectory&) = delete;
  std::string file(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

// A stay of two nights, as a guest makes it.
port::NewOperation stay(std::uint64_t number) {
  return placing(confirmed_booking(number, {{night(1), 1}, {night(2), 1}}), number);
}

void device_booking_commit(benchmark::State& state) {
  const BenchDirectory directory;
  auto opened = sqlite::DeviceStore::open({.path = directory.file("device.db"),
                                           .migrations_directory = migrations_directory("device"),
                                           .busy_timeout_ms = 1'000,
                                           .vfs = {}});
  CHECK(opened.ok());
  sqlite::DeviceStore& store = **opened;
  CHECK(store.save_identity(kiosk_identity()).ok());
  CHECK(store.apply_feed(page(1, {grant_notice(night(1), units), grant_notice(night(2), units)}))
            .ok());
  std::uint64_t number = 0;
  for (auto step : state) {
    CHECK(store.commit_booking(stay(++number), "HTTPS://YUNTING.EXAMPLE/T/TICKET").ok());
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(device_booking_commit)->Unit(benchmark::kMicrosecond)->UseRealTime();

void check_sql(int result) {
  CHECK(result == SQLITE_OK || result == SQLITE_DONE);
}

void raw_sqlite_insert(benchmark::State& state) {
  const BenchDirectory directory;
  sqlite3* handle = nullptr;
  check_sql(sqlite3_open(directory.file("raw.db").c_str(), &handle));
  check_sql(sqlite3_exec(handle,
                         "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                         "CREATE TABLE facts (number INTEGER PRIMARY KEY, content TEXT)",
                         nullptr, nullptr, nullptr));
  const port::NewOperation fact = stay(1);
  protocol::Operation operation;
  operation.id = fact.id;
  operation.site = site;
  operation.payload = fact.payload;
  const std::string content = protocol::to_json(operation);
  sqlite3_stmt* insert = nullptr;
  check_sql(
      sqlite3_prepare_v2(handle, "INSERT INTO facts (content) VALUES (?1)", -1, &insert, nullptr));
  for (auto step : state) {
    check_sql(sqlite3_bind_text(insert, 1, content.data(), static_cast<int>(content.size()),
                                SQLITE_STATIC));
    check_sql(sqlite3_step(insert));
    check_sql(sqlite3_reset(insert));
  }
  state.SetItemsProcessed(state.iterations());
  state.counters["bytes"] = static_cast<double>(content.size());
  sqlite3_finalize(insert);
  sqlite3_close(handle);
}
BENCHMARK(raw_sqlite_insert)->Unit(benchmark::kMicrosecond)->UseRealTime();

std::unique_ptr<sqlite::ServerStore> open_server(const BenchDirectory& directory) {
  auto opened = sqlite::ServerStore::open({.path = directory.file("server.db"),
                                           .migrations_directory = migrations_directory("server"),
                                           .busy_timeout_ms = 1'000,
                                           .vfs = {}});
  CHECK(opened.ok());
  return std::move(*opened);
}

// A new kiosk's horizon: 5,000 slots made, a unit of each granted and told through the feed.
void server_grant_horizon(benchmark::State& state) {
  std::vector<inventory::Slot> slots;
  for (std::int32_t day = 0; day < 5'000; ++day) {
    slots.push_back({king_rooms, LocalDate::from_days(20'000 + day), 0});
  }
  for (auto step : state) {
    state.PauseTiming();
    const BenchDirectory directory;
    const auto store = open_server(directory);
    state.ResumeTiming();
    const Status ran = store->run(site, [&](port::ServerTransaction& to) -> Status {
      if (Status made = to.ensure_slots(slots, 12); !made) {
        return made;
      }
      for (const inventory::Slot& slot : slots) {
        const auto total = to.grant({id_of<DeviceId>(1), 1}, {slot, 2});
        if (!total) {
          return total.error();
        }
        if (Status told = to.append_feed(grant_notice(slot, *total)); !told) {
          return told;
        }
      }
      return done();
    });
    CHECK(ran.ok());
  }
}
BENCHMARK(server_grant_horizon)->Unit(benchmark::kMillisecond)->UseRealTime();

// One order a transaction, from as many threads as given: waiting writers share a flush.
class ServerOrders : public benchmark::Fixture {
 public:
  void SetUp(const benchmark::State& state) override {
    if (state.thread_index() == 0) {
      directory_ = std::make_unique<BenchDirectory>();
      store_ = open_server(*directory_);
      CHECK(
          store_
              ->run(site,
                    [](port::ServerTransaction& to) { return to.ensure_slots({night(1)}, 10'000); })
              .ok());
    }
  }
  void TearDown(const benchmark::State& state) override {
    if (state.thread_index() == 0) {
      store_.reset();
      directory_.reset();
    }
  }

 protected:
  std::unique_ptr<BenchDirectory> directory_;
  std::unique_ptr<sqlite::ServerStore> store_;
};

BENCHMARK_DEFINE_F(ServerOrders, order)(benchmark::State& state) {
  std::uint64_t number = static_cast<std::uint64_t>(state.thread_index()) << 40U;
  for (auto step : state) {
    const booking::Booking booking = confirmed_booking(++number, {{night(1), 1}});
    const Status ran = store_->run(site, [&](port::ServerTransaction& to) -> Status {
      if (Status sold = to.sell({night(1), 1}); !sold) {
        return sold;
      }
      if (Status added = to.add_booking(booking); !added) {
        return added;
      }
      // Given back, so that the slot lasts as long as the measurement.
      if (Status given_back = to.release({night(1), 1}); !given_back) {
        return given_back;
      }
      return to.append_feed(listed(number, 1, {100}, {200}));
    });
    CHECK(ran.ok());
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK_REGISTER_F(ServerOrders, order)
    ->Unit(benchmark::kMicrosecond)
    ->UseRealTime()
    ->Threads(1)
    ->Threads(8)
    ->Threads(32);

}  // namespace
}  // namespace lobby::tests
