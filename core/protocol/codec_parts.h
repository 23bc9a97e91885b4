// The parts that several messages share: ids, times, money, windows, bookings, operations.
// read_x() and write_x() are each other's inverse.
// Any thread.
#pragma once

#include <string>
#include <string_view>

#include "core/base/id.h"
#include "core/base/money.h"
#include "core/base/time.h"
#include "core/booking/booking.h"
#include "core/protocol/codec_reader.h"
#include "core/protocol/operation.h"

namespace lobby::protocol::codec {

inline constexpr std::int64_t utc_ms_max = 253'402'300'799'999;  // the end of the year 9999
inline constexpr std::int64_t epoch_max = 1'000'000'000;
inline constexpr std::int64_t counter_max = 1'000'000'000'000'000;

template <class IdType>
IdType read_id(const Node& node) {
  return node.parsed<IdType>(&IdType::parse, [](const IdType& id) { return id.text(); });
}

ticket::BookingCode read_code(const Node& node);
LocalDate read_date(const Node& node);
UtcTime read_time(const Node& node);
std::int32_t read_minute(const Node& node);  // of the day, 0..1440
Money read_money(const Node& node);
std::optional<Money> read_money_or_none(const Node& node);
booking::Window read_window(const Node& node);
// The fields pool, date and start_minute of an object that holds more.
inventory::Slot read_slot_fields(const Node& node);
std::vector<inventory::SlotUnits> read_units_list(const Node& node);
booking::Quote read_quote(const Node& node);
guest::GuestDetails read_guest(const Node& node);
guest::Needs read_needs(const Node& node);
booking::Selection read_selection(const Node& node);
booking::Booking read_booking(const Node& node);
AdmissionId read_admission_id(const Node& node);
Operation read_operation(const Node& node);
OperationReply read_operation_reply(const Node& node);

// Ids, slugs, codes and dates.
template <class Textual>
Json write_text(const Textual& value) {
  return value.text();
}
Json write_money(const Money& money);
Json write_window(const booking::Window& window);
Json write_units_list(const std::vector<inventory::SlotUnits>& list);
Json write_guest(const guest::GuestDetails& guest);
Json write_needs(const guest::Needs& needs);
Json write_selection(const booking::Selection& selection);
Json write_quote(const booking::Quote& quote);
Json write_policy(const booking::ResolvedPolicy& policy);
Json write_due(const booking::DuePayment& due);
Json write_booking(const booking::Booking& booking);
Json write_admission_id(const AdmissionId& id);
Json write_operation(const Operation& operation);
Json write_operation_reply(const OperationReply& reply);

// A field that came later is left out where it says nothing: a text has one form, and one hash.
void refuse_default(const Node& field, bool is_default);

// A detail as it may travel: one line, cut at limits::detail_code_points.
std::string detail_line(std::string_view detail);

template <class T>
Json write_list(const std::vector<T>& items, Json (*write)(const T&)) {
  Json list = Json::array();
  for (const T& item : items) {
    list.push_back(write(item));
  }
  return list;
}

}  // namespace lobby::protocol::codec
