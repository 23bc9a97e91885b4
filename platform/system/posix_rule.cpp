// A small parser of POSIX TZ text, and the instants that its "Mm.w.d/time" parts name.
#include "platform/system/posix_rule.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include <date/date.h>

namespace lobby::system {
namespace {

// The `week`-th `weekday` (0 is Sunday; week 5 is the last) of `month` at `minute` of the day,
// which may lie outside it.
struct YearlyMoment {
  unsigned month = 1;
  unsigned week = 1;
  unsigned weekday = 0;
  std::int32_t minute = 120;
};

class RuleParser {
 public:
  explicit RuleParser(std::string_view text) : text_(text) {}

  bool at_end() const { return text_.empty(); }
  char next() const { return text_.empty() ? '\0' : text_.front(); }

  bool skip(char c) {
    if (next() != c || text_.empty()) {
      return false;
    }
    text_.remove_prefix(1);
    return true;
  }

  // "CET" or "<+0330>".
  bool skip_name() {
    const bool quoted = skip('<');
    std::size_t length = 0;
    while (length < text_.size() && (quoted ? text_[length] != '>' : is_letter(text_[length]))) {
      ++length;
    }
    text_.remove_prefix(length);
    return length > 0 && (!quoted || skip('>'));
  }

  std::optional<unsigned> number(unsigned least, unsigned most) {
    unsigned value = 0;
    std::size_t length = 0;
    while (length < 3 && length < text_.size() && is_digit(text_[length])) {
      value = value * 10 + static_cast<unsigned>(text_[length] - '0');
      ++length;
    }
    text_.remove_prefix(length);
    return length > 0 && value >= least && value <= most ? std::optional(value) : std::nullopt;
  }

  // "[+-]hh[:mm[:ss]]" in minutes.
  std::optional<std::int32_t> time() {
    const bool negative = skip('-');
    if (!negative) {
      skip('+');
    }
    const std::optional<unsigned> hours = number(0, 167);
    std::optional<unsigned> minutes = 0;
    if (hours && skip(':')) {
      minutes = number(0, 59);
      if (minutes && skip(':') && !number(0, 59)) {
        return std::nullopt;
      }
    }
    if (!hours || !minutes) {
      return std::nullopt;
    }
    const auto total = static_cast<std::int32_t>(*hours * 60 + *minutes);
    return negative ? -total : total;
  }

  // ",Mm.w.d[/time]"
  std::optional<YearlyMoment> moment() {
    YearlyMoment moment;
    const auto part = [&](char before, unsigned& into, unsigned least, unsigned most) {
      const std::optional<unsigned> value = skip(before) ? number(least, most) : std::nullopt;
      into = value.value_or(0);
      return value.has_value();
    };
    if (!skip(',') || !part('M', moment.month, 1, 12) || !part('.', moment.week, 1, 5) ||
        !part('.', moment.weekday, 0, 6)) {
      return std::nullopt;
    }
    if (skip('/')) {
      const std::optional<std::int32_t> minute = time();
      if (!minute) {
        return std::nullopt;
      }
      moment.minute = *minute;
    }
    return moment;
  }

 private:
  static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
  static bool is_digit(char c) { return c >= '0' && c <= '9'; }

  std::string_view text_;
};

UtcTime instant_of(const YearlyMoment& moment, int year, std::int32_t offset_minutes) {
  const date::year_month month = date::year(year) / static_cast<int>(moment.month);
  const date::weekday weekday(moment.weekday);
  const date::sys_days day = moment.week == 5 ? date::sys_days(month / weekday[date::last])
                                              : date::sys_days(month / weekday[moment.week]);
  const std::int64_t minutes =
      std::int64_t{day.time_since_epoch().count()} * 1'440 + moment.minute - offset_minutes;
  return {minutes * 60'000};
}

}  // namespace

std::optional<std::vector<ZoneRules::Transition>> transitions_of(std::string_view rule,
                                                                 int first_year, int last_year) {
  RuleParser parser(rule);
  const std::optional<std::int32_t> west =
      parser.skip_name() ? parser.time() : std::optional<std::int32_t>();
  if (!west) {
    return std::nullopt;
  }
  std::vector<ZoneRules::Transition> transitions;
  if (parser.at_end()) {
    return transitions;
  }
  const std::int32_t standard = -*west;
  if (!parser.skip_name()) {
    return std::nullopt;
  }
  const std::optional<std::int32_t> summer_west =
      parser.next() == ',' ? std::optional(*west - 60) : parser.time();
  if (!summer_west) {
    return std::nullopt;
  }
  const std::int32_t summer = -*summer_west;
  const std::optional<YearlyMoment> begins = parser.moment();
  const std::optional<YearlyMoment> ends = parser.moment();
  if (!begins || !ends || !parser.at_end()) {
    return std::nullopt;
  }
  for (int year = first_year; year <= last_year; ++year) {
    transitions.push_back({instant_of(*begins, year, standard), summer});
    transitions.push_back({instant_of(*ends, year, summer), standard});
  }
  std::ranges::sort(transitions, {}, &ZoneRules::Transition::from);
  return transitions;
}

}  // namespace lobby::system
