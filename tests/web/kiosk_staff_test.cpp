// Goal: `lobby-kiosk pin` sets a PIN and repeats it nowhere, and what the program joins together
// for staff answers. Method: the real program with a PIN on its standard input; the wiring of the
// program over the directory of an enrolled kiosk.
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>

#include <gtest/gtest.h>
#include <unistd.h>

#include "app/common/staff_pin.h"
#include "app/kiosk/wiring.h"
#include "platform/openssl/pin_hash.h"
#include "platform/qr/writer.h"
#include "tests/fakes/rig.h"
#include "tests/fakes/ui_driver.h"

namespace lobby::tests {
namespace kiosk_staff_test {

namespace fs = std::filesystem;

class KioskStaff : public testing::Test {
 protected:
  void SetUp() override {
    fs::remove_all(data_);
    server_.start();
    enrol_device(server_, "Kiosk 1", protocol::DeviceRole::kiosk, data_);
  }
  void TearDown() override { fs::remove_all(data_); }

  ServerProcess server_;
  fs::path data_ = fs::temp_directory_path() / ("lobby-staffed-" + std::to_string(::getpid()));
};

TEST_F(KioskStaff, the_staff_pin_is_set_by_a_command_that_repeats_it_nowhere) {
  const fs::path program = fs::path(LOBBY_BINARY_DIR) / "bin" / "lobby-kiosk";
  const auto set = [&](const std::string& pin) {
    return run_program(
        {"/bin/sh", "-c",
         "echo " + pin + " | '" + program.string() + "' --data '" + data_.string() + "' pin"});
  };
  for (const char* refused : {"48291", "482913a", "111111"}) {
    const ProgramResult result = set(refused);
    EXPECT_EQ(result.status, 1) << result.output;
    EXPECT_NE(result.output.find("run the command again"), std::string::npos) << result.output;
    EXPECT_EQ(result.output.find(refused), std::string::npos) << result.output;
  }
  EXPECT_FALSE(fs::exists(data_ / "staff.pin"));
  const ProgramResult result = set("482913");
  EXPECT_EQ(result.status, 0) << result.output;
  EXPECT_EQ(fs::status(data_ / "staff.pin").permissions(),
            fs::perms::owner_read | fs::perms::owner_write);
  for (const auto& entry : fs::directory_iterator(data_)) {
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(file)),
                           std::istreambuf_iterator<char>());
    EXPECT_EQ(text.find("482913"), std::string::npos) << entry.path();
  }
  EXPECT_EQ(result.output.find("482913"), std::string::npos);
}

TEST_F(KioskStaff, staff_are_answered_by_the_programs_own_parts) {
  auto station =
      DeviceStation::open({.program = "lobby-kiosk", .data = data_, .assets = built_assets()});
  ASSERT_TRUE(station.ok()) << to_string(station.error());
  qr::Writer qr;
  kiosk::KioskParts parts = kiosk::parts_of(**station, qr, load_test_texts());
  const auto room = kiosk::open_staff_room(**station, data_, parts);
  const auto answer = [&](kiosk::StaffOrder order) {
    parts.staff.order(std::move(order));
    for (int tries = 0; tries < 5'000; ++tries) {
      for (kiosk::StaffNews& news : parts.staff.news->take()) {
        return std::move(news);
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    throw std::runtime_error("staff got no answer");
  };
  const flow::Moment now{UtcTime{1'796'000'000'000}, Duration{5}};
  const auto judged = [&](std::string pin) {
    return std::get<flow::PinJudged>(answer(kiosk::PinCheckOrder{std::move(pin), now}));
  };
  EXPECT_EQ(judged("482913").verdict, flow::PinVerdict::not_set);
  openssl::PinHash hash((*station)->entropy());
  ASSERT_TRUE(StaffPin({.data = data_, .hash = hash}).set("482913").ok());
  EXPECT_EQ(judged("482914").verdict, flow::PinVerdict::wrong);
  const flow::PinRecord record =
      std::get<flow::PinLooked>(answer(kiosk::PinLookOrder{now.wall})).record;
  EXPECT_TRUE(record.set);
  EXPECT_EQ(record.wrong, 1);
  EXPECT_EQ(judged("482913").verdict, flow::PinVerdict::right);
  const auto health = std::get<kiosk::MachineHealth>(answer(kiosk::MachineLookOrder{}));
  EXPECT_FALSE(health.has_printer);
  EXPECT_GT(health.disk_free_mb.value_or(0), 0);
  (*station)->log().warning("test", "a line for staff");
  ASSERT_FALSE(parts.staff.log().empty());
  EXPECT_EQ(parts.staff.log().back().text, "a line for staff");
  EXPECT_TRUE(parts.staff.log().back().trouble);
}

}  // namespace kiosk_staff_test
}  // namespace lobby::tests
