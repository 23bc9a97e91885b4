// A house with a desk and a kiosk that ask the office: the words that tests of core/reservation
// share. One thread.
#pragma once

#include <string>
#include <utility>

#include <nlohmann/json.hpp>

#include "core/protocol/codec.h"
#include "core/protocol/office_codec.h"
#include "core/reservation/bookings.h"
#include "core/reservation/care.h"
#include "core/reservation/changes.h"
#include "core/reservation/search.h"
#include "core/reservation/waiting.h"
#include "core/service/audit.h"
#include "core/service/journal.h"
#include "tests/core/service_house.h"

namespace lobby::tests {

// The sample hotel with changes allowed and a deposit on what costs ¥5,000 or more.
inline catalog::Catalog office_catalog() {
  catalog::Catalog hotel = sample_catalog();
  for (catalog::Policy& policy : hotel.policies) {
    policy.changes = {1, 10, 2};
    catalog::DepositRule rule;
    rule.from_total = {500'000, hotel.site.currency};
    rule.percent = 30;
    rule.within_hours = 24;
    rule.balance_days_before = 2;
    rule.remind_hours = 6;
    rule.grace_hours = 12;
    policy.deposit = rule;
  }
  return hotel;
}

class ReservationHouse : public testing::Test {
 protected:
  explicit ReservationHouse(catalog::Catalog hotel = office_catalog()) : house_(std::move(hotel)) {}

  using Reply = Result<std::string>;

  reservation::Request from(DeviceId device, std::string_view body = "{}") {
    office_.emplace(house_.office());
    return {*office_, house_.entropy, device, house_.now, body};
  }
  protocol::CommandHead head() { return {OperationId(next_id()), "Ms Example", {}}; }
  IdBytes next_id() {
    IdBytes random{};
    house_.entropy.fill(random);
    return uuid_v7(house_.now, random);
  }
  guest::GuestDetails guest() const { return {"Lin Example", "13800005678", {}, "en"}; }

  booking::Booking placed(const booking::Selection& selection, bool submit = false) {
    return parsed(reservation::place_booking(from(desk_), {head(), selection, guest(), submit}));
  }
  booking::Booking parsed(const Reply& reply) {
    EXPECT_TRUE(reply.ok()) << (reply ? "" : to_string(reply.error()));
    const auto booking = protocol::booking_from(reply ? *reply : "{}");
    EXPECT_TRUE(booking.ok()) << (booking ? "" : to_string(booking.error()));
    return booking ? *booking : booking::Booking{};
  }
  booking::Booking stored(BookingId id) { return house_.site().bookings.at(id); }
  static nlohmann::json json_of(const Reply& reply) {
    EXPECT_TRUE(reply.ok()) << (reply ? "" : to_string(reply.error()));
    return reply ? nlohmann::json::parse(*reply) : nlohmann::json();
  }
  Reply step(const booking::Booking& booking, booking::Command command, std::string reason = {}) {
    return reservation::step_booking(from(desk_), booking.id,
                                     {head(), booking.version, command, std::move(reason)});
  }
  Reply pay(const booking::Booking& booking, std::int64_t minor) {
    protocol::PostOrder order;
    order.head = head();
    order.amount = {minor, booking.quote.total.currency};
    order.method = booking::PayMethod::cash;
    return reservation::post_to_folio(from(desk_), booking.id, order);
  }
  std::int64_t balance(const booking::Booking& booking) {
    return json_of(reservation::read_folio(from(desk_), booking.id))["balance"]["amount_minor"];
  }
  std::int32_t sold(const booking::Booking& booking) {
    return house_.site().slots.at(booking.demand.front().slot).sold;
  }
  // Counts, versions and the journal hold.
  void expect_sound() {
    const auto report = service::audit(house_.store, house_.hotel.site.id);
    ASSERT_TRUE(report.ok());
    for (const service::AuditFinding& finding : report->invariants) {
      for (const std::string& named : finding.named) {
        ADD_FAILURE() << named;
      }
    }
    const auto journal = service::verify_journal(house_.office(), {});
    ASSERT_TRUE(journal.ok());
    EXPECT_EQ(journal->fault, std::nullopt);
  }
  static ErrorCode code(const Reply& reply) {
    EXPECT_FALSE(reply.ok()) << (reply ? reply->substr(0, 200) : "");
    return reply ? ErrorCode::internal : reply.error().code;
  }
  // The last thing the journal says.
  office::JournalEntry last_noted() { return house_.site().journal.back(); }

  House house_;
  DeviceId desk_ = house_.desk("Front desk");
  DeviceId kiosk_ = house_.kiosk("Kiosk 1");

 private:
  std::optional<service::Office> office_;
};

}  // namespace lobby::tests
