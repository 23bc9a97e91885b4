// A guest profile as JSON, as it is stored. What is read has passed check_profile().
#include <algorithm>

#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/protocol/codec.h"
#include "core/protocol/codec_parts.h"

namespace lobby::protocol {
namespace codec {
namespace {

using guest::Company;
using guest::Consent;
using guest::GuestProfile;
using guest::ProtectedIdentity;

// Enough for any field that check_profile() accepts.
constexpr std::size_t text_bytes_max = 4 * limits::company_name_code_points;
constexpr std::size_t closed_text_bytes_max = 2 * limits::vault_plain_bytes_max;

Company read_stored_company(const Node& node) {
  node.fields({"licence", "name"});
  return {node.field("name").text(text_bytes_max), node.field("licence").text(text_bytes_max)};
}

Consent read_consent(const Node& node) {
  node.fields({"given_at", "kind", "withdrawn_at", "wording"});
  Consent consent;
  consent.kind = node.field("kind").one_of(&guest::consent_kind_from);
  consent.wording = read_id<guest::WordingId>(node.field("wording"));
  consent.given_at = read_time(node.field("given_at"));
  if (const Node withdrawn = node.field("withdrawn_at"); !withdrawn.is_null()) {
    consent.withdrawn_at = read_time(withdrawn);
  }
  return consent;
}

Json write_consent(const Consent& consent) {
  return {{"given_at", consent.given_at.ms},
          {"kind", std::string(name_of(consent.kind))},
          {"withdrawn_at", consent.withdrawn_at ? Json(consent.withdrawn_at->ms) : Json()},
          {"wording", consent.wording.text()}};
}

ProtectedIdentity read_identity(const Node& node) {
  node.fields({"closed", "fingerprint", "kind", "mask"});
  ProtectedIdentity identity;
  identity.kind = node.field("kind").one_of(&guest::identity_kind_from);
  identity.mask = node.field("mask").text(limits::identity_text_bytes_max);
  identity.fingerprint = node.field("fingerprint").bytes<32>();
  const Node closed = node.field("closed");
  const std::optional<Bytes> bytes = parse_base64(closed.text(closed_text_bytes_max));
  if (!bytes) {
    closed.refuse(ErrorCode::malformed, "is not Base64");
  } else {
    identity.closed = *bytes;
  }
  return identity;
}

Json write_identity(const ProtectedIdentity& identity) {
  return {{"closed", base64_text(identity.closed)},
          {"fingerprint", hex_text(identity.fingerprint)},
          {"kind", std::string(name_of(identity.kind))},
          {"mask", identity.mask}};
}

GuestProfile read_profile(const Node& node) {
  node.fields({"company", "consents", "email", "id", "identity", "language", "name", "phone",
               "preferences", "tags", "tier", "version"});
  GuestProfile profile;
  profile.id = read_id<guest::GuestId>(node.field("id"));
  profile.name = node.field("name").text(text_bytes_max);
  profile.phone = node.field("phone").text(text_bytes_max);
  profile.email = node.field("email").text(text_bytes_max);
  if (const Node company = node.field("company"); !company.is_null()) {
    profile.company = read_stored_company(company);
  }
  profile.language = node.field("language").text(text_bytes_max);
  profile.tier = node.field("tier").number<std::int32_t>(0, limits::guest_tier_max);
  profile.tags = node.field("tags").list(limits::guest_tags_max, &read_id<guest::TagId>);
  profile.preferences = node.field("preferences").list(limits::notes_max, &read_id<NoteId>);
  profile.consents = node.field("consents").list(limits::guest_consents_max, &read_consent);
  if (const Node identity = node.field("identity"); !identity.is_null()) {
    profile.identity = read_identity(identity);
  }
  profile.version = node.field("version").number<std::int32_t>(1, limits::guest_version_max);
  if (!node.failed()) {
    const std::vector<guest::ProfileFault> faults = check_profile(profile);
    if (!faults.empty()) {
      node.refuse(faults.front().error.code, faults.front().error.detail);
    }
  }
  return profile;
}

}  // namespace
}  // namespace codec

std::string to_json(const guest::GuestProfile& profile) {
  using namespace codec;
  Json company;
  if (profile.company) {
    company = {{"licence", profile.company->licence}, {"name", profile.company->name}};
  }
  return write_json({{"company", std::move(company)},
                     {"consents", write_list(profile.consents, &write_consent)},
                     {"email", profile.email},
                     {"id", profile.id.text()},
                     {"identity", profile.identity ? write_identity(*profile.identity) : Json()},
                     {"language", profile.language},
                     {"name", profile.name},
                     {"phone", profile.phone},
                     {"preferences", write_list(profile.preferences, &write_text<NoteId>)},
                     {"tags", write_list(profile.tags, &write_text<guest::TagId>)},
                     {"tier", profile.tier},
                     {"version", profile.version}});
}

Result<guest::GuestProfile> guest_profile_from(std::string_view json) {
  return codec::decode(json, limits::guest_bytes_max, &codec::read_profile);
}

}  // namespace lobby::protocol
