// Names, sentences and masks of identity numbers, and the way from what was typed to its reader.
#include "core/guest/identity.h"

#include <algorithm>
#include <iterator>

#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/guest/identity_parts.h"

namespace lobby::guest {
namespace {

using identity::Broken;
using identity::Finding;

// What a sentence says of a kind.
struct KindText {
  std::string_view subject;
  std::string_view form;
};
constexpr KindText kind_texts[] = {
    {"resident identity number", "17 digits and a last digit or X"},
    {"residence permit number", "17 digits and a last digit or X"},
    {"machine readable zone", "two lines of 44 or 36 characters or three of 30"},
    {"passport number", "5 to 9 letters and digits"},
    {"Hong Kong or Macao travel permit number", "H or M and 8 digits, 10 on an older card"},
    {"Taiwan travel permit number", "8 digits, or 10 with the count of issues"},
    {"permanent resident card number", "18 digits, or 3 letters and 12 digits on an older card"},
    {"unified social credit code", "18 digits and letters without I, O, S, V and Z"},
};
static_assert(std::size(kind_texts) == identity_kind_count);

constexpr std::string_view kind_names[] = {
    "resident_number",        "residence_permit", "machine_readable",   "passport_number",
    "hong_kong_macao_permit", "taiwan_permit",    "permanent_resident", "company_code",
};
static_assert(std::size(kind_names) == identity_kind_count);

constexpr std::string_view identity_rule_names[] = {
    "too_large",     "encoding",        "empty",       "prefix",          "character",
    "length",        "digit_missing",   "region",      "authority",       "category",
    "document_code", "state_code",      "name",        "number",          "sex",
    "birth_date",    "birth_in_future", "expiry_date", "check_character", "composite_check",
};
static_assert(std::size(identity_rule_names) == identity_rule_count);

const KindText& text_of(IdentityKind kind) {
  return kind_texts[static_cast<std::size_t>(kind)];
}

ErrorCode code_of(IdentityRule rule) {
  switch (rule) {
    case IdentityRule::too_large:
      return ErrorCode::too_large;
    case IdentityRule::encoding:
      return ErrorCode::invalid_utf8;
    case IdentityRule::length:
    case IdentityRule::birth_date:
    case IdentityRule::birth_in_future:
    case IdentityRule::expiry_date:
      return ErrorCode::out_of_range;
    case IdentityRule::empty:
    case IdentityRule::prefix:
    case IdentityRule::character:
    case IdentityRule::digit_missing:
    case IdentityRule::region:
    case IdentityRule::authority:
    case IdentityRule::category:
    case IdentityRule::document_code:
    case IdentityRule::state_code:
    case IdentityRule::name:
    case IdentityRule::number:
    case IdentityRule::sex:
    case IdentityRule::check_character:
    case IdentityRule::composite_check:
      return ErrorCode::malformed;
  }
  return ErrorCode::internal;
}

// What is wrong and what to do, after "<subject>, character <n>: ".
std::string_view remedy_of(IdentityRule rule) {
  switch (rule) {
    case IdentityRule::too_large:
      return "the text is far too long; enter the number alone";
    case IdentityRule::encoding:
      return "the text is not UTF-8; enter it again";
    case IdentityRule::empty:
      return "nothing was entered; enter it as printed on the document";
    case IdentityRule::prefix:
      return "none begins so; choose the kind of document again or correct the beginning";
    case IdentityRule::character:
      return "this cannot stand here; enter it as printed on the document";
    case IdentityRule::length:
      return "it is too short or goes on too long; enter it as printed on the document";
    case IdentityRule::digit_missing:
      return "it has no digit; enter the number, not the name";
    case IdentityRule::region:
      return "no issuing province has this code; compare the first digits with the document";
    case IdentityRule::authority:
      return "no registration authority has this code; compare it with the licence";
    case IdentityRule::category:
      return "the authority registers no such category; compare it with the licence";
    case IdentityRule::document_code:
      return "this is no passport or identity card; scan one, not a visa";
    case IdentityRule::state_code:
      return "a state is 1 to 3 letters; scan the document again";
    case IdentityRule::name:
      return "the name is not laid out as a name; scan the document again";
    case IdentityRule::number:
      return "the document's number is missing; scan the document again";
    case IdentityRule::sex:
      return "it is neither F, M nor open; scan the document again";
    case IdentityRule::birth_date:
      return "the calendar has no such birth date; compare it with the document";
    case IdentityRule::birth_in_future:
      return "the birth date is still to come; compare it with the document";
    case IdentityRule::expiry_date:
      return "the calendar has no such expiry date; compare it with the document";
    case IdentityRule::check_character:
      return "it does not fit the characters before it; compare each of them with the document";
    case IdentityRule::composite_check:
      return "it does not fit the rest of the zone; scan the document again";
  }
  return "";
}

std::string sentence(IdentityKind kind, const Broken& broken, std::size_t size) {
  std::string text(text_of(kind).subject);
  if (size > 0) {
    text += ", character " + std::to_string(broken.position + 1);
  }
  text += ": ";
  text += remedy_of(broken.rule);
  if (broken.rule == IdentityRule::length || broken.rule == IdentityRule::character) {
    text += " (";
    text += text_of(kind).form;
    text += "; this has " + std::to_string(size) + " characters)";
  }
  return text;
}

IdentityFault fault_of(IdentityKind kind, const Broken& broken, std::string text) {
  Error error = fail(code_of(broken.rule), sentence(kind, broken, text.size()));
  return {kind, broken.rule, broken.position, std::move(text), std::move(error)};
}

Finding read(Identity& identity, LocalDate today) {
  switch (identity.kind) {
    case IdentityKind::resident_number:
      return identity::read_resident_number(identity, today);
    case IdentityKind::residence_permit:
      return identity::read_residence_permit(identity, today);
    case IdentityKind::machine_readable:
      return identity::read_machine_readable(identity, today);
    case IdentityKind::passport_number:
      return identity::read_passport_number(identity);
    case IdentityKind::hong_kong_macao_permit:
      return identity::read_hong_kong_macao_permit(identity);
    case IdentityKind::taiwan_permit:
      return identity::read_taiwan_permit(identity);
    case IdentityKind::permanent_resident:
      return identity::read_permanent_resident(identity, today);
    case IdentityKind::company_code:
      return identity::read_company_code(identity);
  }
  return std::nullopt;
}

}  // namespace

std::string_view name_of(IdentityKind kind) {
  return kind_names[static_cast<std::size_t>(kind)];
}

std::optional<IdentityKind> identity_kind_from(std::string_view name) {
  return enum_from<IdentityKind>(kind_names, name);
}

std::string_view name_of(IdentityRule rule) {
  return identity_rule_names[static_cast<std::size_t>(rule)];
}

IdentityCheck check_identity(IdentityKind kind, std::string_view typed, LocalDate today) {
  if (typed.size() > limits::identity_text_bytes_max) {
    return fault_of(kind, {IdentityRule::too_large, 0}, {});
  }
  if (!is_utf8(typed)) {
    return fault_of(kind, {IdentityRule::encoding, 0}, {});
  }
  Identity identity;
  identity.kind = kind;
  identity.text = identity::normalised(typed, kind == IdentityKind::machine_readable);
  if (identity.text.empty()) {
    return fault_of(kind, {IdentityRule::empty, 0}, {});
  }
  if (const Finding broken = read(identity, today)) {
    IdentityFault fault = fault_of(kind, *broken, identity.text);
    wipe(identity);
    return fault;
  }
  if (identity.number.empty()) {
    identity.number = identity.text;
  }
  return identity;
}

std::string masked(const Identity& identity) {
  constexpr std::size_t last_shown_from = 5;
  constexpr std::size_t first_shown_from = 8;
  std::string text = identity.number;
  if (identity.kind == IdentityKind::company_code) {
    return text;
  }
  const std::size_t first = text.size() < first_shown_from ? 0 : 1;
  const std::size_t last = text.size() < last_shown_from ? 0 : 2;
  std::fill(text.begin() + static_cast<std::ptrdiff_t>(first),
            text.end() - static_cast<std::ptrdiff_t>(last), '*');
  return text;
}

void wipe(Identity& identity) {
  for (std::string* text :
       {&identity.text, &identity.number, &identity.nationality, &identity.document_code,
        &identity.issuer, &identity.surname, &identity.given_names}) {
    wipe_text(*text);
  }
  identity = Identity{};
}

}  // namespace lobby::guest
