// Calendar arithmetic on top of date.h, and wall time from a table of offsets.
#include "core/base/time.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

namespace lobby {
namespace {

constexpr std::int64_t ms_per_minute = 60'000;
std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  return a / b - ((a % b != 0 && (a % b < 0) != (b < 0)) ? 1 : 0);
}

template <class Number>
bool parse_digits(std::string_view text, Number& out) {
  const auto all_digits = std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  return all_digits && !text.empty() &&
         std::from_chars(text.data(), text.data() + text.size(), out).ec == std::errc{};
}

}  // namespace

Result<LocalDate> LocalDate::parse(std::string_view text) {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  const bool shape = text.size() == 10 && text[4] == '-' && text[7] == '-' &&
                     parse_digits(text.substr(0, 4), year) &&
                     parse_digits(text.substr(5, 2), month) && parse_digits(text.substr(8, 2), day);
  const date::year_month_day ymd{date::year(year), date::month(month), date::day(day)};
  if (!shape || !ymd.ok()) {
    return fail(ErrorCode::malformed,
                "'" + std::string(text.substr(0, 20)) + "' is not a date YYYY-MM-DD");
  }
  return of(year, month, day);
}

LocalDate LocalDate::of(int year, unsigned month, unsigned day) {
  const date::year_month_day ymd{date::year(year), date::month(month), date::day(day)};
  CHECK(ymd.ok());
  return LocalDate(static_cast<std::int32_t>(date::sys_days(ymd).time_since_epoch().count()));
}

date::year_month_day LocalDate::ymd() const {
  return date::year_month_day(date::sys_days(date::days(days_)));
}

int LocalDate::year() const {
  return static_cast<int>(ymd().year());
}
unsigned LocalDate::month() const {
  return static_cast<unsigned>(ymd().month());
}
unsigned LocalDate::day() const {
  return static_cast<unsigned>(ymd().day());
}

Weekday LocalDate::weekday() const {
  const unsigned iso = date::weekday(date::sys_days(date::days(days_))).iso_encoding();
  return static_cast<Weekday>(iso - 1U);
}

std::string LocalDate::text() const {
  std::array<char, 40> buffer{};
  const int length =
      std::snprintf(buffer.data(), buffer.size(), "%04d-%02u-%02u", year(), month(), day());
  return {buffer.data(), static_cast<std::size_t>(length)};
}

LocalDate LocalDate::first_of_month() const {
  return plus_days(1 - static_cast<std::int32_t>(day()));
}

unsigned LocalDate::days_in_month() const {
  const date::year_month_day_last last(ymd().year() / ymd().month() / date::last);
  return static_cast<unsigned>(last.day());
}

LocalDate LocalDate::plus_months_first(int count) const {
  const date::year_month month = ymd().year() / ymd().month() + date::months(count);
  return of(static_cast<int>(month.year()), static_cast<unsigned>(month.month()), 1);
}

std::string clock_text(std::int32_t minute_of_day) {
  std::array<char, 32> buffer{};
  const int length = std::snprintf(buffer.data(), buffer.size(), "%02d:%02d", minute_of_day / 60,
                                   minute_of_day % 60);
  return {buffer.data(), static_cast<std::size_t>(length)};
}

Result<std::int32_t> parse_clock(std::string_view text) {
  std::int32_t hour = 0;
  std::int32_t minute = 0;
  const bool shape = text.size() == 5 && text[2] == ':' && parse_digits(text.substr(0, 2), hour) &&
                     parse_digits(text.substr(3, 2), minute);
  if (!shape || minute > 59 || hour * 60 + minute > minutes_per_day) {
    return fail(ErrorCode::malformed,
                "'" + std::string(text.substr(0, 20)) + "' is not a time HH:MM up to 24:00");
  }
  return hour * 60 + minute;
}

ZoneRules::ZoneRules(std::string name, std::vector<Transition> transitions)
    : name_(std::move(name)), transitions_(std::move(transitions)) {
  CHECK(std::ranges::is_sorted(transitions_, {}, &Transition::from));
}

ZoneRules ZoneRules::fixed(std::string name, std::int32_t offset_minutes) {
  return {std::move(name), {{UtcTime{0}, offset_minutes}}};
}

std::int32_t ZoneRules::offset_at(UtcTime time) const {
  if (transitions_.empty()) {
    return 0;
  }
  const auto after = std::ranges::upper_bound(transitions_, time, {}, &Transition::from);
  return after == transitions_.begin() ? transitions_.front().offset_minutes
                                       : std::prev(after)->offset_minutes;
}

LocalTime ZoneRules::to_local(UtcTime time) const {
  const std::int64_t minutes = floor_div(time.ms, ms_per_minute) + offset_at(time);
  const std::int64_t days = floor_div(minutes, minutes_per_day);
  return {LocalDate::from_days(static_cast<std::int32_t>(days)),
          static_cast<std::int32_t>(minutes - days * minutes_per_day)};
}

UtcTime ZoneRules::to_utc(LocalTime time) const {
  const std::int64_t wall_minutes =
      std::int64_t{time.date.days()} * minutes_per_day + time.minute_of_day;
  const auto at_offset = [&](std::int32_t offset) {
    return UtcTime{(wall_minutes - offset) * ms_per_minute};
  };
  // The offsets in force a day before and after bracket any transition near this wall time.
  const std::int32_t before = offset_at(at_offset(0) - Duration::days(1));
  const std::int32_t after = offset_at(at_offset(0) + Duration::days(1));
  const UtcTime early = at_offset(std::max(before, after));
  if (offset_at(early) == std::max(before, after)) {
    return early;
  }
  const UtcTime late = at_offset(std::min(before, after));
  if (offset_at(late) == std::min(before, after)) {
    return late;
  }
  return at_offset(before);  // skipped by a transition: move forward by the gap
}

}  // namespace lobby
