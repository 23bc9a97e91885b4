// Goal: the screens of *find my booking* hold the floors of the design everywhere and tell the
// truth, and a guest finds and cancels a booking by touch, by scanner and by keys in the program's
// own kiosk. Method: scenes on the stage; a kiosk whose server is the test. $LOBBY_GALLERY keeps
// the pictures.
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "core/flow/kiosk_finding.h"
#include "tests/fakes/found_booking.h"
#include "tests/ui/kiosk_finish_stage.h"
#include "tests/ui/lone_kiosk.h"

namespace lobby::tests {
namespace kiosk_find_screens_test {

using flow::KioskScreen;
using flow::KioskState;
using ui::Role;

const ServiceId king = ServiceId::literal("lake-view-king");
const ServiceId hall = ServiceId::literal("yunting-hall");

KioskState typed(KioskState state) {
  state.finding.code = "YT7K3MQ9";
  state.phone = "13800005678";
  state.focus = flow::FieldId::phone;
  return state;
}

KioskState missed(KioskState state, ErrorCode code) {
  state.finding.failure = fail(code, "as a test wants it");
  return state;
}

KioskState asking(KioskState state, flow::Asking what) {
  state.finding.asking = what;
  return state;
}

KioskState in_state(KioskState state, booking::BookingState kind) {
  state.finding.found->booking.state = kind;
  return state;
}

KioskState named_long(KioskState state) {
  state.finding.found->booking.guest.name = "Maria Fernanda Rodriguez Gonzalez";
  return state;
}

KioskState chosen(KioskState state, booking::Settlement settlement) {
  state.finding.settlement = settlement;
  return state;
}

std::vector<std::pair<std::string, KioskState>> find_scenes() {
  return {{"find", at_find()},
          {"find-typed", typed(at_find())},
          {"find-missed", missed(typed(at_find()), ErrorCode::not_found)},
          {"find-too-often", missed(typed(at_find()), ErrorCode::policy_refused)},
          {"find-no-ticket", missed(at_find(), ErrorCode::malformed)},
          {"find-asking", asking(typed(at_find()), flow::Asking::find)},
          {"my-booking", at_found(king, 50'000)},
          {"my-booking-hall", at_found(hall, 0)},
          {"my-booking-long", named_long(at_found(king, 200'000))},
          {"my-booking-request", in_state(at_found(king, 0), booking::BookingState::requested)},
          {"my-booking-gone", in_state(at_found(king, 0), booking::BookingState::cancelled)},
          {"my-booking-failed", missed(at_found(king, 50'000), ErrorCode::unavailable)},
          {"cancel", at_cancel(king, 50'000, 37'400)},
          {"cancel-chosen", chosen(at_cancel(king, 50'000, 37'400), booking::Settlement::voucher)},
          {"cancel-unpaid", at_cancel(hall, 0, 0)},
          {"cancel-owed", at_cancel(king, 0, 37'400)},
          {"cancel-failed", missed(at_cancel(king, 50'000, 0), ErrorCode::timed_out)},
          {"cancelled", at_cancelled(king, 50'000)}};
}

class EveryFindLook : public testing::TestWithParam<Look> {};

TEST_P(EveryFindLook, its_screens_pass_the_self_check) {
  Stage stage(GetParam(), at_find());
  for (auto& [name, state] : find_scenes()) {
    stage.show(std::move(state));
    EXPECT_EQ(stage.faults(name, true), "");
  }
  stage.online = false;
  stage.show(at_find());
  EXPECT_EQ(stage.faults("find-offline", true), "");
}

INSTANTIATE_TEST_SUITE_P(Kiosk, EveryFindLook, testing::ValuesIn(every_look()),
                         [](const auto& tested) {
                           std::string name = name_of(tested.param);
                           std::erase(name, '-');
                           return name;
                         });

// A kiosk whose questions the test answers.
class FindTouch : public testing::Test {
 protected:
  FindTouch() {
    SyncNews news;
    news.online = true;
    lone_.hear(std::move(news));
    lone_.settle();
  }

  UiDriver& driver() { return lone_.driver(); }
  const KioskState& state() const { return lone_.kiosk().state(); }
  template <class Kind>
  const Kind& asked() {
    return std::get<Kind>(orders_.back().inquiry);
  }
  void answer(Result<device::InquiryAnswer> said) {
    lone_.hear_server({orders_.back().number, std::move(said)});
    lone_.settle();
  }
  void scan(const std::string& text) {
    driver().type(text);
    driver().key("Return");
    lone_.settle();
  }

  std::vector<kiosk::InquiryOrder> orders_;
  std::vector<Error> log_;
  LoneKiosk lone_{
      {.log_error = [this](const Error& error) { log_.push_back(error); },
       .inquire = [this](kiosk::InquiryOrder order) { orders_.push_back(std::move(order)); }}};
};

TEST_F(FindTouch, code_and_phone_by_the_keys_on_the_screen) {
  driver().tap(Role::button, "查我的预订");
  for (const char key : std::string("YT7K3MQ9")) {
    driver().tap(Role::key, std::string(1, key));
  }
  EXPECT_EQ(state().finding.code, "YT7K3MQ9");
  driver().tap(Role::field, "手机");
  for (const char key : std::string("13800005678")) {
    driver().tap(Role::key, std::string(1, key));
  }
  driver().tap(Role::button, "查找");
  EXPECT_EQ(asked<device::FindByCode>().phone, "13800005678");
  answer(fail(ErrorCode::not_found, "none"));
  EXPECT_EQ(state().screen, KioskScreen::find);
  EXPECT_EQ(log_.size(), 1U);
  driver().tap(Role::button, "查找");
  answer(device::InquiryAnswer(found_of(at_issued(king).issued->booking, 0)));
  EXPECT_EQ(state().screen, KioskScreen::my_booking);
  driver().tap(Role::button, "好了，关闭");
  EXPECT_EQ(state().screen, KioskScreen::attract);
}

TEST_F(FindTouch, a_scan_on_the_first_screen_opens_the_booking_and_its_ticket) {
  const device::Issued issued = *at_issued(king).issued;
  scan(issued.ticket_text);
  ASSERT_EQ(orders_.size(), 1U);
  EXPECT_EQ(asked<device::FindByTicket>().ticket_text, issued.ticket_text);
  answer(device::InquiryAnswer(found_of(issued.booking, 0)));
  driver().tap(Role::button, "票与打印");
  EXPECT_EQ(state().screen, KioskScreen::ticket);
  EXPECT_EQ(state().issued->ticket_text, issued.ticket_text);
}

TEST_F(FindTouch, cancelling_is_one_command_however_often_it_is_asked) {
  const device::FoundBooking found = found_of(at_issued(king).issued->booking, 50'000);
  scan(at_issued(king).issued->ticket_text);
  answer(device::InquiryAnswer(found));
  driver().tap(Role::button, "取消预订");
  answer(device::InquiryAnswer(offer_of(found, 37'400)));
  ASSERT_EQ(state().screen, KioskScreen::cancel);
  driver().tap(Role::radio, "换 ¥500 代金券");
  driver().tap(Role::button, "取消预订");
  const device::CancelBooking first = asked<device::CancelBooking>();
  EXPECT_FALSE(first.order.head.id.is_nil());
  answer(fail(ErrorCode::timed_out, "no answer"));
  driver().tap(Role::button, "取消预订");
  EXPECT_EQ(asked<device::CancelBooking>(), first);
  answer(fail(ErrorCode::unavailable, "no answer"));
  driver().tap(Role::radio, "取消，退 ¥126");
  driver().tap(Role::button, "取消预订");
  EXPECT_NE(asked<device::CancelBooking>().order.head.id, first.order.head.id)
      << "another command has another id";
  protocol::EndedBooking ended;
  ended.booking = found.booking;
  ended.booking.state = booking::BookingState::cancelled;
  answer(device::InquiryAnswer(ended));
  EXPECT_EQ(state().screen, KioskScreen::cancelled);
}

}  // namespace kiosk_find_screens_test
}  // namespace lobby::tests
