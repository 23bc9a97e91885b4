// The text as it is understood, forms, dates and check characters.
#include "core/guest/identity_parts.h"

#include <algorithm>
#include <cstdint>

namespace lobby::guest::identity {
namespace {

// GB 11643-1999 prints the number of a man born in 1880.
constexpr int birth_year_min = 1800;
constexpr char unreadable = '?';

// REQUIRES: valid UTF-8 that is not empty.
std::uint32_t take_code_point(std::string_view& text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  std::uint32_t point = length == 1 ? lead : lead & (0x7FU >> length);
  for (const char c : text.substr(1, length - 1)) {
    point = (point << 6U) | (static_cast<unsigned char>(c) & 0x3FU);
  }
  text.remove_prefix(length);
  return point;
}

bool is_blank(std::uint32_t point) {
  return point == ' ' || (point >= 0x09 && point <= 0x0D) || point == 0xA0 ||
         (point >= 0x2000 && point <= 0x200F) || point == 0x2028 || point == 0x202F ||
         point == 0x3000 || point == 0xFEFF;
}

bool is_dash(std::uint32_t point) {
  return point == '-' || (point >= 0x2010 && point <= 0x2015) || point == 0x2212;
}

char plain(std::uint32_t point) {
  if (point >= 0xFF01 && point <= 0xFF5E) {  // the full-width forms of ASCII
    point -= 0xFF01 - '!';
  }
  if (point == 0x2169 || point == 0x2179) {  // the Roman ten
    return 'X';
  }
  if (is_blank(point)) {
    return ' ';
  }
  if (is_dash(point)) {
    return '-';
  }
  if (point >= 'a' && point <= 'z') {
    return static_cast<char>(point - 'a' + 'A');
  }
  return point > 0x20 && point < 0x7F ? static_cast<char>(point) : unreadable;
}

bool belongs(char c, char kind) {
  switch (kind) {
    case '0':
      return is_digit(c);
    case 'A':
      return is_letter(c);
    case 'X':
      return is_digit(c) || c == 'X';
    case 'N':
      return is_digit(c) || is_letter(c);
    case 'U':
      return is_digit(c) ||
             (is_letter(c) && std::string_view("IOSVZ").find(c) == std::string_view::npos);
    case '<':
      return is_digit(c) || is_letter(c) || c == '<';
    default:
      return false;
  }
}

// Where a date whose year is `width` long is wrong.
std::size_t wrong_part(std::size_t at, std::size_t width, int month) {
  return month < 1 || month > 12 ? at + width : at + width + 2;
}

}  // namespace

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return c >= 'A' && c <= 'Z';
}

std::string normalised(std::string_view typed, bool keep_dashes) {
  std::string text;
  while (!typed.empty()) {
    const char c = plain(take_code_point(typed));
    if (c != ' ' && (c != '-' || keep_dashes)) {
      text += c;
    }
  }
  return text;
}

Finding match(std::string_view text, std::string_view form) {
  for (std::size_t index = 0; index < std::min(text.size(), form.size()); ++index) {
    if (!belongs(text[index], form[index])) {
      return Broken{IdentityRule::character, index};
    }
  }
  if (text.size() != form.size()) {
    return Broken{IdentityRule::length, std::min(text.size(), form.size())};
  }
  return std::nullopt;
}

Finding check_region(std::string_view text, std::size_t at, std::string_view codes) {
  bool begins = false;
  for (std::size_t index = 0; index < codes.size(); index += 2) {
    begins = begins || codes[index] == text[at];
    if (codes.substr(index, 2) == text.substr(at, 2)) {
      return std::nullopt;
    }
  }
  return Broken{IdentityRule::region, begins ? at + 1 : at};
}

std::optional<LocalDate> calendar_date(int year, int month, int day) {
  const date::year_month_day ymd{date::year(year), date::month(static_cast<unsigned>(month)),
                                 date::day(static_cast<unsigned>(day))};
  if (!ymd.ok()) {
    return std::nullopt;
  }
  return LocalDate::of(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
}

std::optional<int> pair_at(std::string_view text, std::size_t at) {
  if (!is_digit(text[at]) || !is_digit(text[at + 1])) {
    return std::nullopt;
  }
  return (text[at] - '0') * 10 + (text[at + 1] - '0');
}

Finding read_birth_date(Identity& identity, std::size_t at, LocalDate today) {
  const std::string_view text = identity.text;
  const int year = *pair_at(text, at) * 100 + *pair_at(text, at + 2);
  const int month = *pair_at(text, at + 4);
  if (year < birth_year_min) {
    return Broken{IdentityRule::birth_date, at};
  }
  identity.birth_date = calendar_date(year, month, *pair_at(text, at + 6));
  if (!identity.birth_date) {
    return Broken{IdentityRule::birth_date, wrong_part(at, 4, month)};
  }
  if (*identity.birth_date > today) {
    return Broken{IdentityRule::birth_in_future, at};
  }
  return std::nullopt;
}

Finding read_short_birth_date(Identity& identity, std::size_t at, LocalDate today) {
  const std::string_view text = identity.text;
  for (std::size_t part = at; part < at + 6; part += 2) {
    if (!pair_at(text, part) && text.substr(part, 2) != "<<") {
      return Broken{IdentityRule::birth_date, is_digit(text[part]) ? part + 1 : part};
    }
  }
  const std::optional<int> year = pair_at(text, at);
  const std::optional<int> month = pair_at(text, at + 2);
  const std::optional<int> day = pair_at(text, at + 4);
  if (!year || !month || !day) {
    // 2000 and January stand for what is open: the most that any day can be in.
    const bool possible = calendar_date(2000, month.value_or(1), day.value_or(1)).has_value();
    return possible ? Finding()
                    : Broken{IdentityRule::birth_date, wrong_part(at, 2, month.value_or(1))};
  }
  const int latest = today.year() - (today.year() - *year) % 100;
  for (const int candidate : {latest, latest - 100}) {
    identity.birth_date = calendar_date(candidate, *month, *day);
    if (identity.birth_date && *identity.birth_date <= today) {
      return std::nullopt;
    }
  }
  return Broken{IdentityRule::birth_date, wrong_part(at, 2, *month)};
}

char mod_11_2(std::string_view digits) {
  int sum = 0;
  for (const char c : digits) {
    sum = (sum + (c - '0')) * 2 % 11;
  }
  return "0123456789X"[(12 - sum) % 11];
}

char weighted_7_3_1(std::string_view text) {
  constexpr int weights[] = {7, 3, 1};
  int sum = 0;
  for (std::size_t index = 0; index < text.size(); ++index) {
    const char c = text[index];
    const int value = is_digit(c) ? c - '0' : is_letter(c) ? c - 'A' + 10 : 0;
    sum += value * weights[index % 3];
  }
  return static_cast<char>('0' + sum % 10);
}

}  // namespace lobby::guest::identity
