// Reader of the machine readable zone of passports and cards: ICAO Doc 9303, 8th edition, parts 3
// to 6. Positions count through the lines without their breaks.
#include <algorithm>
#include <iterator>

#include "core/guest/identity_parts.h"

namespace lobby::guest::identity {
namespace {

struct Field {
  std::size_t at;
  std::size_t size;
};

struct Layout {
  std::string_view documents;  // first letters of the document code
  std::size_t size;
  Field names;
  std::size_t number;  // nine characters and the check
  std::size_t nationality;
  std::size_t birth;  // six characters and the check
  std::size_t sex;
  std::size_t expiry;  // six characters and the check
  Field optional;      // where a number longer than nine goes on
  std::size_t composite;
  Field covered[4];  // by the composite check
};

constexpr std::size_t number_size = 9;
constexpr std::size_t date_size = 6;
constexpr std::size_t issuer_at = 2;
// Only TD3 has it: the check of the optional data.
constexpr std::size_t personal_check = 86;

constexpr Layout layouts[] = {
    // TD3: part 4, 4.2.2
    {.documents = "P",
     .size = 88,
     .names = {5, 39},
     .number = 44,
     .nationality = 54,
     .birth = 57,
     .sex = 64,
     .expiry = 65,
     .optional = {72, 14},
     .composite = 87,
     .covered = {{44, 10}, {57, 7}, {65, 22}, {}}},
    // TD1: part 5, 4.2.2
    {.documents = "ACI",
     .size = 90,
     .names = {60, 30},
     .number = 5,
     .nationality = 45,
     .birth = 30,
     .sex = 37,
     .expiry = 38,
     .optional = {15, 15},
     .composite = 59,
     .covered = {{5, 25}, {30, 7}, {38, 7}, {48, 11}}},
    // TD2: part 6, 4.2.2
    {.documents = "ACI",
     .size = 72,
     .names = {5, 31},
     .number = 36,
     .nationality = 46,
     .birth = 49,
     .sex = 56,
     .expiry = 57,
     .optional = {64, 7},
     .composite = 71,
     .covered = {{36, 10}, {49, 7}, {57, 14}, {}}},
};

bool is_td3(const Layout& layout) {
  return layout.documents == "P";
}

std::string without_fillers(std::string_view text) {
  std::string kept(text);
  std::erase(kept, '<');
  return kept;
}

// 1 to 3 letters, then fillers: part 3, 5.
Finding check_state(std::string_view text, std::size_t at) {
  for (std::size_t index = at; index < at + 3; ++index) {
    const bool filler = text[index] == '<' && index > at;
    const bool letter = is_letter(text[index]) && (index == at || text[index - 1] != '<');
    if (!filler && !letter) {
      return Broken{IdentityRule::state_code, index};
    }
  }
  return std::nullopt;
}

// P and any letter or none for a passport. For a card A, C or I and any letter or none but V,
// which is a visa's.
Finding read_document_code(Identity& identity, const Layout& layout) {
  const std::string_view text = identity.text;
  if (layout.documents.find(text[0]) == std::string_view::npos) {
    return Broken{IdentityRule::document_code, 0};
  }
  if (is_digit(text[1]) || (text[1] == 'V' && !is_td3(layout))) {
    return Broken{IdentityRule::document_code, 1};
  }
  identity.document_code = without_fillers(text.substr(0, issuer_at));
  return std::nullopt;
}

// Two fillers part the primary identifier from the secondary, which may be absent; one parts
// words. Part 3, 4.6.
Finding read_names(Identity& identity, Field field) {
  const std::string_view line = std::string_view(identity.text).substr(field.at, field.size);
  const auto broken = [&](std::size_t index) {
    return Broken{IdentityRule::name, field.at + index};
  };
  const auto digit = std::ranges::find_if(line, is_digit);
  if (digit != line.end()) {
    return broken(static_cast<std::size_t>(digit - line.begin()));
  }
  if (line.front() == '<') {
    return broken(0);
  }
  const std::string_view names = line.substr(0, line.find_last_not_of('<') + 1);
  const std::size_t parted = std::min(names.find("<<"), names.size());
  identity.surname = names.substr(0, parted);
  if (parted < names.size()) {
    const std::string_view given = names.substr(parted + 2);
    if (given.front() == '<') {
      return broken(parted + 2);
    }
    if (const std::size_t again = given.find("<<"); again != std::string_view::npos) {
      return broken(parted + 2 + again);
    }
    identity.given_names = given;
  }
  std::ranges::replace(identity.surname, '<', ' ');
  std::ranges::replace(identity.given_names, '<', ' ');
  return std::nullopt;
}

Finding read_sex(Identity& identity, std::size_t at) {
  switch (identity.text[at]) {
    case 'F':
      identity.sex = Sex::female;
      return std::nullopt;
    case 'M':
      identity.sex = Sex::male;
      return std::nullopt;
    case '<':
      identity.sex = Sex::unspecified;
      return std::nullopt;
    default:
      return Broken{IdentityRule::sex, at};
  }
}

// The century is the one that puts the year nearest to today: documents last ten years, not fifty.
Finding read_expiry(Identity& identity, std::size_t at, LocalDate today) {
  const std::string_view text = identity.text;
  for (std::size_t index = at; index < at + date_size; ++index) {
    if (!is_digit(text[index])) {
      return Broken{IdentityRule::expiry_date, index};
    }
  }
  const int latest = today.year() + 49;
  const int year = latest - (latest - *pair_at(text, at)) % 100;
  const int month = *pair_at(text, at + 2);
  identity.expiry_date = calendar_date(year, month, *pair_at(text, at + 4));
  if (!identity.expiry_date) {
    return Broken{IdentityRule::expiry_date, month < 1 || month > 12 ? at + 2 : at + 4};
  }
  return std::nullopt;
}

Finding check_digit(std::string_view text, std::string_view covered, std::size_t at) {
  if (text[at] != weighted_7_3_1(covered)) {
    return Broken{IdentityRule::check_character, at};
  }
  return std::nullopt;
}

// A card's number longer than nine characters has a filler for its check, and goes on at the start
// of the optional data with the check behind it (parts 5 and 6, 4.2.2). The check is
// over the number alone, without that filler. REQUIRES: the number begins with no filler.
Finding read_number(Identity& identity, const Layout& layout) {
  const std::string_view text = identity.text;
  std::string number(text.substr(layout.number, number_size));
  std::size_t check = layout.number + number_size;
  if (text[check] == '<' && !is_td3(layout)) {
    std::string_view rest = text.substr(layout.optional.at, layout.optional.size);
    rest = rest.substr(0, rest.find('<'));
    if (rest.size() > 1) {
      number += rest.substr(0, rest.size() - 1);
      check = layout.optional.at + rest.size() - 1;
    }
  }
  identity.number = without_fillers(number);
  return check_digit(text, number, check);
}

Finding check_digits(std::string_view text, const Layout& layout) {
  for (const std::size_t date : {layout.birth, layout.expiry}) {
    if (const Finding broken = check_digit(text, text.substr(date, date_size), date + date_size)) {
      return broken;
    }
  }
  if (is_td3(layout)) {
    const std::string_view personal = text.substr(layout.optional.at, layout.optional.size);
    const bool none = personal.find_first_not_of('<') == std::string_view::npos;
    // Either a filler or a zero checks an empty field (part 4, 4.2.2.2).
    if (!none || text[personal_check] != '<') {
      if (const Finding broken = check_digit(text, personal, personal_check)) {
        return broken;
      }
    }
  }
  std::string covered;
  for (const Field& field : layout.covered) {
    covered += text.substr(field.at, field.size);
  }
  if (text[layout.composite] != weighted_7_3_1(covered)) {
    return Broken{IdentityRule::composite_check, layout.composite};
  }
  return std::nullopt;
}

// The length that the beginning of a zone asks for.
std::size_t expected_size(std::string_view text) {
  if (text.front() == 'P') {
    return 88;
  }
  return text.size() <= 72 ? 72 : 90;
}

}  // namespace

Finding read_machine_readable(Identity& identity, LocalDate today) {
  const std::string_view text = identity.text;
  const auto layout = std::ranges::find(layouts, text.size(), &Layout::size);
  const std::size_t size = layout == std::end(layouts) ? expected_size(text) : layout->size;
  if (const Finding broken = match(text, std::string(size, '<'))) {
    return broken;
  }
  Finding broken = read_document_code(identity, *layout);
  if (!broken) {
    broken = check_state(text, issuer_at);
  }
  if (!broken) {
    broken = check_state(text, layout->nationality);
  }
  if (!broken) {
    broken = read_names(identity, layout->names);
  }
  if (!broken) {
    broken = text[layout->number] == '<' ? Broken{IdentityRule::number, layout->number}
                                         : read_sex(identity, layout->sex);
  }
  if (!broken) {
    broken = read_short_birth_date(identity, layout->birth, today);
  }
  if (!broken) {
    broken = read_expiry(identity, layout->expiry, today);
  }
  if (!broken) {
    broken = read_number(identity, *layout);
  }
  if (!broken) {
    broken = check_digits(text, *layout);
  }
  if (!broken) {
    identity.issuer = without_fillers(text.substr(issuer_at, 3));
    identity.nationality = without_fillers(text.substr(layout->nationality, 3));
  }
  return broken;
}

}  // namespace lobby::guest::identity
