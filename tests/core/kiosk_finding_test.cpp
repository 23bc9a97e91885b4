// Goal: a guest finds the booking they have by ticket or by code and phone, sees the price of
// cancelling before they cancel, and nobody hears the answer to another guest's question.
// Method: scenarios through flow::step with scripted answers.
#include "core/flow/kiosk_finding.h"

#include <gtest/gtest.h>

#include "tests/fakes/kiosk_guest.h"

namespace lobby::flow {
namespace kiosk_finding_test {

using booking::Settlement;
using tests::KioskGuest;

// A ticket of the sample hotel; its signature is the server's business.
std::string ticket_text() {
  ticket::SignedTicket scanned;
  scanned.ticket.site_number = 7;
  scanned.ticket.code = *ticket::BookingCode::parse("YT7K3MQ9");
  scanned.ticket.valid_from = tests::sample_now;
  scanned.ticket.valid_until = tests::sample_now + Duration::hours(4);
  return ticket::ticket_text(scanned, "yunting.example");
}

const device::Inquiry* asked(const KioskGuest& guest) {
  const auto* effect = guest.effect<AskServer>();
  return effect == nullptr ? nullptr : &effect->inquiry;
}

TEST(KioskFinding, code_and_phone_ask_once_both_are_whole) {
  KioskGuest guest;
  guest.go_to_find();
  EXPECT_EQ(find_obstacle(guest.state, guest.context()), FindObstacle::code_missing);
  guest.take(KeyTyped{"yt7k 3mq9 and more"});
  EXPECT_EQ(guest.state.finding.code, "YT7K3MQ9") << "as printed, and no longer";
  EXPECT_EQ(find_obstacle(guest.state, guest.context()), FindObstacle::phone_missing);
  guest.take(NextTouched{});
  EXPECT_EQ(asked(guest), nullptr);
  guest.take(FieldFocused{FieldId::phone});
  guest.take(KeyTyped{"1380000567"});
  EXPECT_EQ(find_obstacle(guest.state, guest.context()), FindObstacle::phone_wrong);
  guest.take(KeyTyped{"8"});
  guest.take(NextTouched{});
  ASSERT_NE(asked(guest), nullptr);
  EXPECT_EQ(*asked(guest), device::Inquiry(device::FindByCode{"YT7K3MQ9", "13800005678"}));
  guest.take(NextTouched{});
  EXPECT_EQ(asked(guest), nullptr) << "an answer is awaited";
  guest.answer(device::InquiryAnswer(guest.found()));
  EXPECT_EQ(guest.state.screen, KioskScreen::my_booking);
}

TEST(KioskFinding, characters_no_code_has_are_left_out) {
  KioskGuest guest;
  guest.go_to_find();
  guest.take(KeyTyped{"0O1I-\xE4\xBA\x91z2"});
  EXPECT_EQ(guest.state.finding.code, "Z2");
  guest.take(KeyErased{});
  EXPECT_EQ(guest.state.finding.code, "Z");
}

TEST(KioskFinding, a_ticket_is_asked_about_from_the_first_screen_too) {
  KioskGuest guest;
  guest.online = true;
  guest.take(ServiceOpened{});
  guest.take(TicketScanned{ticket_text()});
  EXPECT_EQ(guest.state.screen, KioskScreen::find);
  ASSERT_NE(asked(guest), nullptr);
  EXPECT_EQ(*asked(guest), device::Inquiry(device::FindByTicket{ticket_text()}));
  EXPECT_EQ(guest.state.finding.code, "YT7K3MQ9");
  guest.answer(device::InquiryAnswer(guest.found()));
  EXPECT_TRUE(can_show_ticket(guest.state)) << "the ticket is the one that was scanned";
  guest.take(TicketShown{});
  EXPECT_EQ(guest.state.screen, KioskScreen::ticket);
  ASSERT_NE(guest.effect<EncodeTicket>(), nullptr);
  EXPECT_EQ(guest.effect<EncodeTicket>()->text, ticket_text());
}

TEST(KioskFinding, what_is_no_ticket_asks_nobody) {
  KioskGuest guest;
  guest.go_to_find();
  guest.take(TicketScanned{"https://example.com/menu"});
  EXPECT_EQ(asked(guest), nullptr);
  ASSERT_TRUE(guest.state.finding.failure.has_value());
  EXPECT_EQ(guest.state.finding.failure->code, ErrorCode::malformed);
}

TEST(KioskFinding, without_the_server_it_says_so_and_asks_nobody) {
  KioskGuest guest;
  guest.go_to_find();
  guest.online = false;
  guest.take(TicketScanned{ticket_text()});
  EXPECT_EQ(asked(guest), nullptr);
  EXPECT_EQ(guest.state.finding.failure->code, ErrorCode::unavailable);
  EXPECT_EQ(find_obstacle(guest.state, guest.context()), FindObstacle::offline);
}

TEST(KioskFinding, a_late_answer_is_not_the_next_guests) {
  KioskGuest guest;
  guest.go_to_find();
  guest.take(TicketScanned{ticket_text()});
  const std::int32_t number = guest.state.finding.asked;
  guest.take(StartOverConfirmed{});
  EXPECT_EQ(guest.state.screen, KioskScreen::attract);
  guest.take(ServerAnswered{number, device::InquiryAnswer(guest.found())});
  EXPECT_EQ(guest.state.screen, KioskScreen::attract);

  guest.take(FindTouched{});
  guest.take(KeyTyped{"yt7k3mq2"});
  guest.take(FieldFocused{FieldId::phone});
  guest.take(KeyTyped{"13900000000"});
  guest.take(NextTouched{});
  EXPECT_NE(guest.state.finding.asked, number);
  guest.take(ServerAnswered{number, device::InquiryAnswer(guest.found())});
  EXPECT_EQ(guest.state.screen, KioskScreen::find);
  EXPECT_FALSE(guest.state.finding.found.has_value());
}

TEST(KioskFinding, a_miss_stays_with_what_was_typed) {
  KioskGuest guest;
  guest.go_to_find();
  guest.take(KeyTyped{"yt7k3mq9"});
  guest.take(FieldFocused{FieldId::phone});
  guest.take(KeyTyped{"13800005678"});
  guest.take(NextTouched{});
  guest.answer(fail(ErrorCode::not_found, "there is no booking with this code and phone"));
  EXPECT_EQ(guest.state.screen, KioskScreen::find);
  EXPECT_EQ(guest.state.finding.code, "YT7K3MQ9");
  EXPECT_EQ(guest.state.phone, "13800005678");
  EXPECT_EQ(find_obstacle(guest.state, guest.context()), FindObstacle::none) << "try again";
}

TEST(KioskFinding, the_price_comes_before_the_cancellation) {
  KioskGuest guest;
  guest.go_to_my_booking(50'000);
  guest.take(CancelTouched{});
  EXPECT_TRUE(std::holds_alternative<device::AskCancellation>(*asked(guest)));
  EXPECT_EQ(guest.state.screen, KioskScreen::my_booking);
  guest.answer(device::InquiryAnswer(guest.offer(50'000)));
  EXPECT_EQ(guest.state.screen, KioskScreen::cancel);
  EXPECT_EQ(find_obstacle(guest.state, guest.context()), FindObstacle::nothing_chosen);
  guest.take(NextTouched{});
  EXPECT_EQ(asked(guest), nullptr);
  guest.take(SettlementChosen{Settlement::waived});
  EXPECT_FALSE(guest.state.finding.settlement.has_value()) << "staff alone waive";
  guest.take(SettlementChosen{Settlement::voucher});
  guest.take(NextTouched{});
  ASSERT_NE(asked(guest), nullptr);
  const auto& cancel = std::get<device::CancelBooking>(*asked(guest));
  EXPECT_EQ(cancel.booking, guest.found().booking.id);
  EXPECT_EQ(cancel.order.base_version, guest.found().booking.version);
  EXPECT_EQ(cancel.order.settlement, Settlement::voucher);
  EXPECT_EQ(cancel.order.refund_by, booking::PayMethod::qr_code) << "as it was paid";
}

TEST(KioskFinding, one_way_out_is_chosen_already) {
  KioskGuest guest;
  guest.go_to_cancel();
  EXPECT_EQ(guest.state.finding.settlement, Settlement::fee);
  guest.take(SettlementChosen{Settlement::voucher});
  EXPECT_EQ(guest.state.finding.settlement, Settlement::fee) << "nothing was paid";
  guest.take(BackTouched{});
  EXPECT_EQ(guest.state.screen, KioskScreen::my_booking);
}

TEST(KioskFinding, nothing_stops_a_cancellation_under_way) {
  KioskGuest guest;
  guest.go_to_cancel();
  guest.take(NextTouched{});
  for (const KioskEvent& event : {KioskEvent{BackTouched{}}, KioskEvent{StartOverConfirmed{}},
                                  KioskEvent{OverlayOpened{KioskOverlay::start_over}}}) {
    guest.take(event);
    EXPECT_EQ(guest.state.screen, KioskScreen::cancel);
    EXPECT_EQ(guest.state.overlay, KioskOverlay::none);
  }
  guest.wait(inquiry_awaited_for);
  EXPECT_EQ(guest.state.finding.failure->code, ErrorCode::timed_out);
  guest.take(NextTouched{});
  EXPECT_TRUE(std::holds_alternative<device::CancelBooking>(*asked(guest))) << "asked again";
}

TEST(KioskFinding, a_booking_changed_meanwhile_is_found_anew) {
  KioskGuest guest;
  guest.go_to_cancel();
  guest.take(NextTouched{});
  guest.answer(fail(ErrorCode::version_conflict, "changed"));
  EXPECT_EQ(guest.state.screen, KioskScreen::find);
  EXPECT_EQ(guest.state.finding.code, "YT7K3MQ9");
}

TEST(KioskFinding, what_is_cancelled_has_no_ticket_and_leaves_no_trace) {
  KioskGuest guest;
  guest.go_to_cancelled();
  EXPECT_EQ(guest.state.screen, KioskScreen::cancelled);
  EXPECT_FALSE(can_show_ticket(guest.state));
  EXPECT_FALSE(can_cancel(guest.state));
  guest.take(NextTouched{});
  EXPECT_EQ(guest.state.screen, KioskScreen::attract);
  EXPECT_EQ(guest.state.phone, "");
  EXPECT_FALSE(guest.state.finding.found.has_value());
  EXPECT_NE(guest.effect<WipeScreen>(), nullptr);
}

TEST(KioskFinding, roomy_turns_from_code_to_phone_and_back) {
  KioskGuest guest;
  guest.go_to_find();
  guest.take(ReachToggled{});
  EXPECT_EQ(guest.state.part, 0);
  guest.take(PartTurned{1});
  EXPECT_EQ(guest.state.focus, FieldId::phone);
  guest.take(PartTurned{1});
  EXPECT_EQ(guest.state.part, find_parts - 1);
  guest.take(FieldFocused{FieldId::code});
  EXPECT_EQ(guest.state.part, 0);
}

}  // namespace kiosk_finding_test
}  // namespace lobby::flow
