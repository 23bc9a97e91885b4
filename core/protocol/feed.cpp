// What a feed item is called, whom it is for, which fact it states and for how long.
#include "core/protocol/feed.h"

#include "core/base/limits.h"
#include "core/base/text.h"

namespace lobby::protocol {
namespace {

constexpr std::string_view roles[] = {"kiosk", "desk"};

}  // namespace

std::string_view name_of(DeviceRole role) {
  return roles[static_cast<std::size_t>(role)];
}
std::optional<DeviceRole> device_role_from(std::string_view name) {
  return enum_from<DeviceRole>(roles, name);
}

std::string_view kind_of(const FeedItem& item) {
  constexpr std::string_view kinds[] = {"catalog",   "grant", "key",    "booking",
                                        "admission", "stock", "reclaim"};
  static_assert(std::size(kinds) == std::variant_size_v<FeedItem>);
  return kinds[item.index()];
}

namespace {

std::string text_of(const inventory::Slot& slot) {
  return slot.pool.text() + "/" + slot.date.text() + "/" + std::to_string(slot.start_minute);
}

struct AudienceOf {
  Audience operator()(const CatalogNotice&) const { return {}; }
  Audience operator()(const GrantNotice& grant) const { return {{}, grant.device}; }
  Audience operator()(const ReclaimNotice& notice) const { return {{}, notice.device}; }
  Audience operator()(const StockNotice&) const { return {DeviceRole::kiosk, {}}; }
  Audience operator()(const KeyNotice&) const { return {DeviceRole::desk, {}}; }
  Audience operator()(const BookingNotice&) const { return {DeviceRole::desk, {}}; }
  Audience operator()(const AdmissionNotice&) const { return {DeviceRole::desk, {}}; }
};

struct FactOf {
  std::string operator()(const CatalogNotice&) const { return "catalog"; }
  std::string operator()(const GrantNotice& grant) const {
    return "grant/" + grant.device.text() + "/" + text_of(grant.slot);
  }
  std::string operator()(const ReclaimNotice& notice) const {
    return "reclaim/" + notice.device.text() + "/" + text_of(notice.slot);
  }
  std::string operator()(const StockNotice& stock) const { return "stock/" + text_of(stock.slot); }
  std::string operator()(const KeyNotice& key) const { return "key/" + hex_text(key.key); }
  std::string operator()(const BookingNotice& booking) const {
    return "booking/" + booking.id.text();
  }
  // What two desks say of one ticket are two facts: each is told who else admitted it.
  std::string operator()(const AdmissionNotice& notice) const {
    const AdmissionId& id = notice.admission;
    return "admission/" + id.code.text() + "/" + hex_text(id.key) + "/" +
           std::to_string(id.number) + "/" + notice.device.text();
  }
};

// Wherever the site lies, a day is over two days after it began at Greenwich.
std::optional<UtcTime> end_of(LocalDate date) {
  return UtcTime{} + Duration::days(std::int64_t{date.days()} + 2);
}

struct NeededUntil {
  std::optional<UtcTime> operator()(const CatalogNotice&) const { return {}; }
  std::optional<UtcTime> operator()(const GrantNotice& grant) const {
    return end_of(grant.slot.date);
  }
  std::optional<UtcTime> operator()(const ReclaimNotice& notice) const {
    return end_of(notice.slot.date);
  }
  std::optional<UtcTime> operator()(const StockNotice& stock) const {
    return end_of(stock.slot.date);
  }
  std::optional<UtcTime> operator()(const KeyNotice&) const { return {}; }
  std::optional<UtcTime> operator()(const BookingNotice& booking) const {
    return booking.window.until + Duration::days(limits::past_days);
  }
  std::optional<UtcTime> operator()(const AdmissionNotice& notice) const {
    return notice.at + Duration::days(limits::nights_max + limits::past_days);
  }
};

}  // namespace

Audience audience_of(const FeedItem& item) {
  return std::visit(AudienceOf{}, item);
}

std::string fact_of(const FeedItem& item) {
  return std::visit(FactOf{}, item);
}

std::optional<UtcTime> needed_until(const FeedItem& item) {
  return std::visit(NeededUntil{}, item);
}

}  // namespace lobby::protocol
