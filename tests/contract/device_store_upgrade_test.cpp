// Goal: a kiosk of a version before seals loses nothing by the upgrade: what was not answered is
// sent as it was committed, and no guest stays in the clear once there is an answer. Method: a
// store made by the first two migrations and filled as that version did, then opened by this one.
#include <filesystem>

#include "core/protocol/codec.h"
#include "platform/sqlite/checksum.h"
#include "platform/sqlite/migration.h"
#include "tests/contract/device_store_kinds.h"

namespace lobby::tests {
namespace {

namespace fs = std::filesystem;

constexpr int pending = 0;
constexpr int answered = 1;

std::string name_of_guest(std::uint64_t number) {
  return "Unsealed Guest " + std::to_string(number);
}

class DeviceStoreUpgrade : public testing::Test {
 protected:
  void SetUp() override {
    const fs::path old_migrations = directory_.path() / "migrations";
    fs::create_directory(old_migrations);
    for (const char* file : {"0001_begin.sql", "0002_epochs.sql"}) {
      fs::copy_file(fs::path(migrations_directory("device")) / file, old_migrations / file);
    }
    auto database = sqlite::Database::open(
        {.path = directory_.file("device.db"), .secure_delete = true, .vfs = {}});
    ASSERT_TRUE(database.ok());
    ASSERT_TRUE(sqlite::migrate(**database, old_migrations.string(), "device").ok());
    const port::DeviceIdentity self = kiosk_identity();
    ASSERT_TRUE(
        (*database)
            ->run("INSERT INTO identity (one, device_id, name, role, site_id, epoch, last_sequence)"
                  " VALUES (1, ?1, ?2, 0, ?3, 1, 4)",
                  self.device, self.name, self.site)
            .ok());
    commit(**database, 1, pending, false);
    commit(**database, 2, pending, true);
    commit(**database, 3, answered, false);
    commit(**database, 4, answered, true);
  }

  static protocol::Operation operation(std::uint64_t number, bool named = true) {
    booking::Booking booking = requested_booking(number, {{night(1), 1}});
    booking.guest.name = name_of_guest(number);
    if (!named) {
      booking.guest = {};
    }
    const port::DeviceIdentity self = kiosk_identity();
    return {.id = id_of<OperationId>(number),
            .site = self.site,
            .device = self.device,
            .sequence = static_cast<std::int64_t>(number),
            .device_time = {1'795'000'000'000},
            .clock_offset = std::nullopt,
            .payload = protocol::PlaceBooking{booking, {}}};
  }
  // What was answered and forgotten was overwritten then.
  static void commit(sqlite::Database& database, std::uint64_t number, int state, bool forgotten) {
    const protocol::Operation made = operation(number, state == pending || !forgotten);
    const std::string content = protocol::to_json(made);
    ASSERT_TRUE(database
                    .run("INSERT INTO operations (position, operation_id, booking_id, device_time,"
                         " state, attempts, next_attempt, forgotten)"
                         " VALUES (?1, ?2, ?3, ?4, ?5, 0, 0, ?6)",
                         made.sequence, made.id, id_of<BookingId>(number), made.device_time, state,
                         forgotten ? 1 : 0)
                    .ok());
    ASSERT_TRUE(database
                    .run("INSERT INTO contents (position, checksum, content) VALUES (?1, ?2, ?3)",
                         made.sequence, sqlite::checksum_of(content), content)
                    .ok());
  }
  std::vector<protocol::Operation> outbox(port::DeviceStore& store) {
    std::vector<protocol::Operation> found;
    const auto due = store.due_operations({1'796'000'000'000}, {10});
    EXPECT_TRUE(due.ok());
    for (const port::OutboxEntry& entry : *due) {
      found.push_back(entry.operation);
    }
    return found;
  }
  bool holds(std::uint64_t number) {
    return kind_.copies_of(name_of_guest(number), directory_) > 0;
  }

  const ScratchDirectory directory_;
  SqliteDeviceKind kind_;
};

TEST_F(DeviceStoreUpgrade, what_was_not_answered_is_sent_as_it_was_committed) {
  const auto store = kind_.open(directory_);
  ASSERT_NE(store, nullptr);
  EXPECT_EQ(outbox(*store), (std::vector{operation(1), operation(2)}));
  EXPECT_EQ(outbox(*kind_.open(directory_)), (std::vector{operation(1), operation(2)}));
}

TEST_F(DeviceStoreUpgrade, no_guest_stays_in_the_clear_once_there_is_an_answer) {
  EXPECT_TRUE(holds(3));
  auto store = kind_.open(directory_);
  ASSERT_NE(store, nullptr);
  EXPECT_TRUE(holds(1));
  EXPECT_TRUE(holds(2));
  EXPECT_FALSE(holds(3));
  EXPECT_FALSE(holds(4));
  ASSERT_TRUE(store->settle({applied(id_of<OperationId>(1))}, 1).ok());
  EXPECT_FALSE(holds(1));
  EXPECT_TRUE(holds(2));
  ASSERT_TRUE(store->settle({refused(id_of<OperationId>(2), ErrorCode::wrong_site)}, 1).ok());
  EXPECT_FALSE(holds(2));
  EXPECT_EQ(store->outbox_summary()->refused, 1);
  store = kind_.open(directory_);
  EXPECT_EQ(kind_.copies_of("Unsealed Guest", directory_), 0);
}

TEST_F(DeviceStoreUpgrade, the_device_goes_on_where_it_was) {
  const auto store = kind_.open(directory_);
  ASSERT_NE(store, nullptr);
  ASSERT_TRUE(
      store->commit_booking(placing(requested_booking(5, {{night(1), 1}}), 5), "HTTPS://X").ok());
  const std::vector<protocol::Operation> found = outbox(*store);
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found.back().sequence, 5);
  EXPECT_TRUE(std::get<protocol::PlaceBooking>(found.back().payload).is_sealed());
}

}  // namespace
}  // namespace lobby::tests
