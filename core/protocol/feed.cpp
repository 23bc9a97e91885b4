// Names of feed items and their addressees.
#include "core/protocol/feed.h"

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
  constexpr std::string_view kinds[] = {"catalog", "grant", "key", "booking", "admission", "stock"};
  static_assert(std::size(kinds) == std::variant_size_v<FeedItem>);
  return kinds[item.index()];
}

bool is_for(const FeedItem& item, DeviceRole role, DeviceId device) {
  if (const auto* grant = std::get_if<GrantNotice>(&item)) {
    return grant->device == device;
  }
  if (std::holds_alternative<StockNotice>(item)) {
    return role == DeviceRole::kiosk;
  }
  return std::holds_alternative<CatalogNotice>(item) || role == DeviceRole::desk;
}

}  // namespace lobby::protocol
