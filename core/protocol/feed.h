// What the server says to a device: an ordered stream per site, read by cursor. Each item states
// a whole fact (an absolute number, a full row), so that applying one twice changes nothing.
// Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/id.h"
#include "core/base/money.h"
#include "core/base/time.h"
#include "core/booking/booking.h"
#include "core/inventory/slot.h"
#include "core/protocol/operation.h"
#include "core/ticket/ticket.h"

namespace lobby::protocol {

enum class DeviceRole : std::uint8_t { kiosk, desk };
std::string_view name_of(DeviceRole role);
std::optional<DeviceRole> device_role_from(std::string_view name);

// A new catalogue, as its TOML text. To every device.
struct CatalogNotice {
  std::int64_t version = 0;
  std::string toml;
  bool operator==(const CatalogNotice&) const = default;
};

// All units of a slot ever granted to this device in this epoch; the device keeps the highest it
// has seen, and none of another epoch. To the device it names.
struct GrantNotice {
  DeviceId device;
  inventory::Slot slot;
  std::int32_t granted_total = 0;
  std::int32_t elsewhere = 0;  // free at the site beside this device's own, for "few left"
  std::int64_t epoch = 1;
  // What the device may keep when no guest needs it. A lower one recalls the rest (protocol
  // rule 6): the device returns what it has not sold.
  std::int32_t standing = 0;
  bool operator==(const GrantNotice&) const = default;
};

// All units of a slot that were taken back from this device while it was silent, as its site chose
// (rule 9: reclaim_after), and that it has not sold all the same. To the device it names.
struct ReclaimNotice {
  DeviceId device;
  inventory::Slot slot;
  std::int32_t reclaimed = 0;
  std::int64_t epoch = 1;
  bool operator==(const ReclaimNotice&) const = default;
};

// What the site has free in a slot, where that is little or is held only while guests decide. To
// kiosks.
struct StockNotice {
  inventory::Slot slot;
  std::int32_t free = 0;
  bool operator==(const StockNotice&) const = default;
};

// A device's ticket key. To desks.
struct KeyNotice {
  DeviceId device;
  std::string device_name;
  ticket::KeyId key{};
  ticket::PublicKey public_key{};
  bool revoked = false;
  bool operator==(const KeyNotice&) const = default;
};

// What a desk shows of a booking. To desks.
struct BookingNotice {
  BookingId id;
  ticket::BookingCode code;
  std::int32_t version = 0;
  booking::BookingState state = booking::BookingState::confirmed;
  ServiceId service;
  booking::Window window;
  std::int32_t nights = 1;
  std::int32_t party = 1;
  std::string guest_name;
  Money total;
  std::string made_at;  // the device's name
  bool operator==(const BookingNotice&) const = default;
};

// An admission, or its undoing. To desks.
struct AdmissionNotice {
  AdmissionId admission;
  UtcTime at;
  DeviceId device;
  std::string place;  // the desk's name
  bool undone = false;
  bool operator==(const AdmissionNotice&) const = default;
};

using FeedItem = std::variant<CatalogNotice, GrantNotice, KeyNotice, BookingNotice, AdmissionNotice,
                              StockNotice, ReclaimNotice>;
// "catalog", "grant", "key", "booking", "admission", "stock", "reclaim".
std::string_view kind_of(const FeedItem& item);

// Who reads.
struct Reader {
  DeviceRole role = DeviceRole::kiosk;
  DeviceId device;
  bool operator==(const Reader&) const = default;
};
// Who an item is for: nothing stands for everybody.
struct Audience {
  std::optional<DeviceRole> role;
  std::optional<DeviceId> device;

  bool includes(const Reader& reader) const {
    return role.value_or(reader.role) == reader.role &&
           device.value_or(reader.device) == reader.device;
  }
};
Audience audience_of(const FeedItem& item);
// Which fact an item states: a later item of the same fact takes the place of the earlier one, so
// that the feed read from its beginning is a snapshot of what is true now.
std::string fact_of(const FeedItem& item);
// When nobody needs the item any more; nothing: never.
std::optional<UtcTime> needed_until(const FeedItem& item);

struct FeedPage {
  std::int64_t incarnation = 1;
  UtcTime server_time;
  std::int64_t cursor = 0;  // ask again from here
  bool more = false;        // more is there already
  std::vector<FeedItem> items;
  std::int64_t epoch = 1;   // the reader's, as in BatchReply
  std::int64_t stable = 0;  // what was answered below this cursor is in a backup (rule 15)

  bool operator==(const FeedPage&) const = default;
};

}  // namespace lobby::protocol
