// Goal: a program killed at any moment loses nothing it reported and doubles nothing; a database
// held by another program is a named error after a bounded wait. Method: child processes that
// work on a real store and are ended with SIGKILL at random moments. The seed is printed.
#include <chrono>
#include <csignal>
#include <random>
#include <set>
#include <thread>

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include "platform/sqlite/device_store.h"
#include "platform/sqlite/server_store.h"
#include "tests/fakes/store_facts.h"

namespace lobby::tests {
namespace store_kill_test {

using Clock = std::chrono::steady_clock;

std::unique_ptr<sqlite::DeviceStore> open_device(const ScratchDirectory& directory) {
  auto store = sqlite::DeviceStore::open({.path = directory.file("device.db"),
                                          .migrations_directory = migrations_directory("device"),
                                          .busy_timeout_ms = 200,
                                          .vfs = {}});
  EXPECT_TRUE(store.ok()) << to_string(store.error());
  return store ? std::move(*store) : nullptr;
}

// A process that runs `work` with the writing end of a pipe until it is killed.
class Child {
 public:
  template <class Work>
  explicit Child(const Work& work) {
    int ends[2] = {-1, -1};
    EXPECT_EQ(::pipe(ends), 0);
    process_ = ::fork();
    if (process_ == 0) {
      ::close(ends[0]);
      work(ends[1]);
      ::_exit(0);
    }
    ::close(ends[1]);
    reading_end_ = ends[0];
  }
  ~Child() {
    kill();
    ::close(reading_end_);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  void kill() {
    if (process_ > 0) {
      ::kill(process_, SIGKILL);
      ::waitpid(process_, nullptr, 0);
      process_ = -1;
    }
  }
  // The next number that the child reported; nothing when it has ended.
  std::optional<std::uint64_t> next() {
    std::uint64_t number = 0;
    const bool whole = ::read(reading_end_, &number, sizeof number) == sizeof number;
    return whole ? std::optional(number) : std::nullopt;
  }

 private:
  pid_t process_ = -1;
  int reading_end_ = -1;
};

void report(int end, std::uint64_t number) {
  if (::write(end, &number, sizeof number) != sizeof number) {
    ::_exit(1);
  }
}

// Books and settles as a kiosk does; reports each committed booking.
void work_as_kiosk(const ScratchDirectory& directory, std::uint64_t first, int end) {
  const auto store = open_device(directory);
  for (std::uint64_t number = first; store != nullptr; ++number) {
    const auto booking = confirmed_booking(number, {{night(1), 1}, {night(2), 1}});
    if (!store->commit_booking(placing(booking, number), "HTTPS://X").ok()) {
      ::_exit(1);
    }
    report(end, number);
    if (number % 3 == 0) {
      (void)store->settle({applied(id_of<OperationId>(number))}, 1);
    }
  }
}

TEST(StoreKill, no_moment_loses_or_doubles_a_booking) {
  const unsigned seed = std::random_device{}();
  std::cout << "seed " << seed << "\n";
  std::mt19937 random(seed);
  const ScratchDirectory directory;
  {
    const auto store = open_device(directory);
    ASSERT_TRUE(store->save_identity(kiosk_identity()).ok());
    ASSERT_TRUE(
        store->apply_feed(page(1, {grant_notice(night(1), 10'000), grant_notice(night(2), 10'000)}))
            .ok());
  }
  std::uint64_t last = 0;
  for (int round = 0; round < 25; ++round) {
    std::set<std::uint64_t> reported;
    {
      Child kiosk([&](int end) { work_as_kiosk(directory, last + 1, end); });
      const std::optional<std::uint64_t> begun = kiosk.next();
      ASSERT_TRUE(begun.has_value());
      reported.insert(*begun);
      std::this_thread::sleep_for(std::chrono::microseconds(random() % 20'000));
      kiosk.kill();
      while (const auto number = kiosk.next()) {
        reported.insert(*number);
      }
    }
    const std::uint64_t last_reported = *reported.rbegin();
    const auto store = open_device(directory);
    // One more may be there: committed, and killed before it could say so. Trying each again with
    // the same ids, as a restarted kiosk does, tells.
    const auto again = placing(confirmed_booking(last_reported, {}), last_reported);
    const Status repeated = store->commit_booking(again, "HTTPS://X");
    ASSERT_FALSE(repeated.ok());
    EXPECT_EQ(repeated.error().code, ErrorCode::already_exists);
    const auto entries = store->due_operations({INT64_MAX}, {100'000});
    ASSERT_TRUE(entries.ok()) << to_string(entries.error());
    std::set<std::uint64_t> pending;
    std::int64_t highest = 0;
    for (const port::OutboxEntry& entry : *entries) {
      const auto number = static_cast<std::uint64_t>(entry.operation.sequence);
      EXPECT_EQ(entry.operation.id, id_of<OperationId>(number));  // gap-free: they go together
      EXPECT_TRUE(pending.insert(number).second);
      highest = std::max(highest, entry.operation.sequence);
    }
    for (const std::uint64_t number : reported) {
      EXPECT_TRUE(pending.contains(number) || number % 3 == 0) << "lost " << number;
    }
    last = std::max(last_reported, static_cast<std::uint64_t>(highest));
    EXPECT_LE(last, last_reported + 1);
    const auto balances = store->balances(king_rooms, night(1).date, night(2).date);
    for (const inventory::SlotBalance& slot : *balances) {
      EXPECT_EQ(slot.balance.sold, static_cast<std::int32_t>(last));
    }
  }
}

TEST(StoreKill, the_servers_store_keeps_what_it_answered) {
  const unsigned seed = std::random_device{}();
  std::cout << "seed " << seed << "\n";
  std::mt19937 random(seed);
  const ScratchDirectory directory;
  const sqlite::ServerStoreOptions options{.path = directory.file("server.db"),
                                           .migrations_directory = migrations_directory("server"),
                                           .busy_timeout_ms = 200,
                                           .vfs = {}};
  for (int round = 0; round < 10; ++round) {
    std::uint64_t answered = 0;
    Child server([&](int end) {
      auto store = sqlite::ServerStore::open(options);
      std::vector<std::thread> threads;
      for (int thread = 0; thread < 3; ++thread) {
        threads.emplace_back([&] {
          for (;;) {
            const Status ran = (*store)->run(site, [](port::ServerTransaction& to) {
              return to.append_feed(key_notice(1, false));
            });
            if (!ran.ok()) {
              ::_exit(1);
            }
            report(end, 1);
          }
        });
      }
      threads.front().join();
    });
    std::uint64_t before = 0;
    while (server.next()) {
      if (++answered == 5) {
        std::this_thread::sleep_for(std::chrono::microseconds(random() % 10'000));
        server.kill();
      }
    }
    {
      auto store = sqlite::ServerStore::open(options);
      ASSERT_TRUE(store.ok()) << to_string(store.error());
      before = static_cast<std::uint64_t>(*(*store)->feed_head(site));
      EXPECT_GE(before, answered);
      std::size_t rows = 0;
      ASSERT_TRUE((*store)
                      ->read(site,
                             [&](port::ServerTransaction& view) -> Status {
                               const auto feed =
                                   view.feed_after(0, {protocol::DeviceRole::desk, {}}, 1'000'000);
                               rows = feed ? feed->rows.size() : 0;
                               return done();
                             })
                      .ok());
      EXPECT_EQ(rows, 1U);  // the same fact, told again and again
    }
    std::filesystem::remove(options.path);
  }
}

// Holds the write lock of a database until it is killed; reports when it has it.
void hold_lock(const std::string& path, int end) {
  sqlite3* handle = nullptr;
  if (sqlite3_open(path.c_str(), &handle) != SQLITE_OK ||
      sqlite3_exec(handle, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) != SQLITE_OK) {
    ::_exit(1);
  }
  report(end, 1);
  for (;;) {
    ::pause();
  }
}

TEST(StoreLock, a_database_held_by_another_program_is_unavailable_in_bounded_time) {
  const ScratchDirectory directory;
  const auto store = open_device(directory);
  ASSERT_TRUE(store->save_identity(kiosk_identity()).ok());
  Child other([&](int end) { hold_lock(directory.file("device.db"), end); });
  ASSERT_TRUE(other.next().has_value());
  const auto began = Clock::now();
  const Status refused_booking =
      store->commit_booking(placing(confirmed_booking(1, {}), 1), "HTTPS://X");
  EXPECT_LT(Clock::now() - began, std::chrono::seconds(5));
  ASSERT_FALSE(refused_booking.ok());
  EXPECT_EQ(refused_booking.error().code, ErrorCode::unavailable);
  EXPECT_NE(refused_booking.error().detail.find("another program"), std::string::npos);
  EXPECT_TRUE(store->outbox_summary().ok());  // reading goes on
  other.kill();
  EXPECT_TRUE(store->commit_booking(placing(confirmed_booking(1, {}), 1), "HTTPS://X").ok());
}

TEST(StoreLock, the_servers_writers_wait_for_another_program_and_give_up_by_name) {
  const ScratchDirectory directory;
  auto store = *sqlite::ServerStore::open({.path = directory.file("server.db"),
                                           .migrations_directory = migrations_directory("server"),
                                           .busy_timeout_ms = 10,
                                           .vfs = {}});
  const auto append = [](port::ServerTransaction& to) {
    return to.append_feed(key_notice(1, false));
  };
  Child other([&](int end) { hold_lock(directory.file("server.db"), end); });
  ASSERT_TRUE(other.next().has_value());
  const Status gave_up = store->run(site, append);
  ASSERT_FALSE(gave_up.ok());
  EXPECT_EQ(gave_up.error().code, ErrorCode::unavailable);
  EXPECT_TRUE(store->feed_head(site).ok());  // readers do not wait for a writer
  Status waited = fail(ErrorCode::internal, "not run");
  std::thread writer([&] { waited = store->run(site, append); });
  other.kill();
  writer.join();
  EXPECT_TRUE(waited.ok());
  EXPECT_EQ(*store->feed_head(site), 1);
}

}  // namespace store_kill_test
}  // namespace lobby::tests
