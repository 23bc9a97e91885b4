// Zones, clock, entropy, log and signals of the real machine.
// Method: known offsets of known dates; a log in a temporary folder; signals raised at ourselves.
#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/system/files.h"
#include "platform/system/log.h"
#include "platform/system/login.h"
#include "platform/system/posix_rule.h"
#include "platform/system/process.h"
#include "platform/system/system_clock.h"
#include "platform/system/system_entropy.h"
#include "platform/system/zone_rules.h"

namespace lobby::system {
namespace {

std::int64_t offset_minutes(const ZoneRules& zone, LocalDate date) {
  const std::int64_t wall_ms = std::int64_t{date.days()} * 86'400'000 + 12 * 3'600'000;
  return (wall_ms - zone.to_utc({date, 720}).ms) / 60'000;
}

TEST(LoginName, is_the_person_behind_sudo_else_whose_process_it_is) {
  ::unsetenv("SUDO_USER");
  const std::string own = login_name();
  EXPECT_FALSE(own.empty());
  ::setenv("SUDO_USER", "m.example", 1);
  EXPECT_EQ(login_name(), "m.example");
  ::setenv("SUDO_USER", "", 1);
  EXPECT_EQ(login_name(), own);
  ::unsetenv("SUDO_USER");
}

TEST(LoadZone, offsets_hold_also_after_the_years_the_database_lists) {
  struct Case {
    std::string_view zone;
    std::int64_t january;
    std::int64_t july;
  };
  const Case cases[] = {
      {"Asia/Shanghai", 480, 480},
      {"Europe/Berlin", 60, 120},
      {"America/New_York", -300, -240},
      {"Europe/Dublin", 0, 60},
      {"Australia/Lord_Howe", 660, 630},
      {"Asia/Kolkata", 330, 330},
      {"UTC", 0, 0},
  };
  for (const Case& expected : cases) {
    const Result<ZoneRules> zone = load_zone(expected.zone);
    ASSERT_TRUE(zone) << to_string(zone.error());
    EXPECT_EQ(zone->name(), expected.zone);
    for (const int year : {2010, 2026, 2037, 2038, 2060}) {
      EXPECT_EQ(offset_minutes(*zone, LocalDate::of(year, 1, 15)), expected.january)
          << expected.zone << " " << year;
      EXPECT_EQ(offset_minutes(*zone, LocalDate::of(year, 7, 15)), expected.july)
          << expected.zone << " " << year;
    }
  }
}

TEST(LoadZone, an_unknown_zone_is_named) {
  for (const std::string_view name : {"Asia/Yunting", "", "../../etc/passwd", "Asia"}) {
    const Result<ZoneRules> zone = load_zone(name);
    ASSERT_FALSE(zone) << name;
    EXPECT_EQ(zone.error().code, ErrorCode::not_found);
  }
}

TEST(PosixRule, the_forms_of_the_database_are_understood) {
  for (const std::string_view rule :
       {"CST-8", "CET-1CEST,M3.5.0,M10.5.0/3", "EST5EDT,M3.2.0,M11.1.0", "<+0330>-3:30",
        "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0",
        "IST-1GMT0,M10.5.0,M3.5.0/1", "EET-2EEST,M3.4.4/50,M10.4.4/50"}) {
    EXPECT_TRUE(transitions_of(rule, 2040, 2041)) << rule;
  }
  const auto berlin = transitions_of("CET-1CEST,M3.5.0,M10.5.0/3", 2040, 2040);
  ASSERT_EQ(berlin->size(), 2U);
  // 25 March and 28 October 2040, 01:00 UTC.
  EXPECT_EQ((*berlin)[0].from.ms / 60'000,
            std::int64_t{LocalDate::of(2040, 3, 25).days()} * 1'440 + 60);
  EXPECT_EQ((*berlin)[1].from.ms / 60'000,
            std::int64_t{LocalDate::of(2040, 10, 28).days()} * 1'440 + 60);
}

TEST(PosixRule, anything_else_is_refused) {
  for (const std::string_view rule :
       {"", "CET", "CET-", "-1", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,J60,J300",
        "CET-1CEST,M13.5.0,M10.5.0", "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M3.5.7,M10.5.0",
        "CET-1CEST,M3.5.0,M10.5.0/3x", "<CET-1", "CET-999"}) {
    EXPECT_FALSE(transitions_of(rule, 2040, 2041)) << rule;
  }
}

TEST(SystemClock, boot_time_never_goes_back_and_wall_time_is_of_this_age) {
  SystemClock clock;
  const Duration first = clock.boot_time();
  EXPECT_GE(clock.boot_time(), first);
  EXPECT_GT(clock.now().ms, std::int64_t{LocalDate::of(2024, 1, 1).days()} * 86'400'000);
}

TEST(SystemEntropy, two_fills_differ_and_an_empty_one_returns) {
  SystemEntropy entropy;
  std::array<std::uint8_t, 300> one{};
  std::array<std::uint8_t, 300> other{};
  entropy.fill(one);
  entropy.fill(other);
  EXPECT_NE(one, other);
  entropy.fill({});
}

class SystemLog : public testing::Test {
 protected:
  SystemLog() {
    std::string pattern = testing::TempDir() + "lobby-log-XXXXXX";
    folder_ = ::mkdtemp(pattern.data());
  }
  ~SystemLog() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path folder_;
};

TEST_F(SystemLog, an_event_is_one_line_whatever_its_text) {
  const std::string file = folder_ / "kiosk.log";
  const Result<Log> log = Log::open({.program = "lobby-kiosk", .file = file});
  ASSERT_TRUE(log) << to_string(log.error());
  testing::internal::CaptureStderr();
  log->info("sync", "two\nlines and a \x1B[31mcolour");
  log->warning("store", "湖景");
  log->error("store", std::string(5'000, 'x'));
  const Result<std::string> text = read_file(file, 100'000);
  ASSERT_TRUE(text);
  EXPECT_EQ(testing::internal::GetCapturedStderr(), *text);
  EXPECT_EQ(std::ranges::count(*text, '\n'), 3);
  EXPECT_THAT(*text, testing::HasSubstr("info lobby-kiosk sync: two lines and a  [31mcolour\n"));
  EXPECT_THAT(*text, testing::HasSubstr("warning lobby-kiosk store: 湖景\n"));
  EXPECT_LT(text->size(), 2'500U);
}

TEST_F(SystemLog, the_last_lines_stay_in_memory) {
  const Result<Log> log = Log::open({.program = "lobby-kiosk", .file = {}});
  ASSERT_TRUE(log);
  EXPECT_TRUE(log->recent().empty());
  testing::internal::CaptureStderr();
  for (std::size_t line = 0; line < log_lines_kept; ++line) {
    log->info("test", "before");
  }
  log->warning("store", "two\nlines");
  log->error("print", std::string(5'000, 'x'));
  testing::internal::GetCapturedStderr();
  const std::vector<LogLine> lines = log->recent();
  ASSERT_EQ(lines.size(), log_lines_kept);
  EXPECT_EQ(lines.front().text, "before");
  const LogLine& warned = lines[lines.size() - 2];
  EXPECT_EQ(warned.level, LogLevel::warning);
  EXPECT_EQ(warned.area, "store");
  EXPECT_EQ(warned.text, "two lines");
  EXPECT_GT(warned.at, UtcTime{1'700'000'000'000});
  EXPECT_EQ(lines.back().level, LogLevel::error);
  EXPECT_EQ(lines.back().text, std::string(200, 'x'));
}

TEST_F(SystemLog, the_files_never_outgrow_their_limit) {
  const std::string file = folder_ / "kiosk.log";
  const Result<Log> log = Log::open(
      {.program = "lobby-kiosk", .file = file, .file_bytes_max = 4'096, .old_files_max = 2});
  ASSERT_TRUE(log);
  testing::internal::CaptureStderr();
  for (int line = 0; line < 500; ++line) {
    log->info("test", std::string(100, 'x'));
  }
  testing::internal::GetCapturedStderr();
  std::uintmax_t bytes = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
    bytes += entry.file_size();
  }
  EXPECT_LE(bytes, 3U * 4'096U);
}

TEST_F(SystemLog, a_file_that_cannot_be_opened_is_an_error) {
  const Result<Log> log = Log::open({.program = "x", .file = "/dev/null/kiosk.log"});
  ASSERT_FALSE(log);
  EXPECT_EQ(log.error().code, ErrorCode::unavailable);
}

TEST(TerminationSignal, a_signal_is_noticed_and_stays_noticed) {
  Result<TerminationSignal> signal = TerminationSignal::open();
  ASSERT_TRUE(signal) << to_string(signal.error());
  EXPECT_FALSE(signal->arrived());
  std::raise(SIGTERM);
  EXPECT_TRUE(signal->wait(Duration::seconds(5)));
  EXPECT_TRUE(signal->arrived());
}

}  // namespace
}  // namespace lobby::system
