// Time as values; the clock is a port. UtcTime and Duration count milliseconds. LocalDate and
// LocalTime are wall time at the site; ZoneRules turns one into the other from a table of
// transitions that an adapter reads from the tz database, so that core needs no file.
// Any thread.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <date/date.h>

#include "core/base/result.h"

namespace lobby {

struct Duration {
  std::int64_t ms = 0;

  static constexpr Duration milliseconds(std::int64_t count) { return {count}; }
  static constexpr Duration seconds(std::int64_t count) { return {count * 1000}; }
  static constexpr Duration minutes(std::int64_t count) { return {count * 60'000}; }
  static constexpr Duration hours(std::int64_t count) { return {count * 3'600'000}; }
  static constexpr Duration days(std::int64_t count) { return {count * 86'400'000}; }

  auto operator<=>(const Duration&) const = default;
  friend constexpr Duration operator+(Duration a, Duration b) { return {a.ms + b.ms}; }
  friend constexpr Duration operator-(Duration a, Duration b) { return {a.ms - b.ms}; }
};

// Milliseconds since 1970-01-01T00:00:00Z.
struct UtcTime {
  std::int64_t ms = 0;

  auto operator<=>(const UtcTime&) const = default;
  friend constexpr UtcTime operator+(UtcTime t, Duration d) { return {t.ms + d.ms}; }
  friend constexpr UtcTime operator-(UtcTime t, Duration d) { return {t.ms - d.ms}; }
  friend constexpr Duration operator-(UtcTime a, UtcTime b) { return {a.ms - b.ms}; }
};

enum class Weekday : std::uint8_t {
  monday,
  tuesday,
  wednesday,
  thursday,
  friday,
  saturday,
  sunday
};

// A civil date of the proleptic Gregorian calendar, kept as days since 1970-01-01.
class LocalDate {
 public:
  constexpr LocalDate() = default;
  static constexpr LocalDate from_days(std::int32_t days) { return LocalDate(days); }
  // YYYY-MM-DD (ISO 8601).
  static Result<LocalDate> parse(std::string_view text);
  // REQUIRES: a real date. For dates written in the source.
  static LocalDate of(int year, unsigned month, unsigned day);

  constexpr std::int32_t days() const { return days_; }
  date::year_month_day ymd() const;
  int year() const;
  unsigned month() const;
  unsigned day() const;
  Weekday weekday() const;
  std::string text() const;

  LocalDate first_of_month() const;
  unsigned days_in_month() const;
  constexpr LocalDate plus_days(std::int32_t count) const { return LocalDate(days_ + count); }
  LocalDate plus_months_first(int count) const;  // first day of the month `count` months on

  auto operator<=>(const LocalDate&) const = default;

 private:
  explicit constexpr LocalDate(std::int32_t days) : days_(days) {}
  std::int32_t days_ = 0;
};

inline constexpr std::int32_t minutes_per_hour = 60;
inline constexpr std::int32_t minutes_per_day = 1'440;  // of the site's clock

// A wall-clock moment at the site; minute_of_day 0..1440 (1440 = midnight that ends the day).
struct LocalTime {
  LocalDate date;
  std::int32_t minute_of_day = 0;

  auto operator<=>(const LocalTime&) const = default;
};

// "15:00", minute 1440 prints "24:00".
std::string clock_text(std::int32_t minute_of_day);
Result<std::int32_t> parse_clock(std::string_view text);

// Offsets of one time zone. Ambiguous wall times take the earlier instant; skipped ones move
// forward by the gap (the convention of POSIX and iCalendar, RFC 5545 §3.3.5).
class ZoneRules {
 public:
  struct Transition {
    UtcTime from;                     // this offset holds from here on
    std::int32_t offset_minutes = 0;  // east of UTC is positive
    bool operator==(const Transition&) const = default;
  };

  ZoneRules() = default;
  // `transitions` ascending; times before the first use its offset.
  ZoneRules(std::string name, std::vector<Transition> transitions);
  static ZoneRules fixed(std::string name, std::int32_t offset_minutes);

  const std::string& name() const { return name_; }
  LocalTime to_local(UtcTime time) const;
  UtcTime to_utc(LocalTime time) const;
  // The instant a local day begins.
  UtcTime start_of(LocalDate date) const { return to_utc({date, 0}); }

 private:
  std::int32_t offset_at(UtcTime time) const;

  std::string name_ = "UTC";
  std::vector<Transition> transitions_;
};

}  // namespace lobby
