// Goal: a damaged file, an unwritable directory, missing migrations or a newer schema are named
// errors that say what to do, and never a crash. Method: stores made well, then spoiled.
#include <fstream>
#include <random>

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "platform/sqlite/device_store.h"
#include "platform/sqlite/migration.h"
#include "platform/sqlite/server_store.h"
#include "tests/fakes/store_facts.h"

namespace lobby::tests {
namespace store_damage_test {

sqlite::DeviceStoreOptions device_options(const ScratchDirectory& directory) {
  return {.path = directory.file("device.db"),
          .migrations_directory = migrations_directory("device"),
          .busy_timeout_ms = 200,
          .vfs = {}};
}

Result<std::unique_ptr<sqlite::DeviceStore>> open_device(const ScratchDirectory& directory) {
  return sqlite::DeviceStore::open(device_options(directory));
}

// A store with bookings in every state, closed.
void make_device(const ScratchDirectory& directory) {
  auto store = open_device(directory);
  ASSERT_TRUE(store.ok()) << to_string(store.error());
  ASSERT_TRUE((*store)->save_identity(kiosk_identity()).ok());
  ASSERT_TRUE((*store)
                  ->apply_feed(page(1, {grant_notice(night(1), 100), key_notice(1, false),
                                        protocol::CatalogNotice{1, std::string(9'000, 'c')}}))
                  .ok());
  for (std::uint64_t number = 1; number <= 30; ++number) {
    const auto booking = confirmed_booking(number, {{night(1), 1}});
    ASSERT_TRUE((*store)->commit_booking(placing(booking, number), "HTTPS://X").ok());
    ASSERT_TRUE((*store)->apply_feed(page(2, {listed(number, 1, {100}, {200})})).ok());
  }
  ASSERT_TRUE((*store)->settle({applied(id_of<OperationId>(1))}, 1).ok());
}

void overwrite(const std::string& path, std::streamoff at, const std::string& bytes) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(at);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

std::string bytes_of(const std::string& path) {
  std::ifstream input(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(input), {}};
}

TEST(StoreDamage, a_spoiled_header_is_named_and_says_what_to_do) {
  const ScratchDirectory directory;
  make_device(directory);
  overwrite(directory.file("device.db"), 0, "not a database at all");
  const auto opened = open_device(directory);
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().code, ErrorCode::corrupt);
  EXPECT_NE(opened.error().detail.find("restore the last backup"), std::string::npos);
  EXPECT_NE(opened.error().detail.find("device.db"), std::string::npos);
}

TEST(StoreDamage, pages_spoiled_before_an_unclean_end_are_found_at_opening) {
  const ScratchDirectory directory;
  make_device(directory);
  const std::string path = directory.file("device.db");
  const auto size = static_cast<std::streamoff>(std::filesystem::file_size(path));
  for (std::streamoff page_start = size - 4 * 4'096; page_start < size; page_start += 4'096) {
    overwrite(path, page_start, std::string(64, '\xA5'));
  }
  std::ofstream(path + "-wal") << "a log left behind";
  const auto opened = open_device(directory);
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().code, ErrorCode::corrupt);
  EXPECT_NE(opened.error().detail.find("unclean end"), std::string::npos) << opened.error().detail;
}

TEST(StoreDamage, a_changed_booking_is_found_when_it_is_read) {
  const ScratchDirectory directory;
  make_device(directory);
  const std::string path = directory.file("device.db");
  const auto at = bytes_of(path).rfind("sealed_guest");
  ASSERT_NE(at, std::string::npos);
  overwrite(path, static_cast<std::streamoff>(at), "X");
  auto store = open_device(directory);
  ASSERT_TRUE(store.ok());
  const auto entries = (*store)->due_operations({INT64_MAX}, {100});
  ASSERT_FALSE(entries.ok());
  EXPECT_EQ(entries.error().code, ErrorCode::corrupt);
}

// Every call of the port; damage may be met by any of them, and only as a named error.
std::vector<Error> errors_of_all_calls(port::DeviceStore& store) {
  std::vector<Error> errors;
  const auto note = [&](const auto& result) {
    if (!result.ok()) {
      errors.push_back(result.error());
    }
  };
  note(store.identity());
  note(store.sync_state());
  note(store.catalog());
  note(store.key(key_of(1)));
  note(store.key_count());
  note(store.booking(code_of(3)));
  note(store.bookings_between({0}, {1'000}));
  note(store.admission(admission_id(1)));
  note(store.admissions_of({code_of(1), code_of(2)}));
  note(store.balances(king_rooms, night(1).date, night(9).date));
  note(store.unseen_tickets());
  note(store.outbox_summary());
  note(store.due_operations({INT64_MAX}, {100}));
  note(store.commit_booking(placing(confirmed_booking(900, {{night(1), 1}}), 900), "T"));
  note(store.commit_admission(admitting(900, 901, {5})));
  note(store.mark_ticket_seen(id_of<BookingId>(3)));
  note(store.settle({applied(id_of<OperationId>(4)), applied(id_of<OperationId>(5))}, 1));
  note(store.retry_later({id_of<OperationId>(6)}, {9}));
  note(store.apply_feed(page(9, {grant_notice(night(2), 1), key_notice(2, false)})));
  note(store.save_contact({{1}, {}, {}, {}}));
  return errors;
}

TEST(StoreDamage, no_flipped_byte_crashes_the_program) {
  const unsigned seed = std::random_device{}();
  std::cout << "seed " << seed << "\n";
  std::mt19937 random(seed);
  const ScratchDirectory directory;
  make_device(directory);
  const std::string path = directory.file("device.db");
  const std::string sound = bytes_of(path);
  int found = 0;
  for (int round = 0; round < 60; ++round) {
    std::string spoiled = sound;
    for (int flip = 0; flip < 8; ++flip) {
      spoiled[random() % spoiled.size()] ^= static_cast<char>(1U << (random() % 8));
    }
    std::filesystem::remove(path + "-wal");
    std::filesystem::remove(path + "-shm");
    std::ofstream(path, std::ios::binary)
        .write(spoiled.data(), static_cast<std::streamsize>(spoiled.size()));
    auto store = open_device(directory);
    if (!store) {
      EXPECT_NE(store.error().detail, "") << "seed " << seed;
      ++found;
      continue;
    }
    const std::vector<Error> errors = errors_of_all_calls(**store);
    found += errors.empty() ? 0 : 1;
    for (const Error& error : errors) {
      EXPECT_NE(error.code, ErrorCode::disk_full) << to_string(error) << " seed " << seed;
      EXPECT_NE(error.detail, "") << "seed " << seed;
    }
  }
  EXPECT_GT(found, 0);
}

// Runs `work` as a user whom permissions bind (root passes them all), and returns its verdict.
template <class Work>
bool as_ordinary_user(const Work& work) {
  const pid_t child = ::fork();
  if (child == 0) {
    const bool dropped = ::geteuid() != 0 || ::setuid(65'534) == 0;
    ::_exit(dropped && work() ? 0 : 1);
  }
  int status = 0;
  return ::waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

TEST(StoreDamage, a_read_only_directory_is_named) {
  const ScratchDirectory directory;
  ::chmod(directory.path().c_str(), 0555);
  EXPECT_TRUE(as_ordinary_user([&] {
    const auto opened = open_device(directory);
    return !opened && opened.error().code == ErrorCode::read_only &&
           opened.error().detail.find("write permission") != std::string::npos;
  }));
  ::chmod(directory.path().c_str(), 0755);
  make_device(directory);
  ::chmod(directory.file("device.db").c_str(), 0444);
  ::chmod(directory.file("device.db.lock").c_str(), 0666);
  ::chmod(directory.path().c_str(), 0555);
  EXPECT_TRUE(as_ordinary_user([&] {
    const auto opened = open_device(directory);
    return !opened && opened.error().code == ErrorCode::read_only;
  }));
  ::chmod(directory.path().c_str(), 0755);
}

TEST(StoreDamage, a_missing_directory_is_named) {
  sqlite::DeviceStoreOptions options{.path = "/nowhere/at/all/device.db",
                                     .migrations_directory = migrations_directory("device"),
                                     .busy_timeout_ms = 200,
                                     .vfs = {}};
  const auto opened = sqlite::DeviceStore::open(options);
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().code, ErrorCode::not_found);
  EXPECT_NE(opened.error().detail.find("/nowhere/at/all"), std::string::npos);
}

TEST(StoreDamage, the_file_is_for_its_owner_only) {
  const ScratchDirectory directory;
  const auto store = open_device(directory);
  ASSERT_TRUE(store.ok());
  for (const char* name : {"device.db", "device.db-wal", "device.db-shm"}) {
    struct stat facts{};
    ASSERT_EQ(::stat(directory.file(name).c_str(), &facts), 0) << name;
    EXPECT_EQ(facts.st_mode & 0777U, 0600U) << name;
  }
}

class StoreMigration : public testing::Test {
 protected:
  void write(const std::string& name, const std::string& sql) {
    std::ofstream(directory_.file(name)) << sql;
  }
  Status migrate() {
    auto database = sqlite::Database::open({.path = directory_.file("store.db"),
                                            .busy_timeout_ms = 200,
                                            .read_only = false,
                                            .secure_delete = false,
                                            .vfs = {}});
    return sqlite::migrate(**database, directory_.path().string(), "device");
  }
  ErrorCode refusal() {
    const Status migrated = migrate();
    EXPECT_FALSE(migrated.ok());
    EXPECT_NE(migrated.ok() ? "" : migrated.error().detail, "");
    return migrated ? ErrorCode::internal : migrated.error().code;
  }
  ScratchDirectory directory_;
};

TEST_F(StoreMigration, goes_on_where_it_stopped) {
  write("0001_begin.sql", "-- c;\nCREATE TABLE a (x BIGINT);\n\nCREATE TABLE b (\n x BIGINT\n);\n");
  write("0002_more.sql", "CREATE TABLE c (x BIGINT);\nINSERT INTO nothing VALUES (1);\n");
  EXPECT_EQ(refusal(), ErrorCode::internal);
  write("0002_more.sql", "CREATE TABLE c (x BIGINT);\nINSERT INTO a VALUES (1);\n");
  EXPECT_TRUE(migrate().ok());
  EXPECT_TRUE(migrate().ok());
}

TEST_F(StoreMigration, a_newer_store_is_refused_by_name) {
  write("0001_begin.sql", "CREATE TABLE a (x BIGINT);\n");
  write("0002_more.sql", "CREATE TABLE b (x BIGINT);\n");
  ASSERT_TRUE(migrate().ok());
  std::filesystem::remove(directory_.file("0002_more.sql"));
  EXPECT_EQ(refusal(), ErrorCode::unsupported_version);
}

TEST_F(StoreMigration, missing_or_misnamed_files_are_a_matter_of_configuration) {
  EXPECT_EQ(refusal(), ErrorCode::configuration);
  write("0002_late.sql", "CREATE TABLE a (x BIGINT);\n");
  EXPECT_EQ(refusal(), ErrorCode::configuration);
  write("0001_empty.sql", "-- nothing\n");
  EXPECT_EQ(refusal(), ErrorCode::configuration);
  write("begin.sql", "CREATE TABLE a (x BIGINT);\n");
  EXPECT_EQ(refusal(), ErrorCode::configuration);
}

TEST_F(StoreMigration, a_servers_store_does_not_open_as_a_devices) {
  ASSERT_TRUE(sqlite::ServerStore::open({.path = directory_.file("store.db"),
                                         .migrations_directory = migrations_directory("server"),
                                         .busy_timeout_ms = 200,
                                         .vfs = {}})
                  .ok());
  write("0001_begin.sql", "CREATE TABLE a (x BIGINT);\n");
  EXPECT_EQ(refusal(), ErrorCode::configuration);
}

}  // namespace store_damage_test
}  // namespace lobby::tests
