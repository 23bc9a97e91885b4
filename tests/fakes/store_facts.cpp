// The facts; see store_facts.h.
#include "tests/fakes/store_facts.h"

#include <cstdlib>
#include <fstream>
#include <sstream>

#include <unistd.h>

#include "core/base/check.h"
#include "core/protocol/codec.h"
#include "tests/fakes/fake_seal.h"

namespace lobby::tests {

ScratchDirectory::ScratchDirectory() {
  // In memory where there is such a place: a killed process loses no page there either, and what a
  // power cut loses is FaultVfs's to say, not the disk's.
  const bool in_memory = ::access("/dev/shm", W_OK | X_OK) == 0;
  const std::filesystem::path parent =
      in_memory ? std::filesystem::path("/dev/shm") : std::filesystem::temp_directory_path();
  std::string name = (parent / "lobby-store-XXXXXX").string();
  CHECK(::mkdtemp(name.data()) != nullptr);
  path_ = name;
}

ScratchDirectory::~ScratchDirectory() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string migrations_directory(std::string_view family) {
  // The tests of the adapters read the sources: no build step stands between a change and its test.
  const std::filesystem::path sources(LOBBY_SOURCE_DIR);
  return (sources / "assets" / "migrations" / family).string();
}

bool file_holds(const std::string& path, std::string_view word) {
  std::ifstream input(path, std::ios::binary);
  std::stringstream bytes;
  bytes << input.rdbuf();
  return bytes.view().find(word) != std::string::npos;
}

ticket::BookingCode code_of(std::uint64_t number) {
  std::array<std::uint8_t, 5> bytes{};
  for (unsigned index = 0; index < 5; ++index) {
    bytes[4 - index] = static_cast<std::uint8_t>(number >> (8U * index));
  }
  return ticket::BookingCode(bytes);
}

ticket::KeyId key_of(std::uint8_t number) {
  return {number, 1, 2, 3, 4, 5, 6, 7};
}

inventory::Slot night(unsigned day, const PoolId& pool) {
  return {pool, LocalDate::of(2026, 12, day), 0};
}

port::DeviceIdentity kiosk_identity() {
  return {id_of<DeviceId>(7), "Kiosk 1", protocol::DeviceRole::kiosk, site, 1};
}

namespace {

booking::Booking booking_in(booking::BookingState state, std::uint64_t number,
                            std::vector<inventory::SlotUnits> demand) {
  booking::Booking booking;
  booking.id = id_of<BookingId>(number);
  booking.code = code_of(number);
  booking.site = site;
  booking.made_by = kiosk_identity().device;
  booking.state = state;
  booking.version = 1;
  booking.selection.service = ServiceId::literal("lake-view-king");
  booking.selection.date = LocalDate::of(2026, 12, 1);
  booking.policy.id = PolicyId::literal("room");
  booking.window = {{1'796'000'000'000}, {1'796'086'400'000}, {1'796'000'000'000}};
  booking.demand = std::move(demand);
  booking.guest = {
      std::string(guest_name), std::string(guest_phone), {NoteId::literal("quiet-floor")}, "en"};
  const auto command = state == booking::BookingState::requested ? booking::Command::request
                                                                 : booking::Command::place;
  booking.history = {{1, command, {1'795'000'000'000}, booking.made_by}};
  return booking;
}

}  // namespace

booking::Booking confirmed_booking(std::uint64_t number, std::vector<inventory::SlotUnits> demand) {
  return booking_in(booking::BookingState::confirmed, number, std::move(demand));
}

booking::Booking requested_booking(std::uint64_t number, std::vector<inventory::SlotUnits> demand) {
  return booking_in(booking::BookingState::requested, number, std::move(demand));
}

protocol::PlaceBooking place_sealed(booking::Booking booking) {
  const std::string content = protocol::to_json(
      protocol::SealContent{.site = booking.site, .booking = booking.id, .guest = booking.guest});
  booking.guest = {};
  const Result<Bytes> seal = FakeSealer().seal(Bytes(content.begin(), content.end()));
  CHECK(seal.ok());
  return {std::move(booking), *seal};
}

port::NewOperation placing(const booking::Booking& booking, std::uint64_t number) {
  return {id_of<OperationId>(number),
          {1'795'000'000'000 + static_cast<std::int64_t>(number)},
          Duration::milliseconds(250),
          place_sealed(booking)};
}

protocol::AdmissionId admission_id(std::uint64_t number) {
  return {code_of(number), key_of(1), 1};
}

port::NewOperation admitting(std::uint64_t ticket, std::uint64_t operation, UtcTime at) {
  return {id_of<OperationId>(operation), at, std::nullopt,
          protocol::CheckIn{admission_id(ticket), 2, at}};
}

port::NewOperation undoing(std::uint64_t ticket, std::uint64_t operation, UtcTime at) {
  return {id_of<OperationId>(operation), at, std::nullopt,
          protocol::UndoCheckIn{admission_id(ticket), at}};
}

protocol::OperationReply applied(OperationId id) {
  return {id, protocol::Outcome::applied, ErrorCode::internal, ""};
}

protocol::OperationReply refused(OperationId id, ErrorCode code) {
  return {id, protocol::Outcome::refused, code, "because"};
}

protocol::FeedPage page(std::int64_t cursor, std::vector<protocol::FeedItem> items) {
  return {1, {1'795'000'000'000}, cursor, false, std::move(items)};
}

protocol::GrantNotice grant_notice(const inventory::Slot& slot, std::int32_t total) {
  return {kiosk_identity().device, slot, total, 4};
}

protocol::BookingNotice listed(std::uint64_t number, std::int32_t version, UtcTime from,
                               UtcTime until) {
  protocol::BookingNotice notice;
  notice.id = id_of<BookingId>(number);
  notice.code = code_of(number);
  notice.version = version;
  notice.service = ServiceId::literal("lake-view-king");
  notice.window = {from, until, from};
  notice.guest_name = "Lin Y.";
  notice.made_at = "Kiosk 1";
  return notice;
}

protocol::KeyNotice key_notice(std::uint8_t number, bool revoked) {
  return {id_of<DeviceId>(number), "Kiosk 1", key_of(number), ticket::PublicKey{number}, revoked};
}

port::DeviceRecord device_record(std::uint64_t number) {
  port::DeviceRecord record;
  record.id = id_of<DeviceId>(number);
  record.name = "Kiosk " + std::to_string(number);
  record.key = key_of(static_cast<std::uint8_t>(number));
  record.public_key = {static_cast<std::uint8_t>(number), 9};
  return record;
}

}  // namespace lobby::tests
