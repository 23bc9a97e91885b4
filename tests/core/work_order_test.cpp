// Goal: what each department has to do follows from the booking: services, add-ons and notes reach
// who prepares for them, in time, also when the catalogue has moved on. Method: the priced hotel's
// bookings, changed one thing at a time.
#include "core/office/work_order.h"

#include <gtest/gtest.h>

#include "tests/fakes/priced_hotel.h"
#include "tests/fakes/sample.h"
#include "tests/fakes/store_facts.h"

namespace lobby::office {
namespace work_order_test {

using booking::Booking;

const LocalDate friday = LocalDate::of(2026, 12, 11);
const DepartmentId kitchen = DepartmentId::literal("kitchen");
const DepartmentId front = DepartmentId::literal("front-office");

Booking sold(const booking::Selection& selection) {
  Booking booking = tests::sample_booking(
      {.selection = selection, .device = tests::id_of<DeviceId>(3), .at = tests::sample_now});
  booking.guest.notes.clear();
  return booking;
}

std::vector<WorkOrder> orders(const Booking& booking,
                              const catalog::Catalog& hotel = tests::priced_hotel()) {
  return work_orders_of(hotel, tests::sample_zone(), booking);
}

// "kitchen: tea-break 30, no-nuts 1"
std::string text(const WorkOrder& order) {
  std::string words = order.department.text() + ":";
  for (const WorkItem& item : order.items) {
    words += (words.back() == ':' ? " " : ", ") + item.id + " " + std::to_string(item.count);
  }
  return words;
}

std::vector<std::string> texts(const std::vector<WorkOrder>& orders) {
  std::vector<std::string> all;
  std::ranges::transform(orders, std::back_inserter(all), &text);
  return all;
}

using Texts = std::vector<std::string>;

TEST(WorkOrders, a_stay_is_for_its_department) {
  const Booking booking = sold(tests::king_stay(friday, 2));
  const std::vector<WorkOrder> found = orders(booking);
  ASSERT_EQ(texts(found), Texts{"front-office: lake-view-king 1"});
  EXPECT_EQ(found[0].starts_at, booking.window.from);
  EXPECT_EQ(found[0].due_at, booking.window.from);
  EXPECT_EQ(found[0].version, booking.version);
  EXPECT_EQ(found[0].items[0].name.in("en"), "Service");
}

TEST(WorkOrders, add_ons_go_to_who_makes_them_in_time) {
  const Booking booking = sold(tests::hall_afternoon());
  const std::vector<WorkOrder> found = orders(booking);
  ASSERT_EQ(texts(found),
            (Texts{"front-office: yunting-hall 1, screen-sound 1", "kitchen: tea-break 30"}));
  EXPECT_EQ(found[1].due_at, booking.window.from - Duration::hours(2));
}

TEST(WorkOrders, notes_go_to_who_is_named_else_to_all_who_work) {
  Booking booking = sold(tests::hall_afternoon());
  booking.guest.notes = {NoteId::literal("no-nuts"), NoteId::literal("shower-seat")};
  booking.guest.remark = "no sesame oil either";
  const std::vector<WorkOrder> found = orders(booking);
  ASSERT_EQ(texts(found), (Texts{"front-office: yunting-hall 1, screen-sound 1, shower-seat 1",
                                 "kitchen: tea-break 30, no-nuts 1, shower-seat 1"}));
  EXPECT_EQ(found[0].remark, "no sesame oil either");
  EXPECT_EQ(found[1].remark, "no sesame oil either");
}

TEST(WorkOrders, a_note_alone_is_an_order_too) {
  Booking booking = sold(tests::king_stay(friday, 1));
  booking.guest.notes = {NoteId::literal("no-milk")};
  EXPECT_EQ(texts(orders(booking)),
            (Texts{"front-office: lake-view-king 1", "kitchen: no-milk 1"}));
}

TEST(WorkOrders, parts_of_a_composite_begin_on_their_own_days) {
  booking::Selection trip = tests::weekend(friday, 2);
  const catalog::Catalog hotel = tests::priced_hotel();
  Booking booking = sold(tests::king_stay(friday, 1));
  booking.selection = trip;
  const std::vector<WorkOrder> found = orders(booking);
  ASSERT_EQ(texts(found),
            (Texts{"front-office: weekend 1, lake-view-king 1", "front-office: lake-spa 1"}));
  EXPECT_EQ(work_days_of(hotel, tests::sample_zone(), booking),
            (std::vector{friday, friday.plus_days(1)}));
  booking.selection.parts_left_out = {ServiceId::literal("lake-spa")};
  EXPECT_EQ(orders(booking).size(), 1U);
}

TEST(WorkOrders, what_is_called_off_says_so_where_it_was_promised) {
  using booking::BookingState;
  Booking booking = sold(tests::king_stay(friday, 1));
  booking.state = BookingState::cancelled;
  ASSERT_EQ(orders(booking).size(), 1U);
  EXPECT_TRUE(orders(booking)[0].called_off);
  booking.history.front().act.command = booking::Command::request;
  EXPECT_TRUE(orders(booking).empty());
  booking.state = BookingState::requested;
  EXPECT_TRUE(orders(booking).empty());
}

TEST(WorkOrders, what_the_catalogue_has_no_more_goes_to_everybody) {
  catalog::Catalog later = tests::priced_hotel();
  std::erase_if(later.services, [](const catalog::Service& service) {
    return service.id == ServiceId::literal("yunting-hall");
  });
  std::erase_if(later.add_ons,
                [](const catalog::AddOn& one) { return one.id == AddOnId::literal("tea-break"); });
  Booking booking = sold(tests::hall_afternoon());
  booking.guest.notes = {NoteId::literal("moon")};
  EXPECT_EQ(texts(orders(booking, later)),
            (Texts{"front-office: yunting-hall 1, tea-break 30, screen-sound 1, moon 1",
                   "kitchen: yunting-hall 1, tea-break 30, moon 1"}));
}

}  // namespace work_order_test
}  // namespace lobby::office
