// Names and sentences of faults, the check of a whole profile, and consents.
#include "core/guest/profile.h"

#include <algorithm>
#include <iterator>

#include "core/base/limits.h"
#include "core/guest/profile_text.h"

namespace lobby::guest {
namespace {

constexpr std::string_view consent_names[] = {"profile", "identity", "marketing", "sharing"};
static_assert(std::size(consent_names) == consent_kind_count);
constexpr std::string_view field_names[] = {
    "name", "phone", "email",       "company_name", "company_licence", "language",
    "tier", "tags",  "preferences", "consents",     "identity",        "version"};
static_assert(std::size(field_names) == profile_field_count);
constexpr std::string_view profile_rule_names[] = {
    "encoding", "too_large",      "empty", "control",      "direction", "symbol",
    "blank",    "letter_missing", "form",  "out_of_range", "repeated",  "order"};
static_assert(std::size(profile_rule_names) == profile_rule_count);

ErrorCode code_of(ProfileRule rule) {
  switch (rule) {
    case ProfileRule::encoding:
      return ErrorCode::invalid_utf8;
    case ProfileRule::too_large:
      return ErrorCode::too_large;
    case ProfileRule::out_of_range:
      return ErrorCode::out_of_range;
    case ProfileRule::empty:
    case ProfileRule::control:
    case ProfileRule::direction:
    case ProfileRule::symbol:
    case ProfileRule::blank:
    case ProfileRule::letter_missing:
    case ProfileRule::form:
    case ProfileRule::repeated:
    case ProfileRule::order:
      break;
  }
  return ErrorCode::malformed;
}

std::string_view remedy_of(ProfileRule rule) {
  switch (rule) {
    case ProfileRule::encoding:
      return "is not UTF-8; enter it again";
    case ProfileRule::too_large:
      return "is longer or has more items than can be kept; shorten it";
    case ProfileRule::empty:
      return "is empty; fill it in";
    case ProfileRule::control:
      return "holds an invisible character; enter it by hand instead of pasting it";
    case ProfileRule::direction:
      return "holds a mark that turns the direction of text; enter it by hand instead of pasting "
             "it";
    case ProfileRule::symbol:
      return "holds an emoji, which cannot be printed; leave it out";
    case ProfileRule::blank:
      return "begins or ends with a blank; remove it";
    case ProfileRule::letter_missing:
      return "has no letter; enter a name";
    case ProfileRule::form:
      return "is not in its standard form; compare it with what the guest gave";
    case ProfileRule::out_of_range:
      return "is a number outside its range";
    case ProfileRule::repeated:
      return "holds the same item twice; remove one";
    case ProfileRule::order:
      return "was withdrawn before it was given; check the clock";
  }
  return "";
}

ProfileFault fault_of(ProfileField field, ProfileRule rule) {
  return {field, rule,
          fail(code_of(rule),
               "the guest's " + std::string(name_of(field)) + " " + std::string(remedy_of(rule)))};
}

template <class Item>
bool repeats(std::vector<Item> items) {
  std::ranges::sort(items);
  return std::ranges::adjacent_find(items) != items.end();
}

template <class Item>
std::optional<ProfileRule> broken_in_list(const std::vector<Item>& items, std::size_t most) {
  if (items.size() > most) {
    return ProfileRule::too_large;
  }
  if (std::ranges::any_of(items, [](const Item& item) { return item.empty(); })) {
    return ProfileRule::empty;
  }
  return repeats(items) ? std::optional(ProfileRule::repeated) : std::nullopt;
}

std::optional<ProfileRule> broken_in_licence(const std::string& licence) {
  if (licence.empty()) {
    return std::nullopt;
  }
  const IdentityCheck check = check_identity(IdentityKind::company_code, licence, LocalDate{});
  return check && check->text == licence ? std::nullopt : std::optional(ProfileRule::form);
}

std::optional<ProfileRule> broken_in_consents(const std::vector<Consent>& consents) {
  if (consents.size() > limits::guest_consents_max) {
    return ProfileRule::too_large;
  }
  if (std::ranges::any_of(consents, [](const Consent& one) { return one.wording.empty(); })) {
    return ProfileRule::empty;
  }
  const auto backwards = [](const Consent& one) {
    return one.withdrawn_at && *one.withdrawn_at < one.given_at;
  };
  return std::ranges::any_of(consents, backwards) ? std::optional(ProfileRule::order)
                                                  : std::nullopt;
}

std::optional<ProfileRule> broken_in_identity(const ProtectedIdentity& identity) {
  constexpr std::size_t overhead_max = 64;
  if (identity.closed.size() > limits::vault_plain_bytes_max + overhead_max ||
      identity.mask.size() > limits::identity_text_bytes_max) {
    return ProfileRule::too_large;
  }
  if (identity.closed.empty() || identity.mask.empty()) {
    return ProfileRule::empty;
  }
  const auto shown = [](char c) { return c > ' ' && c <= '~'; };
  return std::ranges::all_of(identity.mask, shown) ? std::nullopt
                                                   : std::optional(ProfileRule::form);
}

std::optional<ProfileRule> broken_in(const GuestProfile& profile, ProfileField field) {
  using Rule = std::optional<ProfileRule>;
  const auto unless = [](bool sound, ProfileRule rule) { return sound ? Rule() : Rule(rule); };
  switch (field) {
    case ProfileField::name:
      return broken_in_name(profile.name, limits::guest_name_code_points);
    case ProfileField::phone:
      return unless(profile.phone.empty() || is_e164(profile.phone), ProfileRule::form);
    case ProfileField::email:
      return profile.email.empty() ? Rule() : broken_in_email(profile.email);
    case ProfileField::company_name:
      return profile.company
                 ? broken_in_name(profile.company->name, limits::company_name_code_points)
                 : Rule();
    case ProfileField::company_licence:
      return profile.company ? broken_in_licence(profile.company->licence) : Rule();
    case ProfileField::language:
      return unless(is_language_tag(profile.language), ProfileRule::form);
    case ProfileField::tier:
      return unless(profile.tier >= 0 && profile.tier <= limits::guest_tier_max,
                    ProfileRule::out_of_range);
    case ProfileField::tags:
      return broken_in_list(profile.tags, limits::guest_tags_max);
    case ProfileField::preferences:
      return broken_in_list(profile.preferences, limits::notes_max);
    case ProfileField::consents:
      return broken_in_consents(profile.consents);
    case ProfileField::identity:
      return profile.identity ? broken_in_identity(*profile.identity) : Rule();
    case ProfileField::version:
      return unless(profile.version >= 1 && profile.version <= limits::guest_version_max,
                    ProfileRule::out_of_range);
  }
  return std::nullopt;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t from = text.find_first_not_of(' ');
  if (from == std::string_view::npos) {
    return {};
  }
  return text.substr(from, text.find_last_not_of(' ') - from + 1);
}

bool holds(const Consent& consent, ConsentKind kind) {
  return consent.kind == kind && !consent.withdrawn_at;
}

}  // namespace

std::string_view name_of(ConsentKind kind) {
  return consent_names[static_cast<std::size_t>(kind)];
}
std::optional<ConsentKind> consent_kind_from(std::string_view name) {
  return enum_from<ConsentKind>(consent_names, name);
}
std::string_view name_of(ProfileField field) {
  return field_names[static_cast<std::size_t>(field)];
}
std::string_view name_of(ProfileRule rule) {
  return profile_rule_names[static_cast<std::size_t>(rule)];
}

std::vector<ProfileFault> check_profile(const GuestProfile& profile) {
  std::vector<ProfileFault> faults;
  for (std::uint8_t index = 0; index < profile_field_count; ++index) {
    const auto field = static_cast<ProfileField>(index);
    if (const auto rule = broken_in(profile, field)) {
      faults.push_back(fault_of(field, *rule));
    }
  }
  return faults;
}

Result<std::string> parse_profile_name(std::string_view typed) {
  const std::string_view name = trimmed(typed);
  if (const auto rule = broken_in_name(name, limits::guest_name_code_points)) {
    return fault_of(ProfileField::name, *rule).error;
  }
  return std::string(name);
}

Result<std::string> parse_email(std::string_view typed) {
  std::string email(trimmed(typed));
  for (std::size_t index = email.rfind('@'); index < email.size(); ++index) {
    char& c = email[index];
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  if (const auto rule = broken_in_email(email)) {
    return fault_of(ProfileField::email, *rule).error;
  }
  return email;
}

std::optional<Consent> consent_to(const GuestProfile& profile, ConsentKind kind) {
  const auto found = std::ranges::find_if(
      profile.consents, [&](const Consent& consent) { return holds(consent, kind); });
  return found == profile.consents.end() ? std::nullopt : std::optional(*found);
}

Result<GuestProfile> give_consent(const GuestProfile& profile, ConsentKind kind,
                                  const WordingId& wording, UtcTime now) {
  const std::optional<Consent> given = consent_to(profile, kind);
  if (given && given->wording == wording) {
    return profile;
  }
  // A new wording takes the place of the old one.
  GuestProfile next = given ? withdraw_consent(profile, kind, now) : profile;
  if (next.consents.size() >= limits::guest_consents_max) {
    return fault_of(ProfileField::consents, ProfileRule::too_large).error;
  }
  next.consents.push_back({kind, wording, now, std::nullopt});
  next.version = profile.version + 1;
  return next;
}

GuestProfile withdraw_consent(const GuestProfile& profile, ConsentKind kind, UtcTime now) {
  GuestProfile next = profile;
  for (Consent& consent : next.consents) {
    if (holds(consent, kind)) {
      consent.withdrawn_at = now;
      next.version = profile.version + 1;
    }
  }
  return next;
}

}  // namespace lobby::guest
