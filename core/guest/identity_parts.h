// What the readers of identity numbers share: the text as it is understood, forms, provinces,
// dates and check characters. A reader takes an Identity whose `text` is normalised, fills in what
// it tells, and returns the first rule that is broken, if any.
// Sources: GB 11643-1999, GB/T 17710-2008 (ISO 7064), GB/T 2260-2007, ICAO Doc 9303 part 3.
// Any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/time.h"
#include "core/guest/identity.h"

namespace lobby::guest::identity {

// A fault before it has its sentence.
struct Broken {
  IdentityRule rule;
  std::size_t position;
};
using Finding = std::optional<Broken>;

// REQUIRES: is_utf8(typed). One ASCII character for each that is kept.
std::string normalised(std::string_view typed, bool keep_dashes);

bool is_digit(char c);
bool is_letter(char c);  // a capital

// Each character of `form` stands for a class: 0 digit, A letter, X digit or X, N digit or letter,
// U of GB 32100, < of a machine readable zone. Characters first, then the length.
Finding match(std::string_view text, std::string_view form);

// Two digits of GB/T 2260 each, in one text.
inline constexpr std::string_view provinces =
    "11121314152122233132333435363741424344454650515253546162636465";
Finding check_region(std::string_view text, std::size_t at, std::string_view codes);

// Nothing where the calendar has no such day.
std::optional<LocalDate> calendar_date(int year, int month, int day);
// Two digits as a number. Nothing where one is no digit.
std::optional<int> pair_at(std::string_view text, std::size_t at);

// YYYYMMDD. REQUIRES: eight digits.
Finding read_birth_date(Identity& identity, std::size_t at, LocalDate today);
// YYMMDD, each part two digits or, unknown, two fillers (Doc 9303 part 3, 4.8).
Finding read_short_birth_date(Identity& identity, std::size_t at, LocalDate today);

// ISO 7064 MOD 11-2 over `digits`: 0 to 9 or X.
char mod_11_2(std::string_view digits);
// Doc 9303 part 3, 4.9: weights 7, 3, 1; letters from 10, fillers 0.
char weighted_7_3_1(std::string_view text);

Finding read_resident_number(Identity& identity, LocalDate today);
Finding read_residence_permit(Identity& identity, LocalDate today);
Finding read_machine_readable(Identity& identity, LocalDate today);
Finding read_passport_number(Identity& identity);
Finding read_hong_kong_macao_permit(Identity& identity);
Finding read_taiwan_permit(Identity& identity);
Finding read_permanent_resident(Identity& identity, LocalDate today);
Finding read_company_code(Identity& identity);

}  // namespace lobby::guest::identity
