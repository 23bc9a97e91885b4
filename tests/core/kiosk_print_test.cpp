// Goal: a ticket on paper as a guest lives through it: the sheet follows the printer, time stands
// still while it prints, a failure leaves the ticket with other ways, and the next guest sees none
// of it. Method: one guest's events; the flow's own next_tick() where time is the point.
#include "core/flow/kiosk_print.h"

#include <gtest/gtest.h>

#include "core/flow/kiosk_flow.h"
#include "core/flow/kiosk_timing.h"
#include "tests/fakes/kiosk_guest.h"

namespace lobby::flow {
namespace {

using port::PrintFault;
using tests::KioskGuest;

KioskGuest with_ticket() {
  KioskGuest guest;
  guest.go_to_ticket();
  return guest;
}

KioskGuest that_prints() {
  KioskGuest guest = with_ticket();
  guest.take(PrintTouched{});
  return guest;
}

void hear(KioskGuest& guest, PrintStage stage, std::optional<PrintFault> fault = {}) {
  guest.take(PrintProgress{guest.state.print->number, stage, fault});
}

TEST(KioskPrint, a_touch_orders_one_print_and_shows_the_sheet) {
  KioskGuest guest = with_ticket();
  const BookingId booking = guest.state.issued->booking.id;
  guest.take(PrintTouched{});
  ASSERT_NE(guest.effect<PrintTicket>(), nullptr);
  EXPECT_EQ(guest.effect<PrintTicket>()->booking, booking);
  EXPECT_EQ(guest.state.overlay, KioskOverlay::printing);
  guest.take(OverlayClosed{});
  guest.take(PrintTouched{});  // hidden, and shown again
  EXPECT_EQ(guest.effect<PrintTicket>(), nullptr);
  EXPECT_EQ(guest.state.overlay, KioskOverlay::printing);
}

TEST(KioskPrint, without_a_ticket_nothing_is_printed) {
  KioskGuest guest;
  guest.go_to_review();
  guest.take(PrintTouched{});
  guest.take(OverlayOpened{KioskOverlay::printing});
  EXPECT_EQ(guest.effect<PrintTicket>(), nullptr);
  EXPECT_EQ(guest.state.overlay, KioskOverlay::none);
}

TEST(KioskPrint, a_printed_ticket_says_so_and_then_counts_down) {
  KioskGuest guest = that_prints();
  hear(guest, PrintStage::printing);
  EXPECT_EQ(guest.state.print->stage, PrintStage::printing);
  guest.wait(Duration::seconds(10));
  hear(guest, PrintStage::done);
  EXPECT_EQ(guest.state.overlay, KioskOverlay::printing);
  EXPECT_EQ(next_tick(guest.state, guest.now)->ms,
            (guest.now.boot + Duration::seconds(1)).ms);  // the countdown behind the sheet
  guest.wait(print_done_for);
  EXPECT_EQ(guest.state.overlay, KioskOverlay::none);
  EXPECT_EQ(seconds_left(guest.state, guest.now), 60);
  guest.wait(ticket_shown_for);
  EXPECT_EQ(guest.state.screen, KioskScreen::attract);
  ASSERT_NE(guest.effect<TicketLeft>(), nullptr);
  EXPECT_FALSE(guest.effect<TicketLeft>()->owed);
}

TEST(KioskPrint, the_ticket_does_not_run_out_while_it_prints) {
  KioskGuest guest = that_prints();
  guest.take(OverlayClosed{});
  guest.wait(ticket_shown_for + Duration::seconds(20));
  EXPECT_EQ(guest.state.screen, KioskScreen::ticket);
  EXPECT_EQ(seconds_left(guest.state, guest.now), 60);
  EXPECT_EQ(next_tick(guest.state, guest.now), guest.state.print->since + print_awaited_for);
}

TEST(KioskPrint, a_printer_that_nobody_hears_of_has_failed) {
  KioskGuest guest = that_prints();
  guest.wait(print_awaited_for);
  ASSERT_TRUE(is_unprinted(guest.state));
  EXPECT_EQ(guest.state.print->fault, PrintFault::offline);
  EXPECT_EQ(guest.state.overlay, KioskOverlay::none);
  EXPECT_EQ(guest.state.screen, KioskScreen::ticket);
}

TEST(KioskPrint, a_failure_leaves_more_time_and_is_owed_to_the_guest) {
  KioskGuest guest = that_prints();
  hear(guest, PrintStage::failed, PrintFault::out_of_paper);
  EXPECT_TRUE(is_unprinted(guest.state));
  EXPECT_EQ(guest.state.overlay, KioskOverlay::none);
  EXPECT_EQ(seconds_left(guest.state, guest.now), 90);
  guest.wait(unprinted_shown_for);
  EXPECT_EQ(guest.state.screen, KioskScreen::attract);
  ASSERT_NE(guest.effect<TicketLeft>(), nullptr);
  EXPECT_TRUE(guest.effect<TicketLeft>()->owed);
}

TEST(KioskPrint, a_guest_can_try_again_but_not_empty_the_roll) {
  KioskGuest guest = that_prints();
  for (std::int32_t times = 1; times < prints_max; ++times) {
    hear(guest, PrintStage::failed, PrintFault::jammed);
    guest.take(PrintTouched{});
    ASSERT_NE(guest.effect<PrintTicket>(), nullptr) << times;
    EXPECT_EQ(guest.state.overlay, KioskOverlay::printing);
  }
  hear(guest, PrintStage::done);
  guest.take(PrintTouched{});
  EXPECT_EQ(guest.effect<PrintTicket>(), nullptr);
  EXPECT_FALSE(can_print(guest.state));
}

TEST(KioskPrint, a_second_print_that_works_owes_nothing) {
  KioskGuest guest = that_prints();
  hear(guest, PrintStage::failed, PrintFault::jammed);
  guest.take(PrintTouched{});
  hear(guest, PrintStage::done);
  guest.take(NextTouched{});
  EXPECT_EQ(guest.state.screen, KioskScreen::attract);
  EXPECT_FALSE(guest.effect<TicketLeft>()->owed);
}

TEST(KioskPrint, news_of_another_guests_ticket_change_nothing) {
  KioskGuest guest = that_prints();
  guest.take(NextTouched{});
  EXPECT_FALSE(guest.state.print.has_value());
  guest.take(PrintProgress{1, PrintStage::failed, PrintFault::jammed});
  EXPECT_FALSE(guest.state.print.has_value());
  EXPECT_EQ(guest.state.screen, KioskScreen::attract);
  EXPECT_EQ(guest.state.overlay, KioskOverlay::none);
}

TEST(KioskPrint, news_of_an_earlier_order_for_the_same_ticket_change_nothing) {
  KioskGuest guest = that_prints();  // behind another guest's job that hangs
  const PrintNumber first = guest.effect<PrintTicket>()->number;
  guest.wait(print_awaited_for);
  guest.take(PrintTouched{});
  ASSERT_NE(guest.effect<PrintTicket>(), nullptr);
  EXPECT_EQ(guest.effect<PrintTicket>()->number, first + 1);
  guest.take(PrintProgress{first, PrintStage::failed, PrintFault::jammed});
  EXPECT_TRUE(is_printing(guest.state));
  EXPECT_FALSE(can_print(guest.state)) << "a third order would print a second time";
  hear(guest, PrintStage::done);
  EXPECT_EQ(guest.state.print->stage, PrintStage::done);
}

TEST(KioskPrint, orders_are_counted_from_guest_to_guest) {
  KioskGuest guest = that_prints();
  guest.take(NextTouched{});
  guest.go_to_ticket();
  guest.take(PrintTouched{});
  EXPECT_EQ(guest.effect<PrintTicket>()->number, 2);
  guest.take(PrintProgress{1, PrintStage::done, {}});
  EXPECT_TRUE(is_printing(guest.state));
}

TEST(KioskPrint, what_was_given_up_must_not_come_any_more) {
  KioskGuest guest = that_prints();
  guest.wait(print_awaited_for);
  ASSERT_NE(guest.effect<PrintsDropped>(), nullptr);
  EXPECT_EQ(*guest.effect<PrintsDropped>(), (PrintsDropped{1, false}));
}

TEST(KioskPrint, a_guest_who_leaves_drops_what_is_not_on_its_way_to_the_tray) {
  KioskGuest guest = that_prints();
  guest.take(NextTouched{});
  ASSERT_NE(guest.effect<PrintsDropped>(), nullptr);
  EXPECT_EQ(*guest.effect<PrintsDropped>(), (PrintsDropped{1, true}));
  EXPECT_TRUE(guest.effect<TicketLeft>()->owed);
  KioskGuest without = with_ticket();
  without.take(NextTouched{});
  EXPECT_EQ(without.effect<PrintsDropped>(), nullptr);
}

TEST(KioskPrint, a_guest_who_books_more_still_waits_for_the_paper) {
  KioskGuest guest = that_prints();
  guest.take(OverlayClosed{});
  guest.take(BookMoreTouched{});
  EXPECT_EQ(guest.effect<PrintsDropped>(), nullptr);
  guest.take(OverlayOpened{KioskOverlay::start_over});
  guest.take(StartOverConfirmed{});
  ASSERT_NE(guest.effect<PrintsDropped>(), nullptr);
  EXPECT_EQ(guest.effect<PrintsDropped>()->last, 1);
}

TEST(KioskPrint, booking_more_leaves_the_printing_behind) {
  KioskGuest guest = that_prints();
  guest.take(OverlayClosed{});
  guest.take(BookMoreTouched{});
  EXPECT_FALSE(guest.state.print.has_value());
  EXPECT_EQ(guest.state.screen, KioskScreen::services);
}

}  // namespace
}  // namespace lobby::flow
