// Small facts for tests of the stores: identities from numbers, slots, bookings, operations, and a
// directory that is gone afterwards. Values pass the codec and mean nothing.
// Any thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/port/device_store.h"
#include "core/port/server_store.h"

namespace lobby::tests {

class ScratchDirectory {
 public:
  ScratchDirectory();
  ~ScratchDirectory();
  ScratchDirectory(const ScratchDirectory&) = delete;
  ScratchDirectory& operator=(const ScratchDirectory&) = delete;
  std::string file(std::string_view name) const { return (path_ / name).string(); }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// "device" or "server": where the build put their migrations.
std::string migrations_directory(std::string_view family);

// Whether the bytes of a file hold `word`; a missing file holds nothing.
bool file_holds(const std::string& path, std::string_view word);

// The same number gives the same identity; ids rise with it.
template <class IdType>
IdType id_of(std::uint64_t number) {
  IdBytes bytes{};
  for (unsigned index = 0; index < 8; ++index) {
    bytes[15 - index] = static_cast<std::uint8_t>(number >> (8U * index));
  }
  bytes[6] = 0x70;
  return IdType(bytes);
}
ticket::BookingCode code_of(std::uint64_t number);
ticket::KeyId key_of(std::uint8_t number);

inline const SiteId site = SiteId::literal("yunting");
inline const PoolId king_rooms = PoolId::literal("king-room");
inline const PoolId halls = PoolId::literal("hall");
inline constexpr std::string_view guest_name = "Wilhelmina Farthingale";
inline constexpr std::string_view guest_phone = "+4915112345678";

// The `day`-th of December 2026.
inventory::Slot night(unsigned day, const PoolId& pool = king_rooms);

port::DeviceIdentity kiosk_identity();

booking::Booking confirmed_booking(std::uint64_t number, std::vector<inventory::SlotUnits> demand);
booking::Booking requested_booking(std::uint64_t number, std::vector<inventory::SlotUnits> demand);
// As a device states it: the guest under a fake seal, and nowhere else.
protocol::PlaceBooking place_sealed(booking::Booking booking);
port::NewOperation placing(const booking::Booking& booking, std::uint64_t number);
protocol::AdmissionId admission_id(std::uint64_t number);
port::NewOperation admitting(std::uint64_t ticket, std::uint64_t operation, UtcTime at);
port::NewOperation undoing(std::uint64_t ticket, std::uint64_t operation, UtcTime at);

protocol::OperationReply applied(OperationId id);
protocol::OperationReply refused(OperationId id, ErrorCode code);
protocol::FeedPage page(std::int64_t cursor, std::vector<protocol::FeedItem> items);
protocol::GrantNotice grant_notice(const inventory::Slot& slot, std::int32_t total);
protocol::BookingNotice listed(std::uint64_t number, std::int32_t version, UtcTime from,
                               UtcTime until);
protocol::KeyNotice key_notice(std::uint8_t number, bool revoked);
port::DeviceRecord device_record(std::uint64_t number);

}  // namespace lobby::tests
