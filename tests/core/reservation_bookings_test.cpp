// Goal: the office books, finds and moves bookings; a command is carried out once; whatever is done
// stands in the journal. Method: scenarios over a memory store, each ending with an audit.
#include "tests/core/reservation_house.h"

namespace lobby::reservation {
namespace reservation_bookings_test {

using booking::BookingState;
using booking::Command;
using tests::king_stay;

const LocalDate first_night = LocalDate::of(2026, 12, 10);

class ReservationBookings : public tests::ReservationHouse {};

TEST_F(ReservationBookings, a_booking_at_the_desk_takes_units_and_is_charged) {
  const booking::Booking booking = placed(king_stay(first_night, 2));
  EXPECT_EQ(booking.state, BookingState::confirmed);
  EXPECT_EQ(booking.history.front().act.channel, booking::Channel::counter);
  EXPECT_EQ(booking.history.front().act.actor, "Ms Example");
  EXPECT_EQ(sold(booking), 1);
  EXPECT_EQ(balance(booking), booking.quote.total.amount_minor);
  EXPECT_EQ(stored(booking.id), booking);
  expect_sound();
}

TEST_F(ReservationBookings, the_same_command_again_has_the_same_answer_and_does_nothing) {
  const protocol::PlaceOrder order{head(), king_stay(first_night, 1), guest(), false};
  const Reply first = place_booking(from(desk_, "the body"), order);
  const Reply again = place_booking(from(desk_, "the body"), order);
  ASSERT_TRUE(first.ok() && again.ok());
  EXPECT_EQ(*first, *again);
  EXPECT_EQ(house_.site().bookings.size(), 1U);
  EXPECT_EQ(code(place_booking(from(desk_, "another body"), order)), ErrorCode::id_reused);
  expect_sound();
}

TEST_F(ReservationBookings, a_refused_command_may_be_tried_again_under_its_id) {
  protocol::PlaceOrder order{head(), king_stay(first_night, 1), guest(), false};
  order.guest.name = "7";
  EXPECT_EQ(code(place_booking(from(desk_), order)), ErrorCode::malformed);
  EXPECT_TRUE(house_.site().bookings.empty());
  order.guest.name = "Lin Example";
  EXPECT_TRUE(place_booking(from(desk_), order).ok());
  expect_sound();
}

TEST_F(ReservationBookings, more_than_there_is_is_sold_out_and_takes_nothing) {
  for (int room = 0; room < 3; ++room) {
    placed(king_stay(first_night.plus_days(1), 1));
  }
  // Its first night is free, its second is not.
  const Reply fourth =
      place_booking(from(desk_), {head(), king_stay(first_night, 2), guest(), false});
  EXPECT_EQ(code(fourth), ErrorCode::sold_out);
  EXPECT_EQ(house_.site().bookings.size(), 3U);
  EXPECT_EQ(house_.site().slots.at({PoolId::literal("king-room"), first_night, 0}).sold, 0);
  expect_sound();
}

TEST_F(ReservationBookings, bad_guests_are_named_by_field) {
  const auto refused = [&](const guest::GuestDetails& guest) {
    const Reply reply =
        place_booking(from(desk_), {head(), king_stay(first_night, 1), guest, false});
    return reply ? std::string("taken") : reply.error().detail.substr(0, 14);
  };
  EXPECT_EQ(refused({"", "13800005678", {}, "en"}).substr(0, 11), "guest.name:");
  EXPECT_EQ(refused({"Lin Example", "12", {}, "en"}).substr(0, 12), "guest.phone:");
  EXPECT_EQ(refused({"Lin Example", "13800005678", {NoteId::literal("moon")}, "en"}).substr(0, 12),
            "guest.notes:");
  EXPECT_EQ(refused({"Lin Example", "13800005678", {}, "tlh"}), "guest.language");
  EXPECT_TRUE(house_.site().bookings.empty());
}

TEST_F(ReservationBookings, a_booking_is_found_by_code_and_phone_only) {
  const booking::Booking booking = placed(king_stay(first_night, 1));
  EXPECT_EQ(parsed(find_booking(from(kiosk_), booking.code, "138 0000 5678")), booking);
  EXPECT_EQ(code(find_booking(from(kiosk_), booking.code, "13800005679")), ErrorCode::not_found);
  EXPECT_EQ(
      code(find_booking(from(kiosk_), *ticket::BookingCode::parse("YT7K3MQ9"), "13800005678")),
      ErrorCode::not_found);
  EXPECT_EQ(last_noted().action, "find_booking");
  EXPECT_EQ(last_noted().subject, "booking " + booking.id.text());
}

TEST_F(ReservationBookings, a_ticket_of_the_house_finds_its_booking) {
  const booking::Booking booking = placed(king_stay(first_night, 1));
  tests::FakeVerifier verifier;
  const auto signed_by = [&](std::uint8_t number, DeviceId device) {
    ticket::SignedTicket scanned;
    scanned.ticket.site_number = house_.hotel.site.number;
    scanned.ticket.code = booking.code;
    scanned.ticket.key = house_.site().devices.at(device).key;
    scanned.signature = tests::FakeSigner(number).sign(ticket::signing_message(scanned.ticket));
    return scanned;
  };
  const ticket::SignedTicket good = signed_by(2, kiosk_);  // the house's second key
  EXPECT_EQ(parsed(find_booking(from(kiosk_), verifier, good)), booking);
  EXPECT_EQ(last_noted().subject, "booking " + booking.id.text());

  ticket::SignedTicket elsewhere = good;
  elsewhere.ticket.site_number += 1;
  ticket::SignedTicket other_code = good;
  other_code.ticket.code = *ticket::BookingCode::parse("YT7K3MQ9");
  for (const ticket::SignedTicket& wrong : {signed_by(1, kiosk_), elsewhere, other_code}) {
    EXPECT_EQ(code(find_booking(from(desk_), verifier, wrong)), ErrorCode::not_found);
  }
  ASSERT_TRUE(service::revoke_device(house_.office(), kiosk_, house_.now).ok());
  EXPECT_EQ(code(find_booking(from(desk_), verifier, good)), ErrorCode::not_found);
}

TEST_F(ReservationBookings, lists_are_for_staff_and_come_in_pages) {
  for (int count = 0; count < 3; ++count) {
    placed(king_stay(first_night.plus_days(count * 2), 1));
  }
  EXPECT_EQ(code(list_bookings(from(kiosk_), {}, 10)), ErrorCode::forbidden);
  const auto first = json_of(list_bookings(from(desk_), {}, 2));
  EXPECT_EQ(first["items"].size(), 2U);
  const auto next = BookingId::parse(first["next"].get<std::string>());
  const auto second = json_of(list_bookings(from(desk_), *next, 2));
  EXPECT_EQ(second["items"].size(), 1U);
  EXPECT_TRUE(second["next"].is_null());
}

TEST_F(ReservationBookings, the_house_agrees_or_not_and_units_follow) {
  const booking::Booking first = placed(king_stay(first_night, 1), true);
  EXPECT_EQ(first.state, BookingState::awaiting_approval);
  EXPECT_EQ(sold(first), 1);
  EXPECT_EQ(code(step(first, Command::refuse)), ErrorCode::missing_field);
  const booking::Booking refused = parsed(step(first, Command::refuse, "closed for a wedding"));
  EXPECT_EQ(refused.state, BookingState::refused);
  EXPECT_EQ(refused.history.back().act.reason, "closed for a wedding");
  EXPECT_EQ(sold(first), 0);
  const booking::Booking second = placed(king_stay(first_night, 1), true);
  EXPECT_EQ(parsed(step(second, Command::approve)).state, BookingState::confirmed);
  expect_sound();
}

TEST_F(ReservationBookings, a_stale_version_or_a_kiosk_moves_nothing) {
  const booking::Booking booking = placed(king_stay(first_night, 1), true);
  booking::Booking stale = booking;
  stale.version = 9;
  EXPECT_EQ(code(step(stale, Command::approve)), ErrorCode::version_conflict);
  EXPECT_EQ(
      code(step_booking(from(kiosk_), booking.id, {head(), booking.version, Command::approve, {}})),
      ErrorCode::forbidden);
  EXPECT_EQ(code(step(booking, Command::complete)), ErrorCode::invalid_transition);
  EXPECT_EQ(code(step(booking, Command::cancel)), ErrorCode::forbidden);
  EXPECT_EQ(stored(booking.id), booking);
  EXPECT_EQ(code(read_booking(from(desk_), tests::id_of<BookingId>(99))), ErrorCode::not_found);
}

TEST_F(ReservationBookings, a_request_from_a_kiosk_is_confirmed_where_a_unit_is_free) {
  const booking::Booking request = tests::sample_booking(
      {.selection = king_stay(first_night, 1), .device = kiosk_, .as_request = true});
  house_.send(kiosk_, {tests::sample_operation(kiosk_, 1, protocol::PlaceBooking{request, {}})});
  const booking::Booking confirmed = parsed(step(request, Command::confirm));
  EXPECT_EQ(confirmed.state, BookingState::confirmed);
  EXPECT_EQ(sold(confirmed), 1);
  expect_sound();
}

TEST_F(ReservationBookings, no_shows_and_completed_stays_keep_their_units_counted) {
  const booking::Booking booking = placed(king_stay(first_night, 1));
  EXPECT_EQ(parsed(step(booking, Command::mark_no_show)).state, BookingState::no_show);
  EXPECT_EQ(sold(booking), 1);
  expect_sound();
}

TEST_F(ReservationBookings, every_command_and_look_is_one_entry_of_the_journal) {
  const std::size_t before = house_.site().journal.size();
  const booking::Booking booking = placed(king_stay(first_night, 1));
  EXPECT_EQ(last_noted().action, "place_booking");
  EXPECT_EQ(last_noted().actor, "Ms Example");
  EXPECT_EQ(last_noted().subject, "booking " + booking.id.text());
  ASSERT_TRUE(read_booking(from(kiosk_), booking.id).ok());
  EXPECT_EQ(last_noted().action, "read_booking");
  EXPECT_EQ(last_noted().device, kiosk_);
  EXPECT_EQ(house_.site().journal.size(), before + 2);
  const std::string all = [&] {
    std::string text;
    for (const office::JournalEntry& entry : house_.site().journal) {
      text += protocol::to_json(entry);
    }
    return text;
  }();
  EXPECT_EQ(all.find("Lin"), std::string::npos);
  EXPECT_EQ(all.find("5678"), std::string::npos);
}

}  // namespace reservation_bookings_test
}  // namespace lobby::reservation
