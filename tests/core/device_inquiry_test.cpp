// Goal: a kiosk finds a booking by code and phone or by its ticket, hears what cancelling costs and
// cancels, in the server's own words; what is no answer is an error by name.
// Method: the answers of a house over a memory store, handed on by a scripted network.
#include "core/device/inquiry.h"
#include "tests/core/reservation_house.h"
#include "tests/fakes/fake_transport.h"

namespace lobby::device {
namespace device_inquiry_test {

using tests::king_stay;

const LocalDate first_night = LocalDate::of(2026, 12, 10);

class DeviceInquiry : public tests::ReservationHouse {
 protected:
  static tests::FakeTransport::Answer said(const Reply& reply) {
    return reply ? tests::answered(*reply)
                 : tests::refused_with(404, protocol::to_json(reply.error()));
  }
  ErrorCode refused(const Inquiry& inquiry) {
    const Result<InquiryAnswer> answer = inquire(network_, inquiry);
    EXPECT_FALSE(answer.ok());
    return answer ? ErrorCode::internal : answer.error().code;
  }
  protocol::CancelOrder order_of(const booking::Booking& booking, booking::Settlement settlement) {
    protocol::CancelOrder order;
    order.head.id = OperationId(next_id());
    order.base_version = booking.version;
    order.settlement = settlement;
    return order;
  }

  tests::FakeTransport network_;
};

TEST_F(DeviceInquiry, finds_a_booking_and_what_was_paid) {
  const booking::Booking booking = placed(king_stay(first_night, 2));
  ASSERT_TRUE(pay(booking, 30'000).ok());
  network_.script({said(reservation::find_booking(from(kiosk_), booking.code, "13800005678")),
                   said(reservation::read_folio(from(kiosk_), booking.id))});
  const auto answer = inquire(network_, FindByCode{booking.code.text(), "+8613800005678"});
  ASSERT_TRUE(answer.ok()) << to_string(answer.error());
  const auto& found = std::get<FoundBooking>(*answer);
  EXPECT_EQ(found.booking, booking);
  EXPECT_EQ(booking::paid_of(found.folio).amount_minor, 30'000);
  EXPECT_EQ(booking::balance_of(found.folio).amount_minor,
            booking.quote.total.amount_minor - 30'000);
  EXPECT_EQ(network_.requests().front().path,
            "/v1/bookings/find?code=" + booking.code.text() + "&phone=%2B8613800005678");
  EXPECT_EQ(network_.requests().back().path, "/v1/bookings/" + booking.id.text() + "/folio");
}

TEST_F(DeviceInquiry, a_ticket_travels_whole) {
  network_.script({tests::no_contact()});
  EXPECT_EQ(refused(FindByTicket{"HTTPS://YUNTING.EXAMPLE/T/ABC"}), ErrorCode::unavailable);
  EXPECT_EQ(network_.requests().front().path,
            "/v1/bookings/find?ticket=HTTPS%3A%2F%2FYUNTING.EXAMPLE%2FT%2FABC");
}

TEST_F(DeviceInquiry, hears_the_fee_and_cancels_once) {
  const booking::Booking booking = placed(king_stay(first_night, 2));
  ASSERT_TRUE(pay(booking, 50'000).ok());
  network_.script({said(reservation::cancellation_of(from(kiosk_), booking.id))});
  const auto asked = inquire(network_, AskCancellation{booking.id});
  ASSERT_TRUE(asked.ok()) << to_string(asked.error());
  const auto& offer = std::get<booking::CancellationOffer>(*asked);
  EXPECT_EQ(offer.voucher.amount_minor, 50'000);
  EXPECT_EQ(offer.refund.amount_minor + offer.fee.amount_minor, 50'000);
  EXPECT_FALSE(offer.moves.empty());

  const CancelBooking cancel{booking.id, order_of(booking, booking::Settlement::voucher)};
  network_.handle([&](const tests::FakeTransport::Request& request) {
    const auto order = protocol::cancel_order_from(request.body);
    EXPECT_EQ(*order, cancel.order);
    return said(reservation::cancel_booking(from(kiosk_, request.body), booking.id, *order));
  });
  const auto first = inquire(network_, cancel);
  const auto again = inquire(network_, cancel);
  ASSERT_TRUE(first.ok()) << to_string(first.error());
  EXPECT_EQ(*first, *again);
  const auto& ended = std::get<protocol::EndedBooking>(*first);
  EXPECT_EQ(ended.booking.state, booking::BookingState::cancelled);
  EXPECT_EQ(ended.voucher_amount.amount_minor, 50'000);
  EXPECT_TRUE(office::VoucherCode::parse(ended.voucher_code).ok()) << ended.voucher_code;
  expect_sound();
}

TEST_F(DeviceInquiry, an_end_without_a_voucher_has_none) {
  const booking::Booking booking = placed(king_stay(first_night, 2));
  network_.handle([&](const tests::FakeTransport::Request& request) {
    const auto order = protocol::cancel_order_from(request.body);
    return said(reservation::cancel_booking(from(kiosk_, request.body), booking.id, *order));
  });
  const auto ended =
      inquire(network_, CancelBooking{booking.id, order_of(booking, booking::Settlement::fee)});
  ASSERT_TRUE(ended.ok()) << to_string(ended.error());
  EXPECT_EQ(std::get<protocol::EndedBooking>(*ended).voucher_code, "");
  EXPECT_EQ(std::get<protocol::EndedBooking>(*ended).booking, stored(booking.id));
}

TEST_F(DeviceInquiry, refusals_and_noise_are_errors_by_name) {
  const Error miss = fail(ErrorCode::not_found, "there is no booking with this code and phone");
  const FindByCode find{"YT7K3MQ9", "13800005678"};
  network_.script({tests::refused_with(404, protocol::to_json(miss)), tests::answered("{}"),
                   tests::refused_with(502, "<html>"), tests::no_contact()});
  EXPECT_EQ(refused(find), ErrorCode::not_found);
  EXPECT_EQ(refused(find), ErrorCode::missing_field);
  EXPECT_EQ(refused(find), ErrorCode::unavailable);
  EXPECT_EQ(refused(find), ErrorCode::unavailable);
}

TEST_F(DeviceInquiry, a_folio_whose_sums_are_not_those_of_its_entries_is_refused) {
  const booking::Booking booking = placed(king_stay(first_night, 1));
  auto folio = json_of(reservation::read_folio(from(kiosk_), booking.id));
  EXPECT_TRUE(protocol::folio_from(folio.dump()).ok());
  folio["balance"]["amount_minor"] = 1;
  const auto wrong = protocol::folio_from(folio.dump());
  ASSERT_FALSE(wrong.ok());
  EXPECT_EQ(wrong.error().code, ErrorCode::out_of_range);
}

}  // namespace device_inquiry_test
}  // namespace lobby::device
