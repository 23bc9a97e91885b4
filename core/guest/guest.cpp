// Checking and showing a guest's name and phone number.
#include "core/guest/guest.h"

#include <algorithm>

#include "core/base/limits.h"
#include "core/base/text.h"

namespace lobby::guest {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_ascii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}

bool has_letter(std::string_view text) {
  return std::ranges::any_of(text, [](char c) {
    return !is_ascii(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
}

std::string_view first_code_point(std::string_view text) {
  std::size_t length = 1;
  while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) {
    ++length;
  }
  return text.substr(0, length);
}

}  // namespace

Needs needs_of(const GuestDetails& guest) {
  return {guest.notes, guest.remark};
}

Result<std::string> parse_phone(std::string_view text) {
  std::string phone;
  for (const char c : text) {
    if (is_digit(c) || (c == '+' && phone.empty())) {
      phone += c;
    } else if (std::string_view(" -()").find(c) == std::string_view::npos) {
      return fail(ErrorCode::malformed, "a phone number holds only digits and a leading +");
    }
  }
  const bool foreign = phone.starts_with('+');
  const std::size_t digits = phone.size() - (foreign ? 1 : 0);
  const bool mainland_mobile = phone.starts_with('1');
  const bool length_right =
      mainland_mobile ? digits == 11
                      : digits >= limits::phone_digits_min && digits <= limits::phone_digits_max;
  if (!length_right) {
    return fail(ErrorCode::out_of_range,
                mainland_mobile
                    ? "a mobile number has 11 digits, this has " + std::to_string(digits)
                    : "a phone number has 6 to 15 digits, this has " + std::to_string(digits));
  }
  return phone;
}

std::string phone_text(std::string_view phone) {
  if (phone.starts_with('+') || phone.size() < 7) {
    return std::string(phone);
  }
  // Mainland mobiles read 3-4-4; anything shorter keeps the first three apart.
  std::string text(phone.substr(0, 3));
  for (std::size_t position = 3; position < phone.size(); position += 4) {
    text += ' ';
    text += phone.substr(position, 4);
  }
  return text;
}

Result<std::string> parse_name(std::string_view text) {
  Result<std::string> name = clean_text(text, limits::guest_name_code_points);
  if (name && !has_letter(*name)) {
    return fail(ErrorCode::malformed, "a name needs at least one letter");
  }
  return name;
}

std::string short_name(std::string_view name) {
  const std::size_t space = name.find(' ');
  if (space != std::string_view::npos && space + 1 < name.size()) {
    return std::string(name.substr(0, space)) + " " +
           std::string(first_code_point(name.substr(space + 1))) + ".";
  }
  const std::string_view first = first_code_point(name);
  return is_ascii(name.empty() ? ' ' : name.front()) ? std::string(name) : std::string(first) + "*";
}

}  // namespace lobby::guest
