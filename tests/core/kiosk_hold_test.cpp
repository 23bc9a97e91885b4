// Goal: a guest at a connected kiosk gets what the site has, not only what the kiosk holds; what
// was held for a guest who leaves goes back (protocol rules 7 and 8). Method: events in, effects
// looked at.
#include <gtest/gtest.h>

#include "tests/fakes/kiosk_guest.h"

namespace lobby::flow {
namespace {

using tests::KioskGuest;

KioskGuest connected(std::int32_t units, std::int32_t elsewhere) {
  KioskGuest guest;
  guest.units = units;
  guest.elsewhere = elsewhere;
  guest.online = true;
  return guest;
}

TEST(KioskHold, what_the_site_has_can_be_chosen_while_it_can_be_asked_for) {
  KioskGuest guest = connected(0, 1);
  guest.go_to_options();
  const catalog::Service& room = *chosen_service(guest.state, guest.context());
  EXPECT_EQ(stock_on(guest.state, guest.context(), room, guest.state.selection.date).stock,
            Stock::few);
  EXPECT_FALSE(as_request(guest.state, guest.context()));
  guest.online = false;
  EXPECT_EQ(stock_on(guest.state, guest.context(), room, guest.state.selection.date).stock,
            Stock::none);
}

TEST(KioskHold, leaving_the_options_asks_for_what_is_missing) {
  KioskGuest guest = connected(0, 1);
  guest.go_to_details();
  const auto* asked = guest.effect<AskUnits>();
  ASSERT_NE(asked, nullptr);
  EXPECT_EQ(asked->demand, demand(guest.state, guest.context()));
  EXPECT_TRUE(awaits_units(guest.state, guest.context()));
}

TEST(KioskHold, a_kiosk_with_units_asks_nobody) {
  KioskGuest guest = connected(1, 5);
  guest.go_to_details();
  EXPECT_EQ(guest.effect<AskUnits>(), nullptr);
}

TEST(KioskHold, without_a_network_a_request_is_offered_at_once) {
  KioskGuest guest = connected(1, 5);
  guest.online = false;
  guest.go_to_options();
  guest.units = 0;
  guest.take(StockChanged{});
  guest.take(NextTouched{});
  EXPECT_EQ(guest.effect<AskUnits>(), nullptr);
  EXPECT_TRUE(as_request(guest.state, guest.context()));
}

TEST(KioskHold, units_that_come_make_a_firm_booking) {
  KioskGuest guest = connected(0, 1);
  guest.go_to_details();
  guest.units = 1;
  guest.elsewhere = 0;
  guest.take(StockChanged{});
  const auto* kept = guest.effect<ReturnSurplus>();
  ASSERT_NE(kept, nullptr);
  EXPECT_EQ(kept->needed, demand(guest.state, guest.context()));
  guest.fill_details();
  guest.take(NextTouched{});
  guest.take(TermsConsentToggled{});
  EXPECT_EQ(obstacle(guest.state, guest.context()), Obstacle::none);
  guest.take(NextTouched{});
  ASSERT_NE(guest.effect<CommitOrder>(), nullptr);
  EXPECT_FALSE(guest.effect<CommitOrder>()->order.as_request);
}

TEST(KioskHold, rule_8_after_two_seconds_without_an_answer_a_request_is_offered) {
  KioskGuest guest = connected(0, 1);
  guest.go_to_details();
  guest.fill_details();
  guest.now.boot = guest.now.boot + Duration::seconds(30);  // it was a long form
  guest.take(NextTouched{});
  EXPECT_NE(guest.effect<AskUnits>(), nullptr);  // once more: units called back may be there
  guest.take(TermsConsentToggled{});
  EXPECT_EQ(obstacle(guest.state, guest.context()), Obstacle::units_awaited);
  EXPECT_EQ(next_tick(guest.state, guest.now), guest.now.boot + units_awaited_for);
  guest.take(NextTouched{});
  EXPECT_FALSE(guest.state.committing);
  guest.wait(units_awaited_for);
  EXPECT_EQ(obstacle(guest.state, guest.context()), Obstacle::none);
  EXPECT_TRUE(as_request(guest.state, guest.context()));
  guest.take(NextTouched{});
  ASSERT_NE(guest.effect<CommitOrder>(), nullptr);
  EXPECT_TRUE(guest.effect<CommitOrder>()->order.as_request);
}

TEST(KioskHold, a_refusal_ends_the_wait) {
  KioskGuest guest = connected(0, 1);
  guest.go_to_review();
  EXPECT_TRUE(awaits_units(guest.state, guest.context()));
  guest.take(UnitsRefused{});
  EXPECT_TRUE(as_request(guest.state, guest.context()));
}

TEST(KioskHold, rule_7_a_guest_who_leaves_or_chooses_anew_gives_the_units_back) {
  KioskGuest guest = connected(0, 1);
  guest.go_to_details();
  const auto before = demand(guest.state, guest.context());
  guest.take(BackTouched{});
  guest.take(NightsChanged{1});
  guest.take(NextTouched{});
  ASSERT_NE(guest.effect<ReturnSurplus>(), nullptr);
  EXPECT_NE(guest.effect<ReturnSurplus>()->needed, before);
  EXPECT_EQ(guest.effect<AskUnits>()->demand, demand(guest.state, guest.context()));
  guest.take(StartOverConfirmed{});
  ASSERT_NE(guest.effect<ReturnSurplus>(), nullptr);
  EXPECT_TRUE(guest.effect<ReturnSurplus>()->needed.empty());
}

}  // namespace
}  // namespace lobby::flow
