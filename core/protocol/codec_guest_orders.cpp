// What staff say of guests, read strictly, and profiles as they are shown.
#include "core/base/limits.h"
#include "core/protocol/codec.h"
#include "core/protocol/codec_head.h"
#include "core/protocol/codec_parts.h"
#include "core/protocol/office_codec.h"

namespace lobby::protocol {
namespace codec {
namespace {

constexpr std::size_t line_max = limits::company_name_code_points;

struct IdentitySaid {
  guest::IdentityKind kind = guest::IdentityKind::resident_number;
  std::string text;
};

IdentitySaid read_identity_said(const Node& node) {
  node.fields({"kind", "text"});
  return {node.field("kind").one_of(&guest::identity_kind_from),
          node.field("text").text(limits::identity_text_bytes_max)};
}

ProfileOrder read_profile_order(const Node& node) {
  node.fields({"base_version", "company", "email", "identity", "language", "name", "operation_id",
               "phone", "preferences", "tags", "tier"},
              {"actor", "channel", "region"});
  ProfileOrder order;
  order.head = read_head(node);
  order.base_version =
      node.field("base_version").number<std::int32_t>(0, limits::guest_version_max);
  guest::GuestProfile& profile = order.profile;
  profile.name = node.field("name").text(limits::guest_bytes_max);
  profile.phone = node.field("phone").text(limits::guest_bytes_max);
  profile.email = node.field("email").text(limits::guest_bytes_max);
  if (const Node region = node.field("region"); !region.is_null()) {
    order.region = region.line(line_max);
  }
  if (const Node company = node.field("company"); !company.is_null()) {
    profile.company = read_company(company);
  }
  profile.language = node.field("language").line(line_max);
  profile.tier = node.field("tier").number<std::int32_t>(0, limits::guest_tier_max);
  profile.tags = node.field("tags").list(limits::guest_tags_max, &read_id<guest::TagId>);
  profile.preferences = node.field("preferences").list(limits::notes_max, &read_id<NoteId>);
  if (const Node identity = node.field("identity"); !identity.is_null()) {
    const IdentitySaid said = read_identity_said(identity);
    order.identity_kind = said.kind;
    order.identity_text = said.text;
  }
  return order;
}

ConsentOrder read_consent_order(const Node& node) {
  node.fields({"kind", "operation_id", "withdrawn", "wording"}, {"actor", "channel"});
  return {read_head(node), node.field("kind").one_of(&guest::consent_kind_from),
          read_id<guest::WordingId>(node.field("wording")), node.field("withdrawn").boolean()};
}

GuestQuery read_guest_query(const Node& node) {
  node.fields({"identity", "phone"});
  GuestQuery query;
  if (const Node phone = node.field("phone"); !phone.is_null()) {
    query.phone = phone.line(line_max);
  }
  if (const Node identity = node.field("identity"); !identity.is_null()) {
    const IdentitySaid said = read_identity_said(identity);
    query.identity_kind = said.kind;
    query.identity_text = said.text;
  }
  return query;
}

RefusalOrder read_refusal(const Node& node) {
  node.fields({"operation_id", "phone", "reason"}, {"actor", "channel"});
  return {read_head(node), node.field("phone").line(line_max),
          node.field("reason").line(limits::remark_code_points)};
}

Json write_shown(const guest::GuestProfile& profile) {
  Json json = Json::parse(to_json(profile));
  if (profile.identity) {
    json["identity"] = {{"kind", std::string(name_of(profile.identity->kind))},
                        {"mask", profile.identity->mask}};
  }
  return json;
}

}  // namespace
}  // namespace codec

Result<ProfileOrder> profile_order_from(std::string_view json) {
  return codec::decode(json, limits::operation_bytes_max, &codec::read_profile_order);
}
Result<ConsentOrder> consent_order_from(std::string_view json) {
  return codec::decode(json, limits::operation_bytes_max, &codec::read_consent_order);
}
Result<GuestQuery> guest_query_from(std::string_view json) {
  return codec::decode(json, limits::operation_bytes_max, &codec::read_guest_query);
}
Result<RefusalOrder> refusal_order_from(std::string_view json) {
  return codec::decode(json, limits::operation_bytes_max, &codec::read_refusal);
}

std::string shown_json(const guest::GuestProfile& profile) {
  return codec::write_json(codec::write_shown(profile));
}

std::string page_json(const std::vector<guest::GuestProfile>& profiles, const std::string& next) {
  return codec::write_json({{"items", codec::write_list(profiles, &codec::write_shown)},
                            {"next", next.empty() ? codec::Json() : codec::Json(next)}});
}

}  // namespace lobby::protocol
