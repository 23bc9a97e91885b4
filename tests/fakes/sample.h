// A sample hotel in code: four services, one of each way of selling, with the prices and dates of
// the mock-ups; bookings, operations and devices of it.
// Any thread.
#pragma once

#include <cstdint>
#include <vector>

#include "core/booking/booking.h"
#include "core/catalog/catalog.h"
#include "core/port/server_store.h"
#include "core/protocol/operation.h"

namespace lobby::tests {

// 10:00 on Tuesday 1 December 2026 in the hotel.
inline constexpr UtcTime sample_now{1'796'090'400'000};

// lake-view-king (nights, 3 rooms, standing 2), yunting-hall (two-hour blocks, 1 hall, standing
// 1), lake-spa (hours, per person, 6 therapists, standing 2), lake-tour (days, per person, 32
// seats, standing 8). validate() finds no fault in it.
catalog::Catalog sample_catalog();
ZoneRules sample_zone();  // Asia/Shanghai
// Europe/Berlin around 2026 and 2027: clocks change on 25 October and 28 March.
ZoneRules summer_time_zone();

booking::Selection king_stay(LocalDate first_night, std::int32_t nights);
// 14:00–18:00 on 9 December 2026, 30 people, tea for all, screen and sound: ¥6,840.
booking::Selection hall_afternoon();
booking::Selection spa_visit(LocalDate date, std::int32_t start_minute, std::int32_t people);
booking::Selection tour_day(LocalDate date, std::int32_t people);

struct SampleOrder {
  booking::Selection selection;
  DeviceId device;
  std::uint64_t number = 1;  // makes the id and the code
  bool as_request = false;
  UtcTime at = sample_now;
};
// As a kiosk would commit it. REQUIRES: the catalogue offers the selection.
booking::Booking sample_booking(const SampleOrder& order);

// The id follows from device and sequence.
protocol::Operation sample_operation(DeviceId device, std::int64_t sequence,
                                     protocol::Payload payload);

}  // namespace lobby::tests
