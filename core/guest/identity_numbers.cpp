// Readers of the numbers that are printed for people: cards, permits, passports, company codes.
// The rules stand, with their sources, at IdentityKind.
#include <algorithm>
#include <iterator>

#include "core/guest/identity_parts.h"

namespace lobby::guest::identity {
namespace {

constexpr std::string_view form_of_18 = "00000000000000000X";
constexpr std::size_t birth_at = 6;
constexpr std::size_t sequence_end = 16;
constexpr std::size_t check_at = 17;

Finding check_mod_11_2(std::string_view text) {
  if (text[check_at] != mod_11_2(text.substr(0, check_at))) {
    return Broken{IdentityRule::check_character, check_at};
  }
  return std::nullopt;
}

// Birth date, sex and check of GB 11643, whoever issued the number.
Finding read_citizen(Identity& identity, LocalDate today) {
  if (const Finding birth = read_birth_date(identity, birth_at, today)) {
    return birth;
  }
  const bool odd = (identity.text[sequence_end] - '0') % 2 == 1;
  identity.sex = odd ? Sex::male : Sex::female;
  identity.nationality = "CHN";
  return check_mod_11_2(identity.text);
}

Finding read_2023_card(Identity& identity, LocalDate today) {
  const std::string_view text = identity.text;
  if (text.front() != '9') {
    return Broken{IdentityRule::prefix, 0};
  }
  Finding broken = match(text, form_of_18);
  if (!broken) {
    broken = check_region(text, 1, provinces);
  }
  if (!broken) {
    broken = read_birth_date(identity, birth_at, today);
  }
  if (broken) {
    return broken;
  }
  identity.nationality = text.substr(3, 3);
  return check_mod_11_2(text);
}

Finding read_older_card(Identity& identity, LocalDate today) {
  const std::string_view text = identity.text;
  Finding broken = match(text, "AAA000000000000");
  if (!broken) {
    broken = check_region(text, 3, provinces);
  }
  if (!broken) {
    broken = read_short_birth_date(identity, 7, today);
  }
  if (!broken) {
    identity.nationality = text.substr(0, 3);
  }
  return broken;
}

// GB 32100-2015 with amendment 1 of 2016, 4. Categories 4 and 5 of civil affairs, village and
// neighbourhood committees, came later by notice and are in use.
struct Authority {
  char code;
  std::string_view categories;
};
constexpr Authority authorities[] = {
    {'1', "1239"}, {'2', "19"}, {'3', "123459"}, {'4', "19"}, {'5', "123459"}, {'6', "129"},
    {'7', "129"},  {'8', "19"}, {'9', "123"},    {'A', "19"}, {'N', "1239"},   {'Y', "1"},
};
// 10 stands for the whole country; 71, 81 and 82 are in GB/T 2260 though no person's number is.
constexpr std::string_view more_divisions = "10718182";

// GB 32100-2015, 4: weights are the powers of 3 modulo 31.
char mod_31_3(std::string_view text) {
  constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  std::size_t sum = 0;
  std::size_t weight = 1;
  for (const char c : text) {
    sum += alphabet.find(c) * weight;
    weight = weight * 3 % 31;
  }
  return alphabet[(31 - sum % 31) % 31];
}

}  // namespace

Finding read_resident_number(Identity& identity, LocalDate today) {
  Finding broken = match(identity.text, form_of_18);
  if (!broken) {
    broken = check_region(identity.text, 0, provinces);
  }
  return broken ? broken : read_citizen(identity, today);
}

Finding read_residence_permit(Identity& identity, LocalDate today) {
  const std::string_view text = identity.text;
  if (const Finding broken = match(text, form_of_18)) {
    return broken;
  }
  if (const Finding broken = check_region(text, 0, "818283")) {
    return broken;
  }
  const std::size_t other = text.find_first_not_of('0', 2);
  if (other < birth_at) {
    return Broken{IdentityRule::region, other};
  }
  return read_citizen(identity, today);
}

Finding read_passport_number(Identity& identity) {
  constexpr std::size_t shortest = 5;
  constexpr std::string_view longest = "NNNNNNNNN";
  const std::string_view text = identity.text;
  const std::size_t length = std::clamp(text.size(), shortest, longest.size());
  if (const Finding broken = match(text, longest.substr(0, length))) {
    return broken;
  }
  if (std::ranges::none_of(text, is_digit)) {
    return Broken{IdentityRule::digit_missing, 0};
  }
  return std::nullopt;
}

Finding read_hong_kong_macao_permit(Identity& identity) {
  const std::string_view text = identity.text;
  if (text.front() != 'H' && text.front() != 'M') {
    return Broken{IdentityRule::prefix, 0};
  }
  if (text.size() > 1 && is_letter(text[1])) {
    return text[1] == 'A' ? match(text, "AA0000000") : Broken{IdentityRule::prefix, 1};
  }
  identity.nationality = "CHN";
  return match(text, text.size() <= 9 ? "A00000000" : "A0000000000");
}

Finding read_taiwan_permit(Identity& identity) {
  identity.nationality = "CHN";
  return match(identity.text, identity.text.size() <= 8 ? "00000000" : "0000000000");
}

Finding read_permanent_resident(Identity& identity, LocalDate today) {
  return is_letter(identity.text.front()) ? read_older_card(identity, today)
                                          : read_2023_card(identity, today);
}

Finding read_company_code(Identity& identity) {
  const std::string_view text = identity.text;
  if (const Finding broken = match(text, "UU000000UUUUUUUUUU")) {
    return broken;
  }
  if (const Finding broken =
          check_region(text, 2, std::string(provinces) + std::string(more_divisions))) {
    return broken;
  }
  const auto authority = std::ranges::find(authorities, text[0], &Authority::code);
  if (authority == std::end(authorities)) {
    return Broken{IdentityRule::authority, 0};
  }
  if (authority->categories.find(text[1]) == std::string_view::npos) {
    return Broken{IdentityRule::category, 1};
  }
  if (text[check_at] != mod_31_3(text.substr(0, check_at))) {
    return Broken{IdentityRule::check_character, check_at};
  }
  return std::nullopt;
}

}  // namespace lobby::guest::identity
