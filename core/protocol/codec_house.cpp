// What the house does beside selling: work orders, minors who stay, the wording of its terms.
#include "core/base/limits.h"
#include "core/protocol/codec.h"
#include "core/protocol/codec_head.h"
#include "core/protocol/codec_parts.h"
#include "core/protocol/office_codec.h"

namespace lobby::protocol {
namespace codec {
namespace {

constexpr std::size_t house_text_bytes_max = limits::catalog_text_bytes;
constexpr std::size_t languages_max = 20;
constexpr std::size_t terms_language_bytes_max = 40;

// As a list of pairs: languages are no names of fields.
struct Wording {
  std::string language;
  std::string text;
};
Wording read_wording(const Node& node) {
  node.fields({"language", "text"});
  return {node.field("language").line(terms_language_bytes_max),
          node.field("text").text(house_text_bytes_max)};
}
catalog::LocalText read_wordings(const Node& node) {
  catalog::LocalText text;
  for (const Wording& wording : node.list(languages_max, &read_wording)) {
    text.by_language.emplace(wording.language, wording.text);
  }
  return text;
}
Json write_wordings(const catalog::LocalText& text) {
  Json list = Json::array();
  for (const auto& [language, words] : text.by_language) {
    list.push_back(Json{{"language", language}, {"text", words}});
  }
  return list;
}

Json write_item(const office::WorkItem& item) {
  return {{"count", item.count},
          {"id", item.id},
          {"kind", std::string(name_of(item.kind))},
          {"name", write_wordings(item.name)}};
}

Json write_order(const office::WorkOrder& order) {
  return {{"adults", order.party.adults},   {"booking", order.booking.text()},
          {"called_off", order.called_off}, {"children", order.party.children},
          {"code", order.code.text()},      {"department", order.department.text()},
          {"due_at", order.due_at.ms},      {"items", write_list(order.items, &write_item)},
          {"remark", order.remark},         {"starts_at", order.starts_at.ms},
          {"version", order.version}};
}

office::MinorDuties read_duties(const Node& node) {
  node.fields(
      {"companions_asked", "guardian_asked", "identity_checked", "suspicion_reported", "watched"});
  return {node.field("identity_checked").boolean(), node.field("guardian_asked").boolean(),
          node.field("companions_asked").boolean(), node.field("watched").boolean(),
          node.field("suspicion_reported").boolean()};
}

Json write_duties(const office::MinorDuties& duties) {
  return {{"companions_asked", duties.companions_asked},
          {"guardian_asked", duties.guardian_asked},
          {"identity_checked", duties.identity_checked},
          {"suspicion_reported", duties.suspicion_reported},
          {"watched", duties.watched}};
}

std::optional<office::Guardian> read_optional_guardian(const Node& node) {
  return node.is_null() ? std::nullopt : std::optional(read_guardian(node));
}

Json write_guardian(const office::Guardian& guardian) {
  return {{"consents", guardian.consents},
          {"name", guardian.name},
          {"phone", guardian.phone},
          {"relation", guardian.relation}};
}

office::MinorStay read_stay(const Node& node) {
  node.fields({"booking", "duties", "version"}, {"guardian"});
  return {read_id<BookingId>(node.field("booking")), read_optional_guardian(node.field("guardian")),
          read_duties(node.field("duties")),
          node.field("version").number<std::int32_t>(0, limits::guest_version_max)};
}

Json write_stay(const office::MinorStay& stay) {
  Json json{{"booking", stay.booking.text()},
            {"duties", write_duties(stay.duties)},
            {"version", stay.version}};
  if (stay.guardian) {
    json["guardian"] = write_guardian(*stay.guardian);
  }
  return json;
}

DutiesOrder read_duties_order(const Node& node) {
  node.fields({"actor", "base_version", "duties", "operation_id"}, {"channel", "guardian"});
  return {read_head(node),
          node.field("base_version").number<std::int32_t>(0, limits::guest_version_max),
          read_duties(node.field("duties")), read_optional_guardian(node.field("guardian"))};
}

office::Terms read_house_terms(const Node& node) {
  node.fields({"breach_text", "breach_title", "change_rule", "policy", "summary", "version"});
  return {read_id<PolicyId>(node.field("policy")),
          node.field("version").number<std::int32_t>(1, limits::guest_version_max),
          read_wordings(node.field("summary")),
          read_wordings(node.field("change_rule")),
          read_wordings(node.field("breach_title")),
          read_wordings(node.field("breach_text"))};
}

Json write_terms(const office::Terms& terms) {
  return {{"breach_text", write_wordings(terms.breach_text)},
          {"breach_title", write_wordings(terms.breach_title)},
          {"change_rule", write_wordings(terms.change_rule)},
          {"policy", terms.policy.text()},
          {"summary", write_wordings(terms.summary)},
          {"version", terms.version}};
}

}  // namespace

office::Guardian read_guardian(const Node& node) {
  node.fields({"consents", "name", "phone", "relation"});
  return {node.field("name").line(limits::guest_name_code_points),
          node.field("relation").line(limits::guest_name_code_points),
          node.field("phone").line(limits::guest_name_code_points),
          node.field("consents").boolean()};
}

}  // namespace codec

std::string page_json(const std::vector<office::WorkOrder>& orders, const std::string& next) {
  return codec::write_json(codec::Json{{"items", codec::write_list(orders, &codec::write_order)},
                                       {"next", next.empty() ? codec::Json() : codec::Json(next)}});
}

std::string to_json(const office::MinorStay& stay) {
  return codec::write_json(codec::write_stay(stay));
}
Result<office::MinorStay> minor_stay_from(std::string_view json) {
  return codec::decode(json, limits::operation_bytes_max, &codec::read_stay);
}
Result<DutiesOrder> duties_order_from(std::string_view json) {
  return codec::decode(json, limits::operation_bytes_max, &codec::read_duties_order);
}

std::string to_json(const office::Terms& terms) {
  return codec::write_json(codec::write_terms(terms));
}
Result<office::Terms> terms_from(std::string_view json) {
  return codec::decode(json, limits::catalog_file_bytes, &codec::read_house_terms);
}

}  // namespace lobby::protocol
