// Goal: screens are told the right obstacle, price, stock and mode.
// Method: states of the sample hotel, table by table.
#include "core/flow/kiosk_view.h"

#include <gtest/gtest.h>

#include "tests/fakes/kiosk_guest.h"

namespace lobby::flow {
namespace {

using tests::KioskGuest;

const LocalDate friday = LocalDate::of(2026, 12, 4);

TEST(KioskView, the_first_obstacle_is_told) {
  KioskGuest guest;
  const auto told = [&] { return obstacle(guest.state, guest.context()); };
  guest.go_to_services();
  EXPECT_EQ(told(), Obstacle::choose_service);
  guest.units = 0;
  guest.go_to_options("yunting-hall");
  EXPECT_EQ(told(), Obstacle::choose_date);
  guest.take(NextTouched{});
  EXPECT_EQ(guest.state.screen, KioskScreen::options) << "an obstacle holds the guest";
  guest.take(DateChosen{friday});
  EXPECT_EQ(told(), Obstacle::choose_time);
  guest.take(BlockToggled{14 * 60});
  EXPECT_EQ(told(), Obstacle::none);
  guest.state.selection.party.adults = 121;
  EXPECT_EQ(told(), Obstacle::party_size);
  guest.state.selection.party.adults = 2;
  guest.take(NextTouched{});

  EXPECT_EQ(told(), Obstacle::phone_missing);
  guest.take(KeyTyped{"1380000"});
  EXPECT_EQ(told(), Obstacle::phone_wrong);
  guest.take(KeyTyped{"5678"});
  EXPECT_EQ(told(), Obstacle::name_missing);
  guest.take(FieldFocused{FieldId::name});
  guest.take(KeyTyped{"12"});
  EXPECT_EQ(told(), Obstacle::name_wrong);
  guest.take(KeyTyped{" Lin"});
  EXPECT_EQ(told(), Obstacle::consent_missing);
  guest.take(DataConsentToggled{});
  EXPECT_EQ(told(), Obstacle::none);
  guest.take(NextTouched{});

  EXPECT_EQ(told(), Obstacle::terms_missing);
  guest.take(TermsConsentToggled{});
  EXPECT_EQ(told(), Obstacle::none);
  guest.take(NextTouched{});
  EXPECT_EQ(told(), Obstacle::committing);
}

TEST(KioskView, a_time_that_passed_while_the_guest_was_choosing_is_not_offered) {
  KioskGuest guest;
  guest.go_to_review("yunting-hall");
  guest.take(TermsConsentToggled{});
  guest.now.wall = guest.now.wall + Duration::days(10);
  EXPECT_EQ(obstacle(guest.state, guest.context()), Obstacle::not_offered);
  EXPECT_EQ(quote(guest.state, guest.context()), std::nullopt);
  EXPECT_EQ(policy(guest.state, guest.context()), std::nullopt);
  guest.take(NextTouched{});
  EXPECT_FALSE(guest.state.committing);
}

TEST(KioskView, a_service_that_left_the_catalogue_is_an_obstacle) {
  KioskGuest guest;
  guest.go_to_review();
  guest.hotel.services.erase(guest.hotel.services.begin());
  EXPECT_EQ(chosen_service(guest.state, guest.context()), nullptr);
  EXPECT_EQ(obstacle(guest.state, guest.context()), Obstacle::choose_service);
  guest.take(TermsConsentToggled{});
  guest.take(NextTouched{});
  EXPECT_FALSE(guest.state.committing);
}

TEST(KioskView, price_and_terms_are_those_of_the_selection) {
  KioskGuest guest;
  guest.go_to_options();
  guest.take(DateChosen{friday});
  guest.take(NightsChanged{1});
  const auto price = quote(guest.state, guest.context());
  ASSERT_TRUE(price.has_value());
  EXPECT_EQ(price->total.amount_minor, (748 + 788) * 100);
  const auto terms = policy(guest.state, guest.context());
  ASSERT_TRUE(terms.has_value());
  ASSERT_EQ(terms->tiers.size(), 3U);
  EXPECT_EQ(terms->tiers.front().until, guest.zone.to_utc({friday.plus_days(-2), 18 * 60}));
}

TEST(KioskView, stock_is_free_few_or_none) {
  struct Case {
    const char* name;
    inventory::Balance balance;
    StockView view;
  };
  const Case cases[] = {
      {"nothing here nor elsewhere", {0, 0, 0}, {Stock::none, 0}},
      {"only elsewhere: not ours to sell", {1, 1, 5}, {Stock::none, 0}},
      {"one", {1, 0, 0}, {Stock::few, 1}},
      {"two with elsewhere", {2, 1, 1}, {Stock::few, 2}},
      {"three", {2, 0, 1}, {Stock::free, 3}},
  };
  for (const Case& c : cases) {
    KioskGuest guest;
    guest.go_to_options();
    const catalog::Service& king = guest.hotel.services.front();
    guest.state.availability.balances[{tests::king_rooms, friday, 0}] = c.balance;
    EXPECT_EQ(stock_on(guest.state, guest.context(), king, friday), c.view) << c.name;
  }
}

TEST(KioskView, a_day_of_blocks_shows_its_best_block_that_can_still_be_booked) {
  KioskGuest guest;
  guest.units = 0;
  guest.go_to_options("yunting-hall");
  const catalog::Service& hall = *guest.hotel.service(ServiceId::literal("yunting-hall"));
  const LocalDate day = today(guest.context());
  auto& balances = guest.state.availability.balances;
  balances[{tests::halls, day, 8 * 60}] = {1, 0, 4};  // past
  EXPECT_EQ(stock_on(guest.state, guest.context(), hall, day).stock, Stock::none);
  balances[{tests::halls, day, 16 * 60}] = {1, 0, 0};
  EXPECT_EQ(stock_on(guest.state, guest.context(), hall, day), (StockView{Stock::few, 1}));
  EXPECT_EQ(stock_at(guest.state, guest.context(), hall, day, 16 * 60), (StockView{Stock::few, 1}));
  EXPECT_EQ(stock_at(guest.state, guest.context(), hall, day, 14 * 60).stock, Stock::none);
  EXPECT_EQ(stock_at(guest.state, guest.context(), hall, day, 13 * 60).stock, Stock::none);
}

TEST(KioskView, a_service_per_person_needs_units_for_everybody) {
  KioskGuest guest;
  guest.go_to_options("lake-spa");
  const catalog::Service& spa = *guest.hotel.service(ServiceId::literal("lake-spa"));
  EXPECT_NE(stock_on(guest.state, guest.context(), spa, friday).stock, Stock::none);
  guest.take(AdultsChanged{1});
  EXPECT_EQ(stock_on(guest.state, guest.context(), spa, friday).stock, Stock::none)
      << "two units, three people";
}

TEST(KioskView, a_stay_is_a_request_when_one_night_is_missing) {
  KioskGuest guest;
  guest.go_to_options();
  guest.take(DateChosen{friday});
  guest.take(NightsChanged{2});
  EXPECT_FALSE(as_request(guest.state, guest.context()));
  guest.state.availability.balances[{tests::king_rooms, friday.plus_days(2), 0}] = {2, 2, 9};
  EXPECT_TRUE(as_request(guest.state, guest.context()));
  guest.state.selection.date = LocalDate{};
  EXPECT_FALSE(as_request(guest.state, guest.context())) << "nothing is chosen yet";
}

TEST(KioskView, a_kiosk_lists_and_takes_only_what_it_sells) {
  KioskGuest guest;
  catalog::Service& spa = guest.hotel.services[2];
  const auto listed = [&] { return services_in(guest.hotel, spa.category).size(); };
  ASSERT_EQ(listed(), 1U);
  std::erase(spa.channels, catalog::SalesChannel::kiosk);
  EXPECT_EQ(listed(), 0U);
  guest.take(ServiceOpened{});
  guest.take(CategoryChosen{spa.category});
  guest.take(ServiceChosen{spa.id});
  EXPECT_TRUE(guest.state.selection.service.empty());
}

TEST(KioskView, a_day_that_wants_notice_is_open_until_then) {
  KioskGuest guest;
  catalog::Service& tour = guest.hotel.services[3];  // begins at 08:30
  const LocalDate first = today(guest.context());
  EXPECT_TRUE(is_open(guest.context(), tour, first, std::nullopt));
  tour.notice_minutes = 12 * 60;
  EXPECT_FALSE(is_open(guest.context(), tour, first, std::nullopt));
  guest.now.wall = guest.zone.to_utc({first, 20 * 60 + 30});
  EXPECT_TRUE(is_open(guest.context(), tour, first.plus_days(1), std::nullopt));
  guest.now.wall = guest.now.wall + Duration::milliseconds(1);
  EXPECT_FALSE(is_open(guest.context(), tour, first.plus_days(1), std::nullopt));
}

TEST(KioskView, days_are_open_from_today_to_the_horizon_by_the_hotels_clock) {
  KioskGuest guest;
  const catalog::Service& spa = *guest.hotel.service(ServiceId::literal("lake-spa"));
  const LocalDate first = today(guest.context());
  EXPECT_FALSE(is_open(guest.context(), spa, first.plus_days(-1), std::nullopt));
  EXPECT_TRUE(is_open(guest.context(), spa, first, std::nullopt));
  EXPECT_TRUE(is_open(guest.context(), spa, first.plus_days(30), std::nullopt));
  EXPECT_FALSE(is_open(guest.context(), spa, first.plus_days(31), std::nullopt));
  // It is 10:00 and the spa wants an hour of notice.
  EXPECT_FALSE(is_open(guest.context(), spa, first, 10 * 60));
  EXPECT_TRUE(is_open(guest.context(), spa, first, 11 * 60));
  guest.now.wall = guest.zone.to_utc({first, 1'439});
  EXPECT_EQ(today(guest.context()), first);
  guest.now.wall = guest.now.wall + Duration::minutes(1);
  EXPECT_EQ(today(guest.context()), first.plus_days(1));
}

}  // namespace
}  // namespace lobby::flow
