// Goal: `lobby-kiosk --check` says of each thing whether it is there, and what to do where it is
// not; it ends with 1 only where guests could not book. Method: the real programs, with the server
// there, gone, and with what a kiosk needs taken away.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>

#include <gtest/gtest.h>
#include <unistd.h>

#include "tests/fakes/rig.h"

namespace lobby::tests {
namespace {

namespace fs = std::filesystem;

class KioskCheck : public testing::Test {
 protected:
  void SetUp() override {
    fs::remove_all(data_);
    server_.start();
    enrol_device(server_, "Kiosk 1", protocol::DeviceRole::kiosk, data_);
  }
  void TearDown() override { fs::remove_all(data_); }

  ProgramResult check(const fs::path& assets = built_assets()) {
    const fs::path program = fs::path(LOBBY_BINARY_DIR) / "bin" / "lobby-kiosk";
    return run_program(
        {program.string(), "--data", data_.string(), "--assets", assets.string(), "--check"});
  }
  // What the line about this says; nothing where there is none.
  static std::string line(const ProgramResult& result, const std::string& what) {
    std::istringstream lines(result.output);
    for (std::string one; std::getline(lines, one);) {
      if (one.size() > 8 && one.substr(8).starts_with(what + " ")) {
        return one;
      }
    }
    return {};
  }

  ServerProcess server_;
  fs::path data_ = fs::temp_directory_path() / ("lobby-check-" + std::to_string(::getpid()));
};

TEST_F(KioskCheck, a_kiosk_that_has_what_it_needs_is_told_so) {
  const ProgramResult result = check();
  EXPECT_EQ(result.status, 0) << result.output;
  for (const char* what : {"fonts", "texts", "device", "screen", "disk", "server", "clock", "store",
                           "catalogue", "pictures", "pinyin"}) {
    EXPECT_TRUE(line(result, what).starts_with("ok ")) << result.output;
  }
  // A build machine may have none of these; then it says what to do.
  for (const char* what : {"speech", "keypad", "printer"}) {
    const std::string said = line(result, what);
    EXPECT_TRUE(said.starts_with("ok ") || said.starts_with("lacks ")) << result.output;
  }
}

TEST_F(KioskCheck, a_server_that_is_away_stops_nothing) {
  ASSERT_EQ(check().status, 0);  // it has its catalogue now
  server_.stop();
  const ProgramResult result = check();
  EXPECT_EQ(result.status, 0) << result.output;
  EXPECT_TRUE(line(result, "server").starts_with("lacks ")) << result.output;
  EXPECT_NE(line(result, "server").find("look at the network"), std::string::npos);
}

TEST_F(KioskCheck, without_pinyin_names_are_latin_and_guests_can_book) {
  const fs::path assets = data_.string() + "-assets";
  fs::create_directories(assets);
  for (const auto& entry : fs::directory_iterator(built_assets())) {
    if (entry.path().filename() != "ime") {
      fs::create_symlink(entry.path(), assets / entry.path().filename());
    }
  }
  const ProgramResult result = check(assets);
  fs::remove_all(assets);
  EXPECT_EQ(result.status, 0) << result.output;
  const std::string said = line(result, "pinyin");
  EXPECT_TRUE(said.starts_with("lacks ")) << result.output;
  EXPECT_NE(said.find("lobby_pinyin.schema.yaml is missing"), std::string::npos) << said;
  EXPECT_NE(said.find("Latin letters"), std::string::npos) << said;
}

TEST_F(KioskCheck, a_printer_that_is_off_is_named_and_stops_nothing) {
  std::ofstream(data_ / "device.toml", std::ios::app)
      << "\n[printer]\nqueue = \"ipp://localhost:1/ipp/print\"\n";
  const ProgramResult result = check();
  EXPECT_EQ(result.status, 0) << result.output;
  EXPECT_TRUE(line(result, "printer").starts_with("lacks ")) << result.output;
  EXPECT_NE(line(result, "printer").find("switch it on"), std::string::npos) << result.output;
}

TEST_F(KioskCheck, what_stops_guests_is_named_with_its_remedy) {
  std::string settings;
  {
    std::ifstream file(data_ / "device.toml");
    settings.assign(std::istreambuf_iterator<char>(file), {});
  }
  const std::size_t at = settings.find("diagonal_mm = ");
  ASSERT_NE(at, std::string::npos) << settings;
  settings.replace(at, settings.find('\n', at) - at, "diagonal_mm = 200");
  std::ofstream(data_ / "device.toml") << settings;
  const ProgramResult small = check();
  EXPECT_EQ(small.status, 1);
  EXPECT_NE(line(small, "screen").find("BROKEN"), std::string::npos) << small.output;
  EXPECT_NE(line(small, "screen").find("at least 20 mm"), std::string::npos) << small.output;

  fs::remove_all(data_);
  const ProgramResult nothing = check();
  EXPECT_EQ(nothing.status, 1);
  EXPECT_TRUE(line(nothing, "device").starts_with("BROKEN ")) << nothing.output;
}

}  // namespace
}  // namespace lobby::tests
