// What a guest tells us. Personal data: never logged, wiped from the kiosk after the ticket.
// Any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/catalog/catalog.h"

namespace lobby::guest {

struct GuestDetails {
  std::string name;
  std::string phone;          // digits, with a leading + for another country
  std::vector<NoteId> notes;  // ticked: allergens, diets, wishes
  catalog::Language language;
  std::string remark{};  // what no note says; one line of at most limits::remark_code_points

  bool operator==(const GuestDetails&) const = default;
};

// What the house prepares for.
struct Needs {
  std::vector<NoteId> notes;
  std::string remark;

  bool operator==(const Needs&) const = default;
};
Needs needs_of(const GuestDetails& guest);

// Digits with an optional leading '+'; spaces, dashes and brackets are dropped.
// Errors: malformed names the first character that is no digit; out_of_range the count
// (ITU-T E.164: 6 to 15 digits; a mainland Chinese mobile, 1xx, has exactly 11).
Result<std::string> parse_phone(std::string_view text);
// "138 0000 5678" for reading aloud and checking.
std::string phone_text(std::string_view phone);
// Trimmed, 1..60 characters, at least one letter.
Result<std::string> parse_name(std::string_view text);
// "Lin Y." / "林*": how staff lists show a name that others might read.
std::string short_name(std::string_view name);

}  // namespace lobby::guest
