// Numbers of identity documents, and the code on a company's licence: what a guest typed or a
// reader scanned becomes a checked number and what it tells, or a fault that names the rule and the
// character. A sound number is well formed; it proves neither that it was issued nor whose it is.
// Personal data: never logged, wiped with the guest's other details. No sentence repeats a number
// or says which check character would be right.
// Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "core/base/result.h"
#include "core/base/time.h"

namespace lobby::guest {

// What may be shown, with the source of its form. Letters are capitals once normalised.
enum class IdentityKind : std::uint8_t {
  // 18: address 6, birth date 8, sequence 3 (odd: male), check 1 (MOD 11-2). GB 11643-1999.
  // Of the address only the province is checked: a number keeps the code of the day it was issued,
  // and counties of GB/T 2260 have been merged, renamed and abolished ever since. The 15 digits of
  // GB 11643-1989 are refused: their cards ended on 2013-01-01 (Resident Identity Card Law, 23).
  resident_number,
  // The same form with the address 810000 (Hong Kong), 820000 (Macao) or 830000 (Taiwan):
  // Guobanfa 2018 No. 81.
  residence_permit,
  // The machine readable zone, line breaks or not: TD3 2x44 (ICAO Doc 9303, 8th edition, part 4,
  // 4.2), TD1 3x30 (part 5, 4.2), TD2 2x36 (part 6, 4.2); characters, dates, names and check
  // digits part 3, 4. Visas are refused.
  machine_readable,
  // Typed by hand, so without a check: 5 to 9 letters and digits, a digit among them. Nine is the
  // field of Doc 9303 part 4; five is ours, to catch half a number.
  passport_number,
  // H or M and 8 digits for life, on older cards 2 more that count renewals (Ministry of Public
  // Security, 2010-03-10); HA or MA and 7 digits for holders who are not Chinese citizens
  // (National Immigration Administration, 2024-07). No check character.
  hong_kong_macao_permit,
  // 8 digits for life (since 2008-09-25), with or without the 2 that count issues. No check
  // character. Permits for a single journey have a form of their own and belong to the desk.
  taiwan_permit,
  // Foreign permanent resident. 2023 card, 18: 9, province 2, nationality 3 (ISO 3166-1 numeric),
  // birth date 8, sequence 3, check 1 (MOD 11-2); National Immigration Administration, rules for
  // reading the card, 2023. Older card, 15: nationality 3 letters, address 4, birth date YYMMDD,
  // sequence 1, check 1: those rules do not say how this check is made, so it is not held against a
  // guest. Neither card tells the sex here: no source we know says that the sequence does.
  permanent_resident,
  // Unified social credit code, 18: authority 1, category 1, division 6, subject 9, check 1 (MOD
  // 31-3), without I, O, S, V and Z. GB 32100-2015, 4, amendment 1 of 2016. The check inside the
  // subject code (GB 11714) is left to the one over all.
  company_code,
};

inline constexpr std::uint8_t identity_kind_count =
    static_cast<std::uint8_t>(IdentityKind::company_code) + 1;

// "resident_number", for the wire and for settings.
std::string_view name_of(IdentityKind kind);
std::optional<IdentityKind> identity_kind_from(std::string_view name);

// What can be wrong, in order of precedence: the first that applies is the fault.
enum class IdentityRule : std::uint8_t {
  too_large,        // beyond limits::identity_text_bytes_max
  encoding,         // not UTF-8
  empty,            // nothing but spaces and dashes
  prefix,           // no number of this kind begins so
  character,        // this character cannot stand here
  length,           // the next character is missing, or this is the first beyond the end
  digit_missing,    // letters only
  region,           // no province, or none that issues this kind
  authority,        // no registration authority of GB 32100
  category,         // no category of that authority
  document_code,    // not a passport or card, or not in this format
  state_code,       // not 1 to 3 letters and fillers
  name,             // a name begins, is parted or ends in a way Doc 9303 does not know
  number,           // no document number
  sex,              // not F, M or filler
  birth_date,       // no date of the calendar, or before 1800
  birth_in_future,  // after today
  expiry_date,      // no date of the calendar
  check_character,  // does not follow from the characters it covers; the wrong one may be any
  composite_check,  // the same for the last check digit of a machine readable zone
};

inline constexpr std::uint8_t identity_rule_count =
    static_cast<std::uint8_t>(IdentityRule::composite_check) + 1;

std::string_view name_of(IdentityRule rule);

struct IdentityFault {
  IdentityKind kind = IdentityKind::resident_number;
  IdentityRule rule = IdentityRule::empty;
  // Of the character in `text`, from 0, at most text.size(); 0 where no single one is wrong.
  std::size_t position = 0;
  // As it was understood, so that a screen can point at the character: ASCII, '?' for what cannot
  // be part of any number. Empty for too_large, encoding and empty. Personal data.
  std::string text;
  // For the log and staff: says what to do, counts characters from 1, repeats none of them.
  Error error;

  bool operator==(const IdentityFault&) const = default;
};

enum class Sex : std::uint8_t { female, male, unspecified };

// A number that passed, and what it tells; what the kind does not tell is empty.
struct Identity {
  IdentityKind kind = IdentityKind::resident_number;
  std::string text;    // normalised, as checked; a machine readable zone without line breaks
  std::string number;  // the document's number; `text` itself but for machine_readable
  std::optional<LocalDate> birth_date;  // not where a zone leaves part of it open
  std::optional<Sex> sex;
  // ISO 3166-1 or Doc 9303 part 3, 5: letters ("CHN", "D"); digits on the 2023 card ("682").
  std::string nationality;
  // Only from a machine readable zone. Names in its Latin capitals, cut where its line ends.
  std::string document_code;  // "P", "ID"
  std::string issuer;         // as nationality
  std::string surname;
  std::string given_names;
  std::optional<LocalDate> expiry_date;  // the past is no fault: whoever admits decides

  bool operator==(const Identity&) const = default;
};

class [[nodiscard]] IdentityCheck {
 public:
  // NOLINTNEXTLINE(google-explicit-constructor)
  IdentityCheck(Identity identity) : held_(std::move(identity)) {}
  // NOLINTNEXTLINE(google-explicit-constructor)
  IdentityCheck(IdentityFault fault) : held_(std::move(fault)) {}

  bool ok() const { return std::holds_alternative<Identity>(held_); }
  explicit operator bool() const { return ok(); }

  // REQUIRES: ok().
  const Identity& value() const {
    CHECK(ok());
    return *std::get_if<Identity>(&held_);
  }
  const Identity& operator*() const { return value(); }
  const Identity* operator->() const { return &value(); }
  // REQUIRES: !ok().
  const IdentityFault& fault() const {
    CHECK(!ok());
    return *std::get_if<IdentityFault>(&held_);
  }

  Result<Identity> result() const {
    return ok() ? Result<Identity>(value()) : Result<Identity>(fault().error);
  }

 private:
  std::variant<Identity, IdentityFault> held_;
};

// `typed` is UTF-8 as it comes. Spaces and line breaks are dropped, and dashes outside a machine
// readable zone; full-width characters and small letters become plain capitals, the Roman ten of
// Chinese input methods becomes X.
// `today` is the site's date. A year of two digits is the latest that is not after today for a
// birth, and within 50 years of today for an expiry, so that a guest born 100 years ago looks newly
// born. Errors: invalid_utf8, too_large, out_of_range (length and dates), malformed (all others).
IdentityCheck check_identity(IdentityKind kind, std::string_view typed, LocalDate today);

// The number as staff may see it on a screen: the first character, which tells a foreign or a
// special number from others, and the last two, which tell apart guests of one booking with the
// card in hand. Address and birth date are hidden, since their parts are on the same screen or
// easily known, and so is what remains unknown then, most of the sequence. Of numbers shorter than
// eight the last two alone, of those shorter than five nothing. A company's code is public, printed
// on its invoices, and shown whole.
std::string masked(const Identity& identity);

// Overwrites every text of it.
void wipe(Identity& identity);

}  // namespace lobby::guest
