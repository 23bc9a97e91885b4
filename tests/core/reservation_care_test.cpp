// Goal: beside selling, departments hear of each booking, minors who stay are seen to, the wording
// a guest agreed to stays, and tries that were refused at a kiosk are counted. Method: scenarios
// over a memory store, each ending with an audit.
#include "core/reservation/house.h"
#include "tests/core/reservation_house.h"
#include "tests/fakes/priced_hotel.h"

namespace lobby::reservation {
namespace {

using booking::BookingState;
using booking::Command;
using tests::king_stay;

const LocalDate today = LocalDate::of(2026, 12, 1);
const DepartmentId kitchen = DepartmentId::literal("kitchen");

class ReservationCare : public tests::ReservationHouse {
 protected:
  ReservationCare() : ReservationHouse(tests::priced_hotel()) {}

  nlohmann::json work(const DepartmentId& department, LocalDate day) {
    return json_of(list_work_orders(from(desk_), department, day, {}, 50))["items"];
  }
  protocol::PlaceOrder order(const booking::Selection& selection) {
    return {head(), selection, guest()};
  }
  booking::Booking family(LocalDate first) {
    booking::Selection selection = king_stay(first, 1);
    selection.party = {1, 1};
    return parsed(place_booking(from(desk_), order(selection)));
  }
  Reply arrive(const booking::Booking& booking, std::int32_t arrivals) {
    return step_booking(from(desk_), booking.id,
                        {head(), stored(booking.id).version, Command::check_in, {}, arrivals});
  }
  Reply record(const booking::Booking& booking, const office::MinorDuties& duties,
               std::int32_t base_version = 1) {
    return record_duties(from(desk_), booking.id, {head(), base_version, duties});
  }
};

TEST_F(ReservationCare, an_allergen_reaches_the_kitchen_on_the_day) {
  protocol::PlaceOrder wish = order(king_stay(today.plus_days(3), 1));
  wish.guest.notes = {NoteId::literal("no-nuts")};
  wish.guest.remark = "  no sesame oil either ";
  const booking::Booking booking = parsed(place_booking(from(desk_), wish));
  const nlohmann::json orders = work(kitchen, today.plus_days(3));
  ASSERT_EQ(orders.size(), 1U);
  EXPECT_EQ(orders[0]["items"][0]["id"], "no-nuts");
  EXPECT_EQ(orders[0]["remark"], "no sesame oil either");
  EXPECT_EQ(orders.dump().find("Lin"), std::string::npos);
  EXPECT_EQ(last_noted().action, "list_work_orders");
  EXPECT_TRUE(work(kitchen, today.plus_days(2)).empty());
  EXPECT_EQ(code(list_work_orders(from(kiosk_), kitchen, today, {}, 50)), ErrorCode::forbidden);
  EXPECT_EQ(code(list_work_orders(from(desk_), DepartmentId::literal("moon"), today, {}, 50)),
            ErrorCode::not_found);
  expect_sound();
}

TEST_F(ReservationCare, a_change_moves_the_order_and_a_cancellation_calls_it_off) {
  protocol::PlaceOrder wish = order(king_stay(today.plus_days(3), 1));
  wish.guest.notes = {NoteId::literal("no-nuts")};
  const booking::Booking booking = parsed(place_booking(from(desk_), wish));
  protocol::AmendOrder change{head(), {1, king_stay(today.plus_days(5), 1), std::nullopt}};
  ASSERT_TRUE(change_booking(from(desk_), booking.id, change).ok());
  EXPECT_TRUE(work(kitchen, today.plus_days(3)).empty());
  ASSERT_EQ(work(kitchen, today.plus_days(5)).size(), 1U);
  protocol::CancelOrder cancel;
  cancel.head = head();
  cancel.base_version = 2;
  ASSERT_TRUE(cancel_booking(from(desk_), booking.id, cancel).ok());
  EXPECT_EQ(work(kitchen, today.plus_days(5))[0]["called_off"], true);
  house_.now = house_.now + Duration::days(9);
  ASSERT_TRUE(tend(house_.office(), house_.now).ok());
  EXPECT_TRUE(work(kitchen, today.plus_days(5)).empty());
  expect_sound();
}

TEST_F(ReservationCare, other_needs_cost_nothing_and_count_as_no_change) {
  const booking::Booking booking = placed(king_stay(today.plus_days(3), 1));
  const auto with = [&](std::int32_t version, const guest::Needs& needs) {
    return protocol::AmendOrder{head(), {version, booking.selection, needs}};
  };
  const guest::Needs nuts{{NoteId::literal("no-nuts")}, ""};
  EXPECT_EQ(json_of(preview_change(from(kiosk_), booking.id,
                                   {1, booking.selection, nuts}))["fee"]["amount_minor"],
            0);
  const booking::Booking noted = parsed(change_booking(from(kiosk_), booking.id, with(1, nuts)));
  EXPECT_EQ(noted.history.back().act.command, Command::note);
  EXPECT_EQ(noted.quote, booking.quote);
  EXPECT_EQ(work(kitchen, today.plus_days(3)).size(), 1U);
  EXPECT_EQ(code(change_booking(from(kiosk_), booking.id, with(2, nuts))), ErrorCode::out_of_range);
  const guest::Needs unknown{{NoteId::literal("moon")}, ""};
  EXPECT_EQ(code(change_booking(from(kiosk_), booking.id, with(2, unknown))), ErrorCode::not_found);
  const guest::Needs long_one{{}, std::string(10'000, 'x')};
  EXPECT_EQ(code(change_booking(from(kiosk_), booking.id, with(2, long_one))),
            ErrorCode::too_large);
  const guest::Needs flame{{NoteId::literal("open-flame")}, ""};
  EXPECT_EQ(code(change_booking(from(kiosk_), booking.id, with(2, flame))),
            ErrorCode::policy_refused);
  EXPECT_TRUE(change_booking(from(desk_), booking.id, with(2, flame)).ok());
  expect_sound();
}

TEST_F(ReservationCare, a_need_is_taken_when_the_service_is_sold_no_more) {
  const booking::Booking booking = placed(king_stay(today.plus_days(3), 1));
  std::erase_if(house_.hotel.services,
                [&](const catalog::Service& one) { return one.id == booking.selection.service; });
  const booking::Amendment nuts{1, booking.selection,
                                guest::Needs{{NoteId::literal("no-nuts")}, ""}};
  EXPECT_TRUE(preview_change(from(kiosk_), booking.id, nuts).ok());
  const booking::Booking noted = parsed(change_booking(from(kiosk_), booking.id, {head(), nuts}));
  EXPECT_EQ(noted.guest.notes.size(), 1U);
  expect_sound();
}

TEST_F(ReservationCare, a_need_leaves_a_conflict_to_its_owner) {
  protocol::Operation sale = tests::sample_operation(
      kiosk_, 1,
      protocol::PlaceBooking{
          tests::sample_booking(
              {.selection = king_stay(today.plus_days(3), 1), .device = kiosk_, .number = 7}),
          {}});
  for (int room = 0; room < 3; ++room) {
    placed(king_stay(today.plus_days(3), 1));
  }
  house_.send(kiosk_, {sale});
  ASSERT_EQ(house_.site().conflicts.size(), 1U);
  const booking::Booking sold = stored(std::get<protocol::PlaceBooking>(sale.payload).booking.id);
  const booking::Amendment nuts{1, sold.selection, guest::Needs{{NoteId::literal("no-nuts")}, ""}};
  EXPECT_TRUE(change_booking(from(desk_), sold.id, {head(), nuts}).ok());
  EXPECT_FALSE(house_.site().conflicts.begin()->second.resolved_at.has_value());
  expect_sound();
}

TEST_F(ReservationCare, a_later_catalogue_hides_no_work) {
  protocol::PlaceOrder trip = order(tests::weekend(today.plus_days(10), 2));
  const booking::Booking booking = parsed(place_booking(from(desk_), trip));
  const DepartmentId front = DepartmentId::literal("front-office");
  ASSERT_EQ(work(front, today.plus_days(11)).size(), 1U);  // the spa on the second day
  const auto weekend = std::ranges::find(house_.hotel.services, ServiceId::literal("weekend"),
                                         &catalog::Service::id);
  weekend->parts[1].day = 3;
  EXPECT_FALSE(work(front, today.plus_days(11)).empty());
}

TEST_F(ReservationCare, what_is_dangerous_waits_for_the_house) {
  protocol::PlaceOrder wish = order(tests::hall_afternoon());
  wish.guest.notes = {NoteId::literal("open-flame")};
  EXPECT_EQ(parsed(place_booking(from(desk_), wish)).state, BookingState::awaiting_approval);
  expect_sound();
}

TEST_F(ReservationCare, a_minor_comes_in_when_the_duties_are_recorded) {
  const booking::Booking booking = family(today);
  EXPECT_EQ(code(arrive(booking, 0)), ErrorCode::policy_refused);
  EXPECT_EQ(code(read_duties(from(kiosk_), booking.id)), ErrorCode::forbidden);
  EXPECT_EQ(json_of(read_duties(from(desk_), booking.id))["duties"]["watched"], false);
  const office::MinorDuties before{true, true, true, false, false};
  ASSERT_TRUE(record(booking, before).ok());
  EXPECT_EQ(code(record(booking, before)), ErrorCode::version_conflict);
  EXPECT_EQ(code(record(booking, {}, 2)), ErrorCode::policy_refused);
  EXPECT_EQ(parsed(arrive(booking, 1)).awaited, 1);
  EXPECT_TRUE(house_.site().admissions.empty());
  EXPECT_EQ(parsed(arrive(booking, 1)).awaited, 0);
  EXPECT_EQ(house_.site().admissions.size(), 1U);
  const auto complete = [&] { return step(stored(booking.id), Command::complete); };
  EXPECT_EQ(code(complete()), ErrorCode::policy_refused);
  ASSERT_TRUE(record(booking, {true, true, true, true, true}, 2).ok());
  EXPECT_EQ(parsed(complete()).state, BookingState::completed);
  expect_sound();
}

TEST_F(ReservationCare, a_minor_let_in_before_the_sale_arrived_is_a_task) {
  booking::Selection family = king_stay(today, 1);
  family.party = {1, 1};
  const booking::Booking sold =
      tests::sample_booking({.selection = family, .device = kiosk_, .number = 7});
  const protocol::AdmissionId ticket{sold.code, house_.site().devices.at(kiosk_).key, 1};
  house_.send(desk_, {tests::sample_operation(desk_, 1, protocol::CheckIn{ticket, 2, house_.now})});
  house_.send(kiosk_, {tests::sample_operation(kiosk_, 1, protocol::PlaceBooking{sold, {}})});
  EXPECT_EQ(stored(sold.id).state, BookingState::checked_in);
  const bool told = std::ranges::any_of(house_.site().tasks, [](const port::StaffTask& task) {
    return task.detail.find("identity_checked") != std::string::npos;
  });
  EXPECT_TRUE(told);
}

TEST_F(ReservationCare, who_never_came_does_not_come_after_the_end) {
  booking::Selection pair = king_stay(today, 1);
  pair.party = {2, 0};
  const booking::Booking booking = parsed(place_booking(from(desk_), order(pair)));
  EXPECT_EQ(parsed(arrive(booking, 1)).awaited, 1);
  EXPECT_TRUE(house_.site().admissions.empty());
  EXPECT_EQ(parsed(step(stored(booking.id), Command::complete)).state, BookingState::completed);
  EXPECT_EQ(house_.site().admissions.size(), 1U);
  expect_sound();
}

TEST_F(ReservationCare, duties_need_a_name_a_minor_and_a_whole_guardian) {
  const booking::Booking booking = family(today);
  protocol::DutiesOrder nobody{head(), 1, {}};
  nobody.head.actor.clear();
  EXPECT_EQ(code(record_duties(from(desk_), booking.id, nobody)), ErrorCode::missing_field);
  protocol::DutiesOrder half{head(), 1, {}, office::Guardian{"Lin Example", "", "", false}};
  EXPECT_EQ(code(record_duties(from(desk_), booking.id, half)), ErrorCode::missing_field);
  const booking::Booking grown = placed(king_stay(today.plus_days(3), 1));
  EXPECT_EQ(code(read_duties(from(desk_), grown.id)), ErrorCode::not_found);
  EXPECT_EQ(code(record(grown, {}, 0)), ErrorCode::not_found);
}

TEST_F(ReservationCare, a_minor_known_by_birth_date_is_one_too) {
  protocol::PlaceOrder wish = order(king_stay(today, 1));
  wish.birth_dates = {LocalDate::of(1990, 5, 17), LocalDate::of(2012, 5, 17)};
  wish.guardian = office::Guardian{"Lin Example", "mother", "13800005678", true};
  const booking::Booking booking = parsed(place_booking(from(desk_), wish));
  EXPECT_EQ(json_of(read_duties(from(desk_), booking.id))["guardian"]["relation"], "mother");
  EXPECT_EQ(code(arrive(booking, 0)), ErrorCode::policy_refused);
  expect_sound();
}

TEST_F(ReservationCare, nobody_checks_in_on_another_day) {
  const booking::Booking booking = placed(king_stay(today.plus_days(1), 1));
  EXPECT_EQ(code(arrive(booking, 0)), ErrorCode::policy_refused);
  house_.now = booking.window.until;
  EXPECT_EQ(code(arrive(booking, 0)), ErrorCode::policy_refused);
  house_.now = booking.window.valid_from;
  const booking::Booking in = parsed(arrive(booking, 0));
  EXPECT_EQ(in.state, BookingState::checked_in);
  const Reply out = step(in, Command::undo_check_in);
  EXPECT_EQ(parsed(out).state, BookingState::confirmed);
  EXPECT_TRUE(house_.site().admissions.empty());
  expect_sound();
}

TEST_F(ReservationCare, the_wording_stays_when_the_catalogue_moves_on) {
  const booking::Booking booking = placed(king_stay(today.plus_days(3), 1));
  const nlohmann::json agreed = json_of(read_terms(from(kiosk_), booking.id));
  EXPECT_EQ(agreed["policy"], booking.policy.id.text());
  const auto reworded = [&](const char* text) {
    house_.hotel.policies[0].breach_text.by_language["en"] = text;
    return service::install_catalog(house_.office(), std::string("# ") + text, house_.now);
  };
  const Result<std::int64_t> quietly = reworded("We find you another room, perhaps.");
  ASSERT_FALSE(quietly.ok());
  EXPECT_EQ(quietly.error().code, ErrorCode::configuration);
  EXPECT_NE(quietly.error().detail.find("version = 2"), std::string::npos);
  house_.hotel.policies[0].version = 2;
  ASSERT_TRUE(reworded("We find you another room, perhaps.").ok());
  EXPECT_EQ(json_of(read_terms(from(kiosk_), booking.id)), agreed);
  const booking::Booking later = placed(king_stay(today.plus_days(6), 1));
  EXPECT_NE(json_of(read_terms(from(kiosk_), later.id))["breach_text"], agreed["breach_text"]);
}

TEST_F(ReservationCare, who_guesses_at_a_kiosk_is_sent_to_the_desk) {
  house_.hotel.risk.attempts_max = 3;
  const booking::Booking booking = placed(king_stay(today.plus_days(3), 1));
  const auto find = [&](DeviceId device, const char* phone) {
    return find_booking(from(device), booking.code, phone);
  };
  for (int tries = 0; tries < 3; ++tries) {
    EXPECT_EQ(code(find(kiosk_, "13900000000")), ErrorCode::not_found);
  }
  EXPECT_EQ(code(find(kiosk_, "13800005678")), ErrorCode::policy_refused);
  EXPECT_TRUE(find(desk_, "13800005678").ok());
  EXPECT_EQ(code(place_booking(from(kiosk_), order(king_stay(today.plus_days(6), 1)))),
            ErrorCode::policy_refused);
  // Guests who come meanwhile do not keep it shut.
  house_.now = house_.now + Duration::minutes(house_.hotel.risk.attempts_minutes - 1);
  EXPECT_EQ(code(find(kiosk_, "13800005678")), ErrorCode::policy_refused);
  house_.now = house_.now + Duration::minutes(1);
  EXPECT_TRUE(find(kiosk_, "13800005678").ok());
  expect_sound();
}

}  // namespace
}  // namespace lobby::reservation
