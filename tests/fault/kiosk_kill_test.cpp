// Goal: a kiosk killed between the commit and the QR loses nothing. Method: a child process runs
// the real kiosk on a real store and is killed with SIGKILL by its own nudge, which comes after
// the commit and before the ticket is shown; the parent looks at what is left.
#include <csignal>
#include <filesystem>

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/common/text_loader.h"
#include "app/kiosk/wiring.h"
#include "tests/fakes/kiosk_order.h"
#include "tests/fakes/rig.h"

namespace lobby::tests {
namespace kiosk_kill_test {

namespace fs = std::filesystem;

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
  place_order(kiosk, {});
  _exit(4);  // only reached when nothing was committed
}

class KilledKiosk : public testing::Test {
 protected:
  void SetUp() override {
    root_ = fs::temp_directory_path() / ("lobby-kill-" + std::to_string(::getpid()));
    fs::remove_all(root_);
    server_.start();
    enrol_device(server_, "Kiosk 1", protocol::DeviceRole::kiosk, root_ / "kiosk");
    KioskRig rig({.data = root_ / "kiosk"});
    rig.wait_for_contact();
  }
  void TearDown() override { fs::remove_all(root_); }

  void kill_after_commit() {
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      run_kiosk_until_killed(root_ / "kiosk");
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status)) << "the child ended with " << WEXITSTATUS(status);
  }

  ServerProcess server_;
  fs::path root_;
};

TEST_F(KilledKiosk, booking_is_kept_for_reprint_and_synced_once) {
  kill_after_commit();
  KioskRig rig({.data = root_ / "kiosk"});
  const auto unseen = rig.station().store().unseen_tickets();
  ASSERT_TRUE(unseen.ok());
  ASSERT_EQ(unseen->size(), 1U);
  EXPECT_TRUE(ticket::parse_ticket(unseen->front().ticket_text).ok());
  rig.wait_for_contact();
  rig.wait_until_sent();

  enrol_device(server_, "Desk 1", protocol::DeviceRole::desk, root_ / "desk");
  auto desk = DeviceStation::open(
      {.program = "lobby-desk", .data = root_ / "desk", .assets = built_assets()});
  ASSERT_TRUE(desk.ok()) << to_string(desk.error());
  (*desk)->start_sync([] {});
  const ticket::BookingCode code = unseen->front().code;
  wait_until("the booking to reach the desk", [&] {
    const auto booking = (*desk)->store().booking(code);
    return booking.ok() && booking->has_value();
  });
  const auto all = (*desk)->store().bookings_between(UtcTime{0}, UtcTime{INT64_MAX});
  ASSERT_TRUE(all.ok());
  EXPECT_EQ(all->size(), 1U);
  (*desk)->stop_sync();
}

}  // namespace kiosk_kill_test
}  // namespace lobby::tests
