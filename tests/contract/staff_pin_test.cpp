// Goal: the PIN of a kiosk's staff is in files that others cannot read, wrong ones are counted over
// restarts, and a lock is a lock. Method: a directory of its own, a plain hash, the clock of the
// test; a restart is another object.
#include "app/common/staff_pin.h"

#include <filesystem>
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/fakes/plain_pin.h"

namespace lobby::tests {
namespace staff_pin_test {

namespace fs = std::filesystem;
using flow::PinVerdict;

constexpr std::string_view right_pin = "482913";
constexpr std::string_view wrong_pin = "482914";

class StaffPinFiles : public testing::Test {
 protected:
  void SetUp() override {
    fs::remove_all(data_);
    fs::create_directories(data_);
    restart();
  }
  void TearDown() override { fs::remove_all(data_); }

  void restart() {
    pin_.emplace(
        StaffPinOptions{.data = data_, .hash = hash_, .on_fault = [this](const Error& error) {
                          faults_.push_back(to_string(error));
                        }});
  }
  PinVerdict check(std::string_view typed) { return pin_->check(typed, now_).verdict; }
  std::string read(const char* name) {
    std::ifstream file(data_ / name);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  }

  fs::path data_ = fs::temp_directory_path() / ("lobby-pin-" + std::to_string(::getpid()));
  PlainPin hash_;
  UtcTime now_{1'796'000'000'000};
  std::vector<std::string> faults_;
  std::optional<StaffPin> pin_;
};

TEST_F(StaffPinFiles, without_a_pin_nobody_gets_in) {
  EXPECT_FALSE(pin_->record(now_).set);
  EXPECT_EQ(check("000000"), PinVerdict::not_set);
  EXPECT_TRUE(faults_.empty());
}

TEST_F(StaffPinFiles, what_is_no_pin_is_refused_by_name_and_not_repeated) {
  for (const char* text :
       {"", "12345", "1234567", "12345a", "１２３４５６", "111111", "123456", "987654"}) {
    const Status set = pin_->set(text);
    ASSERT_FALSE(set.ok()) << text;
    EXPECT_EQ(set.error().code, ErrorCode::malformed);
    EXPECT_NE(set.error().detail.find("run the command again"), std::string::npos);
  }
  EXPECT_FALSE(fs::exists(data_ / "staff.pin"));
}

TEST_F(StaffPinFiles, the_pin_is_one_line_that_only_its_owner_reads) {
  ASSERT_TRUE(pin_->set(right_pin).ok());
  EXPECT_EQ(read("staff.pin"), "plain$319284\n");
  for (const char* name : {"staff.pin", "staff.attempts"}) {
    struct stat facts{};
    ASSERT_EQ(::stat((data_ / name).c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777U, 0600U) << name;
  }
  EXPECT_EQ(check(right_pin), PinVerdict::right);
}

TEST_F(StaffPinFiles, the_fifth_wrong_one_locks_and_each_further_one_for_twice_as_long) {
  ASSERT_TRUE(pin_->set(right_pin).ok());
  for (int times = 0; times < 4; ++times) {
    EXPECT_EQ(check(wrong_pin), PinVerdict::wrong);
  }
  EXPECT_EQ(flow::pins_left(pin_->record(now_)), 1);
  for (const std::int64_t seconds : {60, 120, 240, 480, 900, 900}) {
    EXPECT_EQ(check(wrong_pin), PinVerdict::wrong);
    EXPECT_EQ(check(right_pin), PinVerdict::locked);
    now_ = now_ + Duration::seconds(seconds) - Duration{1};
    EXPECT_EQ(check(right_pin), PinVerdict::locked) << seconds;
    now_ = now_ + Duration{1};
  }
  EXPECT_EQ(check(right_pin), PinVerdict::right);
  EXPECT_EQ(pin_->record(now_).wrong, 0);
}

TEST_F(StaffPinFiles, a_restart_forgives_nothing) {
  ASSERT_TRUE(pin_->set(right_pin).ok());
  for (int times = 0; times < 5; ++times) {
    restart();
    EXPECT_EQ(check(wrong_pin), PinVerdict::wrong);
  }
  restart();
  EXPECT_EQ(check(right_pin), PinVerdict::locked);
}

TEST_F(StaffPinFiles, a_clock_that_was_set_back_locks_no_longer_than_meant) {
  ASSERT_TRUE(pin_->set(right_pin).ok());
  for (int times = 0; times < 5; ++times) {
    check(wrong_pin);
  }
  now_ = now_ - Duration::days(300);
  EXPECT_EQ(check(right_pin), PinVerdict::locked);
  EXPECT_EQ(pin_->record(now_).locked_until, now_ + Duration::seconds(60));
}

TEST_F(StaffPinFiles, another_pin_forgives_and_replaces) {
  ASSERT_TRUE(pin_->set(right_pin).ok());
  for (int times = 0; times < 5; ++times) {
    check(wrong_pin);
  }
  ASSERT_TRUE(StaffPin({.data = data_, .hash = hash_}).set("730518").ok());  // another process
  EXPECT_EQ(check(right_pin), PinVerdict::wrong);
  EXPECT_EQ(check("730518"), PinVerdict::right);
}

TEST_F(StaffPinFiles, damaged_files_are_told_and_let_nobody_in) {
  ASSERT_TRUE(pin_->set(right_pin).ok());
  std::ofstream(data_ / "staff.attempts") << "many\n";
  EXPECT_EQ(pin_->record(now_).wrong, flow::wrong_pins_free);
  ASSERT_FALSE(faults_.empty());
  std::ofstream(data_ / "staff.pin") << "??\n";
  faults_.clear();
  EXPECT_EQ(check(right_pin), PinVerdict::unreadable);
  EXPECT_FALSE(faults_.empty());
}

TEST_F(StaffPinFiles, an_attempt_counts_before_the_pin_is_looked_at) {
  ASSERT_TRUE(pin_->set(right_pin).ok());
  std::ofstream(data_ / "staff.attempts") << "4 0\n";
  // A program that ended within the check has left what was written before it.
  class Watching final : public port::PinHash {
   public:
    explicit Watching(fs::path file) : file_(std::move(file)) {}
    Result<std::string> make(std::string_view) override { return std::string(); }
    Result<bool> matches(std::string_view, std::string_view) override {
      std::ifstream file(file_);
      std::getline(file, seen);
      return true;
    }
    std::string seen;

   private:
    fs::path file_;
  };
  Watching hash(data_ / "staff.attempts");
  EXPECT_EQ(StaffPin({.data = data_, .hash = hash}).check(right_pin, now_).verdict,
            PinVerdict::right);
  EXPECT_TRUE(hash.seen.starts_with("5 ")) << hash.seen;
}

}  // namespace staff_pin_test
}  // namespace lobby::tests
