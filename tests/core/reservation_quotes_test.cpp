// Goal: the house keeps to a quote until it ends, for the selection it was given for, and a kiosk
// does not make a guest a better one. Method: scenarios over a memory store.
#include "core/base/limits.h"
#include "core/reservation/quotes.h"
#include "tests/core/reservation_house.h"

namespace lobby::reservation {
namespace reservation_quotes_test {

using tests::king_stay;

const LocalDate first_night = LocalDate::of(2026, 12, 10);

class ReservationQuotes : public tests::ReservationHouse {
 protected:
  booking::QuoteRecord quoted(DeviceId device, std::int32_t tier = 0) {
    const Reply reply =
        give_quote(from(device), {head(), king_stay(first_night, 2), tier, false, {}});
    EXPECT_TRUE(reply.ok()) << (reply ? "" : to_string(reply.error()));
    return *protocol::quote_record_from(reply ? *reply : "{}");
  }
  Reply book(const booking::QuoteRecord& quote, const booking::Selection& selection) {
    protocol::PlaceOrder order{head(), selection, guest(), false};
    order.quote = quote.id;
    return place_booking(from(desk_), order);
  }
};

TEST_F(ReservationQuotes, a_booking_costs_what_it_was_quoted_whatever_changed_since) {
  const booking::QuoteRecord quote = quoted(desk_);
  for (catalog::Service& service : house_.hotel.services) {
    for (Money& rate : service.rates) {
      rate.amount_minor += 5'000;
    }
  }
  const booking::Booking booking = parsed(book(quote, quote.selection));
  EXPECT_EQ(booking.quote, quote.quote);
  EXPECT_EQ(balance(booking), quote.quote.total.amount_minor);
  EXPECT_GT(placed(king_stay(first_night, 2)).quote.total.amount_minor,
            quote.quote.total.amount_minor);
  expect_sound();
}

TEST_F(ReservationQuotes, it_ends_and_is_for_one_selection) {
  const booking::QuoteRecord quote = quoted(desk_);
  EXPECT_EQ(code(book(quote, king_stay(first_night, 1))), ErrorCode::policy_refused);
  house_.now = quote.valid_until;
  EXPECT_EQ(code(book(quote, quote.selection)), ErrorCode::expired);
  booking::QuoteRecord unknown = quote;
  unknown.id = tests::id_of<booking::QuoteId>(9);
  EXPECT_EQ(code(book(unknown, quote.selection)), ErrorCode::not_found);
  EXPECT_TRUE(house_.site().bookings.empty());
}

TEST_F(ReservationQuotes, it_can_be_reckoned_again_and_a_kiosk_claims_no_tier) {
  const booking::QuoteRecord quote = quoted(kiosk_, 3);
  EXPECT_EQ(quote.quote.terms.tier, 0);
  EXPECT_TRUE(booking::reproduces(house_.hotel, quote));
  EXPECT_EQ(*protocol::quote_record_from(*read_quote(from(kiosk_), quote.id)), quote);
}

TEST_F(ReservationQuotes, what_is_not_sold_at_a_channel_is_refused_there) {
  for (catalog::Service& service : house_.hotel.services) {
    service.channels = {catalog::SalesChannel::counter};
  }
  const protocol::PlaceOrder order{head(), king_stay(first_night, 1), guest(), false};
  const Reply at_kiosk = place_booking(from(kiosk_), order);
  EXPECT_EQ(code(at_kiosk), ErrorCode::policy_refused);
  EXPECT_EQ(at_kiosk.error().detail.substr(0, 18), "selection.service:");
  EXPECT_TRUE(place_booking(from(desk_), order).ok());
}

}  // namespace reservation_quotes_test
}  // namespace lobby::reservation
