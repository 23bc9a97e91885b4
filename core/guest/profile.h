// A guest the house knows: contact, company, preferences, what the guest agreed to, and one
// identity number that is kept closed. Personal data: never logged.
// Any thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/base/text.h"
#include "core/base/time.h"
#include "core/catalog/catalog.h"
#include "core/guest/identity.h"

namespace lobby::guest {

using GuestId = Id<struct GuestTag>;
using TagId = Slug<struct GuestTagTag>;
using WordingId = Slug<struct WordingTag>;  // a text a guest agreed to, with its version

// A number as it is kept: what staff may see, the number itself closed by the vault, and a keyed
// hash by which the same number is found again (service/identity_protection.h makes it).
struct ProtectedIdentity {
  IdentityKind kind = IdentityKind::resident_number;
  std::string mask;
  Bytes closed;
  std::array<std::uint8_t, 32> fingerprint{};

  bool operator==(const ProtectedIdentity&) const = default;
};

struct Company {
  std::string name;
  std::string licence;  // unified social credit code (GB 32100-2015), or empty

  bool operator==(const Company&) const = default;
};

enum class ConsentKind : std::uint8_t {
  profile,    // these details are kept after the stay
  identity,   // so is the identity number
  marketing,  // offers by post, phone or email
  sharing,    // with partners of the house
};
inline constexpr std::uint8_t consent_kind_count = 4;
std::string_view name_of(ConsentKind kind);
std::optional<ConsentKind> consent_kind_from(std::string_view name);

// One agreement. It is never edited: withdrawn, it keeps saying that it was given.
struct Consent {
  ConsentKind kind = ConsentKind::profile;
  WordingId wording;
  UtcTime given_at;
  std::optional<UtcTime> withdrawn_at;

  bool operator==(const Consent&) const = default;
};

struct GuestProfile {
  GuestId id;
  std::string name;
  std::string phone;  // ITU-T E.164 with its '+', or empty
  std::string email;  // or empty
  std::optional<Company> company;
  catalog::Language language;
  std::int32_t tier = 0;  // 0 to limits::guest_tier_max; higher is better
  std::vector<TagId> tags;
  std::vector<NoteId> preferences;  // ticked wishes that every booking begins with
  std::vector<Consent> consents;    // in the order they were given
  std::optional<ProtectedIdentity> identity;
  std::int32_t version = 1;

  bool operator==(const GuestProfile&) const = default;
};

enum class ProfileField : std::uint8_t {
  name,
  phone,
  email,
  company_name,
  company_licence,
  language,
  tier,
  tags,
  preferences,
  consents,
  identity,
  version,
};
inline constexpr std::uint8_t profile_field_count = 12;
std::string_view name_of(ProfileField field);

// What can be wrong with a field, in order of precedence.
enum class ProfileRule : std::uint8_t {
  encoding,   // not UTF-8
  too_large,  // characters, items or bytes beyond limits.h
  empty,
  control,    // a control or invisible character that is part of no script
  direction,  // a mark that turns the direction of text: it could disguise what stands beside it
  symbol,     // an emoji or dingbat: no printer of the house has it
  blank,      // begins or ends with a blank
  letter_missing,
  form,          // not as its standard says
  out_of_range,  // a number
  repeated,      // the same item twice
  order,         // withdrawn before it was given
};
inline constexpr std::uint8_t profile_rule_count = 12;
std::string_view name_of(ProfileRule rule);

struct ProfileFault {
  ProfileField field = ProfileField::name;
  ProfileRule rule = ProfileRule::empty;
  Error error;  // names field and remedy, repeats nothing of the content

  bool operator==(const ProfileFault&) const = default;
};

// Every fault, at most one of each field, in the order of ProfileField; empty: sound. Codes:
// invalid_utf8, too_large, out_of_range, malformed (all others).
std::vector<ProfileFault> check_profile(const GuestProfile& profile);

// What was typed, made ready for a profile: blanks at both ends dropped, the domain of an address
// in small letters. Errors: those of the field's fault.
Result<std::string> parse_profile_name(std::string_view typed);
// RFC 5321 §4.1.2 with a dot-string before the '@' and a domain of two labels or more; no quoted
// strings, address literals or RFC 6531.
Result<std::string> parse_email(std::string_view typed);
// '+', then 6 to 15 digits of which the first is no zero.
bool is_e164(std::string_view text);

// The consent of this kind that holds now.
std::optional<Consent> consent_to(const GuestProfile& profile, ConsentKind kind);
// The profile with the consent given, or with those of its kind withdrawn; unchanged where that is
// so already. Errors: too_large (limits::guest_consents_max).
Result<GuestProfile> give_consent(const GuestProfile& profile, ConsentKind kind,
                                  const WordingId& wording, UtcTime now);
GuestProfile withdraw_consent(const GuestProfile& profile, ConsentKind kind, UtcTime now);

}  // namespace lobby::guest
