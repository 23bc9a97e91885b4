// Lines by code point, addresses by RFC 5321, E.164.
#include "core/guest/profile_text.h"

#include <algorithm>
#include <array>

#include "core/base/limits.h"
#include "core/base/text.h"

namespace lobby::guest {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// Unicode 15.1, chapter 23: C0, C1, zero width space, word joiner and invisible operators, line and
// paragraph separators, byte order mark, annotations, tags. Joiners (U+200C, U+200D) and
// ideographic variation selectors stay: Persian and Indic names need the ones, Han names the
// others.
constexpr std::array controls = {
    Range{0x0000, 0x001F}, Range{0x007F, 0x009F}, Range{0x00AD, 0x00AD},   Range{0x200B, 0x200B},
    Range{0x2028, 0x2029}, Range{0x2060, 0x2064}, Range{0x206A, 0x206F},   Range{0xFEFF, 0xFEFF},
    Range{0xFFF9, 0xFFFC}, Range{0xFFFE, 0xFFFF}, Range{0xE0000, 0xE00FF},
};
// UAX #9, 2.1 to 2.6: marks, embeddings, overrides and isolates.
constexpr std::array directions = {Range{0x061C, 0x061C}, Range{0x200E, 0x200F},
                                   Range{0x202A, 0x202E}, Range{0x2066, 0x2069}};
// Blocks of emoji, dingbats and pictographs, keycaps and the selector that asks for emoji.
constexpr std::array symbols = {Range{0x20E3, 0x20E3}, Range{0x2600, 0x27BF}, Range{0x2B00, 0x2BFF},
                                Range{0xFE0F, 0xFE0F}, Range{0x1F000, 0x1FAFF}};
// What stands in no word: ASCII other than letters, Latin-1 punctuation, general and ideographic
// punctuation, full-width ASCII other than letters.
constexpr std::array no_letters = {
    Range{0x0000, 0x0040}, Range{0x005B, 0x0060}, Range{0x007B, 0x00A9}, Range{0x00AB, 0x00B4},
    Range{0x00B6, 0x00B9}, Range{0x00BB, 0x00BF}, Range{0x00D7, 0x00D7}, Range{0x00F7, 0x00F7},
    Range{0x2000, 0x206F}, Range{0x3000, 0x3004}, Range{0x3008, 0x3020}, Range{0xFF00, 0xFF20},
    Range{0xFF3B, 0xFF40}, Range{0xFF5B, 0xFF65}};

template <std::size_t N>
bool is_in(const std::array<Range, N>& ranges, char32_t point) {
  return std::ranges::any_of(
      ranges, [&](const Range& range) { return point >= range.first && point <= range.last; });
}

// REQUIRES: is_utf8(text).
std::u32string code_points(std::string_view text) {
  std::u32string points;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) == 0x80U) {
      points.back() = (points.back() << 6U) | (byte & 0x3FU);
    } else {
      points += static_cast<char32_t>(byte < 0x80   ? byte
                                      : byte < 0xE0 ? byte & 0x1FU
                                      : byte < 0xF0 ? byte & 0x0FU
                                                    : byte & 0x07U);
    }
  }
  return points;
}

bool is_blank(char32_t point) {
  return point == U' ' || point == 0x00A0 || point == 0x3000;
}

bool is_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// Calls `fits` for each part between `separator`s; false as soon as one does not fit.
template <class Fits>
bool each_part(std::string_view text, char separator, const Fits& fits) {
  for (;;) {
    const std::size_t end = text.find(separator);
    if (!fits(text.substr(0, end))) {
      return false;
    }
    if (end == std::string_view::npos) {
      return true;
    }
    text.remove_prefix(end + 1);
  }
}

// RFC 5321 §4.1.2 Dot-string of RFC 5322 §3.2.3 atoms; §4.5.3.1.1.
bool is_mailbox(std::string_view text) {
  constexpr std::size_t bytes_max = 64;
  static constexpr std::string_view specials = "!#$%&'*+-/=?^_`{|}~";
  const auto is_atom = [](std::string_view atom) {
    return !atom.empty() && std::ranges::all_of(atom, [](char c) {
      return is_alphanumeric(c) || specials.find(c) != std::string_view::npos;
    });
  };
  return text.size() <= bytes_max && each_part(text, '.', is_atom);
}

// RFC 1123 §2.1: labels of 1 to 63 letters, digits and inner hyphens, in small letters; the last
// one is no number.
bool is_domain(std::string_view text) {
  constexpr std::size_t label_bytes_max = 63;
  const auto is_label = [](std::string_view label) {
    const auto fits = [](char c) {
      return (is_alphanumeric(c) && !(c >= 'A' && c <= 'Z')) || c == '-';
    };
    return !label.empty() && label.size() <= label_bytes_max && label.front() != '-' &&
           label.back() != '-' && std::ranges::all_of(label, fits);
  };
  const std::size_t last = text.rfind('.');
  return last != std::string_view::npos && each_part(text, '.', is_label) &&
         text.find_first_not_of("0123456789", last + 1) != std::string_view::npos;
}

}  // namespace

std::optional<ProfileRule> broken_in_line(std::string_view text, std::size_t code_points_max) {
  constexpr std::size_t code_point_bytes_max = 4;
  if (text.size() > code_points_max * code_point_bytes_max) {
    return ProfileRule::too_large;
  }
  if (!is_utf8(text)) {
    return ProfileRule::encoding;
  }
  const std::u32string points = code_points(text);
  if (points.size() > code_points_max) {
    return ProfileRule::too_large;
  }
  if (points.empty()) {
    return ProfileRule::empty;
  }
  for (const char32_t point : points) {
    if (is_in(controls, point)) {
      return ProfileRule::control;
    }
  }
  for (const char32_t point : points) {
    if (is_in(directions, point)) {
      return ProfileRule::direction;
    }
    if (is_in(symbols, point)) {
      return ProfileRule::symbol;
    }
  }
  const bool ends_blank = is_blank(points.front()) || is_blank(points.back());
  return ends_blank ? std::optional(ProfileRule::blank) : std::nullopt;
}

std::optional<ProfileRule> broken_in_name(std::string_view text, std::size_t code_points_max) {
  if (const auto broken = broken_in_line(text, code_points_max)) {
    return broken;
  }
  const bool lettered = std::ranges::any_of(
      code_points(text), [](char32_t point) { return !is_in(no_letters, point); });
  return lettered ? std::nullopt : std::optional(ProfileRule::letter_missing);
}

std::optional<ProfileRule> broken_in_email(std::string_view text) {
  if (const auto broken = broken_in_line(text, limits::email_bytes_max)) {
    return broken;
  }
  if (text.size() > limits::email_bytes_max) {
    return ProfileRule::too_large;
  }
  const std::size_t at = text.rfind('@');
  const bool formed = at != std::string_view::npos && is_mailbox(text.substr(0, at)) &&
                      is_domain(text.substr(at + 1));
  return formed ? std::nullopt : std::optional(ProfileRule::form);
}

bool is_language_tag(std::string_view text) {
  constexpr std::size_t bytes_max = 35;  // RFC 5646 §4.4.1
  constexpr std::size_t subtag_bytes_max = 8;
  const auto is_subtag = [](std::string_view subtag) {
    return subtag.size() >= 2 && subtag.size() <= subtag_bytes_max &&
           std::ranges::all_of(subtag, &is_alphanumeric);
  };
  return text.size() <= bytes_max && each_part(text, '-', is_subtag) &&
         text.find_first_of("0123456789") >= std::min(text.find('-'), text.size());
}

bool is_e164(std::string_view text) {
  if (!text.starts_with('+')) {
    return false;
  }
  const std::string_view digits = text.substr(1);
  return digits.size() >= limits::phone_digits_min && digits.size() <= limits::phone_digits_max &&
         digits.front() != '0' && digits.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace lobby::guest
