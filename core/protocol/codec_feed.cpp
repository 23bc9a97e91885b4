// Feed items and pages as JSON.
#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/protocol/codec.h"
#include "core/protocol/codec_parts.h"

namespace lobby::protocol {
namespace codec {
namespace {

CatalogNotice read_catalog(const Node& node) {
  node.fields({"toml", "version"});
  return {node.field("version").integer(1, counter_max),
          node.field("toml").text(limits::catalog_file_bytes)};
}

GrantNotice read_grant(const Node& node) {
  node.fields({"date", "device", "elsewhere", "epoch", "granted_total", "pool", "start_minute"},
              {"standing"});
  GrantNotice notice;
  notice.device = read_id<DeviceId>(node.field("device"));
  notice.slot = read_slot_fields(node);
  notice.granted_total = node.field("granted_total").number<std::int32_t>(0, INT32_MAX);
  notice.elsewhere = node.field("elsewhere").number<std::int32_t>(0, limits::capacity_max);
  notice.epoch = node.field("epoch").integer(1, epoch_max);
  // Before units could be returned, a device kept all it was granted.
  notice.standing = node.field("standing").is_null()
                        ? notice.granted_total
                        : node.field("standing").number<std::int32_t>(0, INT32_MAX);
  return notice;
}

ReclaimNotice read_reclaim(const Node& node) {
  node.fields({"date", "device", "epoch", "pool", "reclaimed", "start_minute"});
  return {read_id<DeviceId>(node.field("device")), read_slot_fields(node),
          node.field("reclaimed").number<std::int32_t>(0, INT32_MAX),
          node.field("epoch").integer(1, epoch_max)};
}

StockNotice read_stock(const Node& node) {
  node.fields({"date", "free", "pool", "start_minute"});
  return {read_slot_fields(node), node.field("free").number<std::int32_t>(0, limits::capacity_max)};
}

KeyNotice read_key(const Node& node) {
  node.fields({"device", "device_name", "key", "public_key", "revoked"});
  return {read_id<DeviceId>(node.field("device")),
          node.field("device_name").line(limits::device_name_code_points),
          node.field("key").bytes<8>(), node.field("public_key").bytes<32>(),
          node.field("revoked").boolean()};
}

BookingNotice read_booking_notice(const Node& node) {
  node.fields({"code", "guest_name", "id", "made_at", "nights", "party", "service", "state",
               "total", "version", "window"});
  BookingNotice notice;
  notice.id = read_id<BookingId>(node.field("id"));
  notice.code = read_code(node.field("code"));
  notice.version = node.field("version").number<std::int32_t>(0, limits::booking_version_max);
  notice.state = node.field("state").one_of(&booking::booking_state_from);
  notice.service = read_id<ServiceId>(node.field("service"));
  notice.window = read_window(node.field("window"));
  notice.nights = node.field("nights").number<std::int32_t>(1, limits::nights_max);
  notice.party = node.field("party").number<std::int32_t>(1, 2 * limits::party_max);
  notice.guest_name = node.field("guest_name").line(limits::guest_name_code_points);
  notice.total = read_money(node.field("total"));
  notice.made_at = node.field("made_at").line(limits::device_name_code_points);
  return notice;
}

AdmissionNotice read_admission(const Node& node) {
  node.fields({"admission", "at", "device", "place", "undone"});
  return {read_admission_id(node.field("admission")), read_time(node.field("at")),
          read_id<DeviceId>(node.field("device")),
          node.field("place").line(limits::device_name_code_points),
          node.field("undone").boolean()};
}

FeedItem read_item(const Node& node) {
  node.fields({"body", "kind"});
  const Node kind_node = node.field("kind");
  const std::string kind = kind_node.line(40);
  const Node body = node.field("body");
  if (kind == kind_of(CatalogNotice{})) {
    return read_catalog(body);
  }
  if (kind == kind_of(GrantNotice{})) {
    return read_grant(body);
  }
  if (kind == kind_of(KeyNotice{})) {
    return read_key(body);
  }
  if (kind == kind_of(BookingNotice{})) {
    return read_booking_notice(body);
  }
  if (kind == kind_of(AdmissionNotice{})) {
    return read_admission(body);
  }
  if (kind == kind_of(StockNotice{})) {
    return read_stock(body);
  }
  if (kind == kind_of(ReclaimNotice{})) {
    return read_reclaim(body);
  }
  kind_node.refuse(ErrorCode::out_of_range, "is no feed item known here");
  return {};
}

struct ItemWriter {
  Json operator()(const CatalogNotice& notice) const {
    return {{"toml", notice.toml}, {"version", notice.version}};
  }
  Json operator()(const GrantNotice& notice) const {
    return {{"date", notice.slot.date.text()},       {"device", notice.device.text()},
            {"elsewhere", notice.elsewhere},         {"epoch", notice.epoch},
            {"granted_total", notice.granted_total}, {"pool", notice.slot.pool.text()},
            {"standing", notice.standing},           {"start_minute", notice.slot.start_minute}};
  }
  Json operator()(const ReclaimNotice& notice) const {
    return {{"date", notice.slot.date.text()}, {"device", notice.device.text()},
            {"epoch", notice.epoch},           {"pool", notice.slot.pool.text()},
            {"reclaimed", notice.reclaimed},   {"start_minute", notice.slot.start_minute}};
  }
  Json operator()(const StockNotice& notice) const {
    return {{"date", notice.slot.date.text()},
            {"free", notice.free},
            {"pool", notice.slot.pool.text()},
            {"start_minute", notice.slot.start_minute}};
  }
  Json operator()(const KeyNotice& notice) const {
    return {{"device", notice.device.text()},
            {"device_name", notice.device_name},
            {"key", hex_text(notice.key)},
            {"public_key", hex_text(notice.public_key)},
            {"revoked", notice.revoked}};
  }
  Json operator()(const BookingNotice& notice) const {
    return {{"code", notice.code.text()},
            {"guest_name", notice.guest_name},
            {"id", notice.id.text()},
            {"made_at", notice.made_at},
            {"nights", notice.nights},
            {"party", notice.party},
            {"service", notice.service.text()},
            {"state", std::string(name_of(notice.state))},
            {"total", write_money(notice.total)},
            {"version", notice.version},
            {"window", write_window(notice.window)}};
  }
  Json operator()(const AdmissionNotice& notice) const {
    return {{"admission", write_admission_id(notice.admission)},
            {"at", notice.at.ms},
            {"device", notice.device.text()},
            {"place", notice.place},
            {"undone", notice.undone}};
  }
};

Json write_item(const FeedItem& item) {
  return {{"body", std::visit(ItemWriter{}, item)}, {"kind", std::string(kind_of(item))}};
}

FeedPage read_page(const Node& node) {
  node.envelope(
      {"cursor", "epoch", "incarnation", "items", "more", "protocol", "server_time", "stable"});
  FeedPage page;
  page.incarnation = node.field("incarnation").integer(0, epoch_max);
  page.server_time = read_time(node.field("server_time"));
  page.cursor = node.field("cursor").integer(0, counter_max);
  page.more = node.field("more").boolean();
  page.epoch = node.field("epoch").integer(1, epoch_max);
  page.items = node.field("items").list(limits::feed_items_max, &read_item);
  page.stable = node.field("stable").integer(0, counter_max);
  return page;
}

}  // namespace
}  // namespace codec

std::string to_json(const FeedItem& item) {
  return codec::write_json(codec::write_item(item));
}

std::string to_json(const FeedPage& page) {
  return codec::write_json({{"cursor", page.cursor},
                            {"epoch", page.epoch},
                            {"incarnation", page.incarnation},
                            {"items", codec::write_list(page.items, &codec::write_item)},
                            {"more", page.more},
                            {"protocol", protocol_version},
                            {"server_time", page.server_time.ms},
                            {"stable", page.stable}});
}

Result<FeedItem> feed_item_from(std::string_view json) {
  return codec::decode(json, limits::reply_body_bytes_max, &codec::read_item);
}

Result<FeedPage> feed_page_from(std::string_view json) {
  return codec::decode(json, limits::reply_body_bytes_max, &codec::read_page);
}

}  // namespace lobby::protocol
