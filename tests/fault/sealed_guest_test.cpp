// Goal: a stolen kiosk names no guest. Method: a real kiosk on a real store takes an order with a
// planted name, phone and wish; then every byte of every file of its directory is searched for
// them, as text, UTF-16, hexadecimal and Base64: on the ticket screen, after it, after SIGKILL and
// after the booking was sent. The server must find them in the booking, with an earlier key too.
#include <algorithm>
#include <cctype>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <set>

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/common/text_loader.h"
#include "app/kiosk/wiring.h"
#include "core/base/text.h"
#include "core/protocol/codec.h"
#include "platform/sqlite/checksum.h"
#include "platform/sqlite/database.h"
#include "platform/sqlite/device_store.h"
#include "platform/sqlite/server_store.h"
#include "tests/fakes/kiosk_order.h"
#include "tests/fakes/rig.h"
#include "tests/fakes/sample.h"
#include "tests/fakes/store_facts.h"

namespace lobby::tests {
namespace sealed_guest_test {

namespace fs = std::filesystem;

const KioskOrder order{.phone = "13987651234",
                       .name = "Zephyrine Quillfeather",
                       .note = NoteId::literal("late-arrival")};
// The wish as a booking would hold it: its id alone stands in the catalogue.
constexpr std::string_view told_wish = "[\"late-arrival\"]";

std::string bytes_of(const fs::path& file) {
  std::ifstream input(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(input), {}};
}

// How a text may lie in a file; without its ends where these depend on what stands beside them.
std::vector<std::string> forms_of(std::string_view text) {
  std::string little;
  std::string big;
  for (const char c : text) {
    little += {c, '\0'};
    big += {'\0', c};
  }
  const Bytes bytes(text.begin(), text.end());
  const std::string hex = hex_text(bytes);
  std::string upper = hex;
  std::ranges::transform(upper, upper.begin(),
                         [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  std::vector<std::string> forms{std::string(text), little, big, hex, upper};
  for (std::size_t before = 0; before < 3; ++before) {
    Bytes shifted(before, 0);
    shifted.insert(shifted.end(), bytes.begin(), bytes.end());
    const std::string coded = base64_text(shifted);
    forms.push_back(coded.substr(4, coded.size() - 8));
  }
  return forms;
}

// "device.db-wal holds 13987651234"; empty where nothing is found.
std::set<std::string> traces_in(const fs::path& directory) {
  std::set<std::string> traces;
  for (const auto& entry : fs::recursive_directory_iterator(directory)) {
    const std::string bytes = entry.is_regular_file() ? bytes_of(entry.path()) : std::string();
    for (const std::string& told :
         {order.name, std::string("Quillfeather"), order.phone, std::string(told_wish)}) {
      for (const std::string& form : forms_of(told)) {
        if (bytes.find(form) != std::string::npos) {
          traces.insert(entry.path().filename().string() + " holds " + told);
        }
      }
    }
  }
  return traces;
}

[[noreturn]] void run_kiosk_until_killed(const fs::path& data) {
  auto station =
      DeviceStation::open({.program = "lobby-kiosk", .data = data, .assets = built_assets()});
  auto texts = load_texts(built_assets());
  if (!station || !texts) {
    _exit(3);
  }
  qr::Writer qr;
  kiosk::KioskParts parts = kiosk::parts_of(**station, qr, *texts);
  parts.nudge = [] { ::kill(::getpid(), SIGKILL); };
  kiosk::Kiosk kiosk(std::move(parts), (*station)->clock());
  place_order(kiosk, order);
  _exit(4);  // only reached when nothing was committed
}

class SealedGuest : public testing::Test {
 protected:
  void SetUp() override {
    server_.start();
    enrol_device(server_, "Kiosk 1", protocol::DeviceRole::kiosk, data_);
  }

  const ScratchDirectory directory_;
  const fs::path data_ = directory_.path() / "kiosk";
  ServerProcess server_;

  // Sells while the server is down, changes what is at the server, then sends.
  BookingId sold_before(const std::function<void()>& change) {
    KioskRig rig({.data = data_});
    rig.wait_for_contact();
    server_.stop();
    place_order(rig.kiosk(), order);
    rig.settle();
    const auto& issued = rig.kiosk().state().issued;
    EXPECT_TRUE(issued.has_value());
    change();
    server_.start();
    rig.wait_until_sent();
    return issued ? issued->booking.id : BookingId{};
  }
  // A request as an older version left it in the outbox, after migration.
  BookingId commit_unsealed() {
    const auto store =
        sqlite::DeviceStore::open({.path = (data_ / "device.db").string(),
                                   .migrations_directory = migrations_directory("device"),
                                   .vfs = {}});
    EXPECT_TRUE(store.ok());
    const port::DeviceIdentity self = **(*store)->identity();
    booking::Booking booking =
        sample_booking({.selection = king_stay(LocalDate::of(2026, 12, 11), 1),
                        .device = self.device,
                        .as_request = true});
    booking.guest = {order.name, order.phone, {*order.note}, "en"};
    protocol::Operation operation =
        sample_operation(self.device, 1, protocol::PlaceBooking{booking, {}});
    const std::string content = protocol::to_json(operation);
    const auto database =
        sqlite::Database::open({.path = (data_ / "device.db").string(), .vfs = {}});
    EXPECT_TRUE(database.ok());
    EXPECT_TRUE((*database)
                    ->run("INSERT INTO operations (position, operation_id, booking_id, device_time,"
                          " state, attempts, next_attempt, unsealed)"
                          " VALUES (1, ?1, ?2, ?3, 0, 0, 0, 1)",
                          operation.id, booking.id, operation.device_time)
                    .ok());
    EXPECT_TRUE((*database)
                    ->run("INSERT INTO contents (position, checksum, content) VALUES (1, ?1, ?2)",
                          sqlite::checksum_of(content), content)
                    .ok());
    EXPECT_TRUE((*database)->run("UPDATE identity SET last_sequence = 1").ok());
    return booking.id;
  }
  // What the server has of a booking, read beside the running server.
  booking::Booking booking_at_server(BookingId id) {
    const auto store =
        sqlite::ServerStore::open({.path = (server_.data() / "lobby.db").string(),
                                   .migrations_directory = migrations_directory("server"),
                                   .vfs = {}});
    EXPECT_TRUE(store.ok());
    booking::Booking found;
    const Status read = (*store)->read(site, [&](port::ServerTransaction& from) -> Status {
      const auto booking = from.booking(id);
      if (!booking) {
        return booking.error();
      }
      found = booking->value_or(booking::Booking{});
      return done();
    });
    EXPECT_TRUE(read.ok());
    return found;
  }
  void expect_guest_at_server(BookingId id) {
    const guest::GuestDetails found = booking_at_server(id).guest;
    EXPECT_EQ(found.name, order.name);
    EXPECT_EQ(found.phone, order.phone);
    EXPECT_EQ(found.notes, std::vector{*order.note});
    // The search finds what is there to be found.
    server_.stop();
    EXPECT_GE(traces_in(server_.data()).size(), 4U);
  }
};

TEST_F(SealedGuest, no_file_of_a_kiosk_names_one_at_any_time) {
  KioskRig rig({.data = data_});
  rig.wait_for_contact();
  server_.stop();
  place_order(rig.kiosk(), order);
  rig.settle();
  ASSERT_EQ(rig.kiosk().state().screen, flow::KioskScreen::ticket);
  const BookingId id = rig.kiosk().state().issued->booking.id;
  EXPECT_EQ(rig.kiosk().state().issued->booking.guest.name, order.name);
  EXPECT_EQ(traces_in(data_), std::set<std::string>{});
  EXPECT_TRUE(file_holds((data_ / "device.db-wal").string(), "\"sealed_guest\":"));
  EXPECT_TRUE(fs::exists(data_ / "lobby-kiosk.log"));
  EXPECT_FALSE(fs::exists(data_ / "seal.key.pem"));

  rig.kiosk().take(flow::NextTouched{});
  rig.settle();
  ASSERT_EQ(rig.kiosk().state().screen, flow::KioskScreen::attract);
  EXPECT_EQ(traces_in(data_), std::set<std::string>{});

  server_.start();
  rig.wait_until_sent();
  EXPECT_EQ(traces_in(data_), std::set<std::string>{});
  expect_guest_at_server(id);
}

TEST_F(SealedGuest, nor_does_a_kiosk_that_was_killed_after_the_commit) {
  {
    KioskRig rig({.data = data_});
    rig.wait_for_contact();
  }
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    run_kiosk_until_killed(data_);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFSIGNALED(status)) << "the child ended with " << WEXITSTATUS(status);
  EXPECT_TRUE(file_holds((data_ / "device.db-wal").string(), "\"sealed_guest\":"));
  EXPECT_EQ(traces_in(data_), std::set<std::string>{});

  KioskRig rig({.data = data_});
  const auto unseen = rig.station().store().unseen_tickets();
  ASSERT_TRUE(unseen.ok());
  ASSERT_EQ(unseen->size(), 1U);
  rig.wait_until_sent();
  EXPECT_EQ(traces_in(data_), std::set<std::string>{});
  expect_guest_at_server(unseen->front().id);
}

TEST_F(SealedGuest, is_read_by_a_server_whose_key_has_changed_since) {
  const BookingId id = sold_before([&] {
    const fs::path earlier = server_.data() / "seal.earlier";
    fs::create_directory(earlier);
    fs::rename(server_.data() / "seal.pem", earlier / "1.pem");
    fs::rename(server_.data() / "seal.key.pem", earlier / "1.key.pem");
  });
  expect_guest_at_server(id);
}

TEST_F(SealedGuest, to_a_lost_key_costs_no_booking_and_is_told_to_staff) {
  const BookingId id = sold_before([&] {
    fs::remove(server_.data() / "seal.pem");
    fs::remove(server_.data() / "seal.key.pem");
  });
  EXPECT_EQ(booking_at_server(id).guest, guest::GuestDetails{});
  EXPECT_EQ(booking_at_server(id).state, booking::BookingState::confirmed);
  const std::string tasks = server_.run({"tasks"});
  EXPECT_NE(tasks.find("not_found"), std::string::npos) << tasks;
  EXPECT_NE(tasks.find("sealed to a key that is not here"), std::string::npos) << tasks;
  EXPECT_TRUE(file_holds((data_ / "device.db").string(), "\"sealed_guest\":"));
}

TEST_F(SealedGuest, from_a_version_before_seals_is_sent_as_committed_and_then_forgotten) {
  fs::remove(data_ / "seal.pem");
  const BookingId id = commit_unsealed();
  EXPECT_GE(traces_in(data_).size(), 4U);
  {
    KioskRig rig({.data = data_});
    rig.wait_for_contact();
    rig.wait_until_sent();
    EXPECT_EQ(traces_in(data_), std::set<std::string>{});
  }
  EXPECT_EQ(traces_in(data_), std::set<std::string>{});
  expect_guest_at_server(id);
}

TEST_F(SealedGuest, a_device_without_a_certificate_asks_for_it_and_does_not_open_before) {
  const auto outcome = [&] {
    const auto station =
        DeviceStation::open({.program = "lobby-kiosk", .data = data_, .assets = built_assets()});
    return station ? "opened" : to_string(station.error());
  };
  EXPECT_EQ(outcome(), "opened");
  fs::remove(data_ / "seal.pem");
  server_.stop();
  EXPECT_TRUE(outcome().starts_with("unavailable: ")) << outcome();
  EXPECT_NE(outcome().find("starts once its server answers"), std::string::npos) << outcome();
  EXPECT_FALSE(fs::exists(data_ / "seal.pem"));
  server_.start();
  EXPECT_EQ(outcome(), "opened");
  EXPECT_EQ(bytes_of(data_ / "seal.pem"), bytes_of(server_.data() / "seal.pem"));
  fs::remove(data_ / "seal.pem");
  fs::copy_file(data_ / "certificate.pem", data_ / "seal.pem");  // the authority's, but no seal
  EXPECT_TRUE(outcome().starts_with("bad_signature: ")) << outcome();
  EXPECT_NE(outcome().find("remove it"), std::string::npos) << outcome();
}

TEST(SealTraces, are_found_in_every_form) {
  const ScratchDirectory directory;
  const std::string text = "beside " + order.phone + " it";
  const Bytes bytes(text.begin(), text.end());
  for (const std::string& form : forms_of(order.phone)) {
    std::ofstream(directory.file("file"), std::ios::binary) << "before" << form << "after";
    EXPECT_EQ(traces_in(directory.path()).size(), 1U) << form;
  }
  for (std::size_t before = 0; before < 3; ++before) {
    std::ofstream(directory.file("file"), std::ios::binary)
        << base64_text(std::span(bytes).subspan(before));
    EXPECT_EQ(traces_in(directory.path()).size(), 1U) << before;
  }
}

}  // namespace sealed_guest_test
}  // namespace lobby::tests
