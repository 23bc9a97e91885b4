// Guests of the tour who come back to the kiosk for a booking they have. The server that answers is
// the real one.
#include <stdexcept>

#include "core/ticket/ticket.h"
#include "tests/tour/tour.h"

namespace lobby::tests {
namespace {

std::string word(KioskRig& rig, ui::Msg message) {
  return std::string(rig.kiosk().texts().tr(message));
}

void wait_for_screen(KioskRig& rig, flow::KioskScreen screen, const char* what) {
  wait_until(what, [&] {
    rig.settle();
    return rig.kiosk().state().screen == screen;
  });
}

// As a scanner types it.
void scan_ticket(KioskRig& rig, const std::string& ticket) {
  rig.driver().type(ticket);
  rig.driver().key("Return");
  rig.settle();
}

void speak(KioskRig& rig, const std::string& language) {
  if (rig.kiosk().state().language != language) {
    rig.tap(ui::Role::toggle, language == "en" ? "English" : "中文");
  }
}

}  // namespace

void Tour::find_bookings(KioskRig& rig, const Walk& english, const Walk& chinese) {
  find_by_ticket(rig, english, tickets_.at(0));
  find_by_code(rig, chinese, tickets_.at(1));
  cancel_request(rig, chinese);
  say("guests who came back", "found their bookings by ticket and by code; a request cancelled");
}

void Tour::find_by_ticket(KioskRig& rig, const Walk& walk, const std::string& ticket) {
  speak(rig, walk.language);
  scan_ticket(rig, ticket);
  wait_for_screen(rig, flow::KioskScreen::my_booking, "the booking of a ticket");
  picture(rig, walk.prefix + "-11-my-booking");
  rig.tap(ui::Role::button, word(rig, "Cancel the booking"));
  wait_for_screen(rig, flow::KioskScreen::cancel, "the price of cancelling");
  picture(rig, walk.prefix + "-12-cancel");
  rig.tap(ui::Role::button, word(rig, "Keep it"));
  rig.tap(ui::Role::button, word(rig, "Ticket and paper"));
  if (rig.read_qr() != ticket) {
    throw std::runtime_error("the ticket that is shown again is another one");
  }
  rig.kiosk().take(flow::NextTouched{});
  rig.settle();
}

void Tour::find_by_code(KioskRig& rig, const Walk& walk, const std::string& ticket) {
  const Result<ticket::SignedTicket> read = ticket::parse_ticket(ticket);
  speak(rig, walk.language);
  rig.tap(ui::Role::button, word(rig, "Find my booking"));
  rig.driver().tap_keys(read->ticket.code.text());
  rig.settle();
  picture(rig, walk.prefix + "-19-find");
  rig.tap(ui::Role::field, word(rig, "Phone"));
  rig.driver().tap_keys(walk.phone);
  rig.settle();
  rig.tap(ui::Role::button, word(rig, "Find"));
  wait_for_screen(rig, flow::KioskScreen::my_booking, "the booking of a code and its phone");
  picture(rig, walk.prefix + "-11-my-booking");
  rig.tap(ui::Role::button, word(rig, "Done, close"));
}

void Tour::cancel_request(KioskRig& rig, const Walk& walk) {
  speak(rig, walk.language);
  scan_ticket(rig, request_);
  wait_for_screen(rig, flow::KioskScreen::my_booking, "the request of a ticket");
  rig.tap(ui::Role::button, word(rig, "Cancel the booking"));
  wait_for_screen(rig, flow::KioskScreen::cancel, "the price of giving up a request");
  rig.tap(ui::Role::button, word(rig, "Cancel the booking"));
  wait_for_screen(rig, flow::KioskScreen::cancelled, "that it is cancelled");
  picture(rig, walk.prefix + "-12b-cancelled");
  rig.tap(ui::Role::button, word(rig, "Done, close"));
}

}  // namespace lobby::tests
