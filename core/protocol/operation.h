// What a device says to the server: operations, each one fact, and the replies to them.
// An operation is made and stored before it is sent; the same id always has the same outcome
// (protocol rule 2).
// Any thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/base/text.h"
#include "core/base/time.h"
#include "core/booking/booking.h"
#include "core/ticket/ticket.h"

namespace lobby::protocol {

inline constexpr std::int32_t protocol_version = 1;

// Which admission: the ticket as signed, not the booking, because a desk may scan a ticket whose
// booking has not reached the server yet.
struct AdmissionId {
  ticket::BookingCode code;
  ticket::KeyId key{};
  std::uint8_t number = 1;

  auto operator<=>(const AdmissionId&) const = default;
};

// The guest's details travel and lie on the device sealed to the server (port/sealer.h), as
// SealContent; the booking beside them has none. What a device committed before it could seal has
// no seal and its guest in the booking; it is still sent and accepted, and never made anew.
struct PlaceBooking {
  booking::Booking booking;  // confirmed or requested; its guest empty beside a seal
  Bytes sealed_guest;        // at most limits::sealed_guest_bytes_max
  bool operator==(const PlaceBooking&) const = default;

  bool is_sealed() const { return !sealed_guest.empty(); }
};

struct CancelBooking {
  BookingId booking;
  std::int32_t base_version = 0;
  bool operator==(const CancelBooking&) const = default;
};

struct CheckIn {
  AdmissionId admission;
  std::uint16_t party = 1;
  UtcTime at;  // device time corrected by its offset
  bool operator==(const CheckIn&) const = default;
};

struct UndoCheckIn {
  AdmissionId admission;
  UtcTime at;
  bool operator==(const UndoCheckIn&) const = default;
};

// Units this device asks for beyond its own, because a guest wants them: all or none (a hold). The
// grant comes by the feed. After `valid_until` (the server's time) nobody waits for it any more.
struct RequestUnits {
  std::vector<inventory::SlotUnits> units;  // ascending slots, each once
  UtcTime valid_until;
  bool operator==(const RequestUnits&) const = default;
};

// Units this device will not sell: its own balance is lowered already (protocol rule 5).
struct ReturnUnits {
  std::vector<inventory::SlotUnits> units;  // ascending slots, each once
  bool operator==(const ReturnUnits&) const = default;
};

// What the server received and cannot read: a kind it does not know, a field out of range. It is
// refused and kept as sent, so that it stops neither its batch nor the device (protocol rule 11).
// No device makes one.
struct Unreadable {
  std::string kind;  // as sent
  std::string json;  // the payload, canonical
  Error fault;
  bool operator==(const Unreadable&) const = default;
};

using Payload = std::variant<PlaceBooking, CancelBooking, CheckIn, UndoCheckIn, RequestUnits,
                             ReturnUnits, Unreadable>;
// "place_booking", "cancel_booking", "check_in", "undo_check_in", "request_units", "return_units",
// or as sent.
std::string_view kind_of(const Payload& payload);

// SHA-256 over an operation's canonical JSON.
using OperationHash = std::array<std::uint8_t, 32>;

struct Operation {
  OperationId id;
  SiteId site;
  DeviceId device;
  std::int64_t epoch = 1;
  std::int64_t sequence = 0;  // 1, 2, 3 … per device and epoch, no gaps
  UtcTime device_time;
  std::optional<Duration> clock_offset;  // server minus device; unknown until first contact
  Payload payload;
  // The hash of the operation before it in its epoch, zeros for the first (protocol rule 16): two
  // machines with one disk cannot go on with one chain. Without it: made before there were chains.
  std::optional<OperationHash> previous{};

  bool operator==(const Operation&) const = default;
};

enum class Outcome : std::uint8_t { applied, refused };

struct OperationReply {
  OperationId id;
  Outcome outcome = Outcome::applied;
  ErrorCode code = ErrorCode::internal;  // refused only
  std::string detail;

  bool operator==(const OperationReply&) const = default;
};

struct Batch {
  DeviceId device;
  std::vector<Operation> operations;  // ascending sequence, at most limits::batch_operations_max
  ticket::Signature signature{};      // by the device's key, over signing_message()

  bool operator==(const Batch&) const = default;
};

struct BatchReply {
  std::int64_t incarnation = 1;
  UtcTime server_time;
  std::vector<OperationReply> replies;  // one for each operation, in order
  // The device's epoch at the server. Beyond the device's own: that one is closed, and nothing is
  // sold before the device has taken the new one (protocol rules 10 and 16).
  std::int64_t epoch = 1;
  // The feed's cursor when the answer was committed. What was answered at a cursor below one that
  // the server later calls stable (FeedPage::stable) is safe from a restore.
  std::int64_t cursor = 0;

  bool operator==(const BatchReply&) const = default;
};

// What a device signs: "LOBBY-BATCH-V1", a zero byte and the batch's canonical JSON without its
// signature.
Bytes signing_message(const Batch& batch);

}  // namespace lobby::protocol
