// Goal: each device reads what is for it, in pages, from any cursor; a kiosk's allotment is filled
// at its first poll, on a new day and after a new catalogue, and a quiet poll writes nothing.
#include <chrono>
#include <set>

#include "core/base/limits.h"
#include "tests/core/service_house.h"

namespace lobby::service {
namespace {

using protocol::BookingNotice;
using protocol::CatalogNotice;
using protocol::FeedItem;
using protocol::FeedPage;
using protocol::GrantNotice;
using protocol::KeyNotice;
using tests::only;

class ServiceFeed : public testing::Test {
 protected:
  void TearDown() override { tests::expect_counts_hold(house_.site()); }

  std::vector<FeedItem> all(DeviceId device, std::int64_t from = 0) {
    cursor_ = from;
    return house_.all_feed(device, cursor_);
  }
  tests::House house_;
  std::int64_t cursor_ = 0;
};

TEST_F(ServiceFeed, the_first_page_begins_with_the_newest_catalogue) {
  ASSERT_EQ(*install_catalog(house_.office(), "second catalogue", house_.now), 2);
  const DeviceId kiosk = house_.kiosk("Kiosk 1");
  const DeviceId desk = house_.desk("Desk 1");
  for (const DeviceId device : {kiosk, desk}) {
    const FeedPage page = house_.feed(device, 0);
    ASSERT_FALSE(page.items.empty());
    EXPECT_EQ(page.items.front(), FeedItem(CatalogNotice{2, "second catalogue"}));
    EXPECT_EQ(only<CatalogNotice>(page.items).size(), 1U);
  }
}

TEST_F(ServiceFeed, a_kiosk_is_given_its_standing_allotment_over_the_horizon) {
  const DeviceId kiosk = house_.kiosk("Kiosk 1");
  const std::vector<GrantNotice> grants = only<GrantNotice>(all(kiosk));
  std::map<PoolId, std::set<LocalDate>> days;
  for (const GrantNotice& grant : grants) {
    EXPECT_EQ(grant.device, kiosk);
    const catalog::Pool* pool = house_.hotel.pool(grant.slot.pool);
    ASSERT_NE(pool, nullptr);
    EXPECT_EQ(grant.granted_total, pool->standing_per_device);
    EXPECT_EQ(grant.elsewhere, pool->capacity - pool->standing_per_device);
    days[grant.slot.pool].insert(grant.slot.date);
  }
  const LocalDate today = LocalDate::of(2026, 12, 1);
  // 90 days ahead, and the longest stay that begins on the last of them.
  const std::set<LocalDate>& nights = days[PoolId::literal("king-room")];
  EXPECT_EQ(*nights.begin(), today);
  EXPECT_EQ(*nights.rbegin(), today.plus_days(90 + 13));
  EXPECT_EQ(nights.size(), 104U);
  EXPECT_EQ(*days[PoolId::literal("hall")].rbegin(), today.plus_days(180));
}

TEST_F(ServiceFeed, rule_7_grants_are_shared_and_stop_at_capacity) {
  const DeviceId first = house_.kiosk("Kiosk 1");
  const DeviceId second = house_.kiosk("Kiosk 2");
  const DeviceId third = house_.kiosk("Kiosk 3");
  const auto rooms = [&](DeviceId kiosk) {
    std::int32_t units = -1;
    for (const GrantNotice& grant : only<GrantNotice>(all(kiosk))) {
      if (grant.slot.pool == PoolId::literal("king-room")) {
        units = grant.granted_total;
      }
    }
    return units;
  };
  const DeviceId fourth = house_.kiosk("Kiosk 4");
  EXPECT_EQ(rooms(fourth), -1);  // three rooms, four kiosks: no room stands at any of them
  ASSERT_TRUE(revoke_device(house_.office(), fourth, house_.now).ok());
  EXPECT_EQ(rooms(first), 1);
  EXPECT_EQ(rooms(second), 1);
  EXPECT_EQ(rooms(third), 1);
}

TEST_F(ServiceFeed, a_desk_holds_no_units) {
  const DeviceId desk = house_.desk("Desk 1");
  EXPECT_TRUE(only<GrantNotice>(all(desk)).empty());
  EXPECT_TRUE(house_.site().grants.empty());
}

TEST_F(ServiceFeed, each_reads_what_is_for_it) {
  const DeviceId kiosk = house_.kiosk("Kiosk 1");
  const DeviceId other = house_.kiosk("Kiosk 2");
  const DeviceId desk = house_.desk("Desk 1");
  all(kiosk);
  const booking::Booking made = tests::sample_booking(
      {.selection = tests::king_stay(LocalDate::of(2026, 12, 11), 2), .device = kiosk});
  house_.send(kiosk, {tests::sample_operation(kiosk, 1, tests::place_sealed(made))});
  const std::vector<FeedItem> to_desk = all(desk);
  ASSERT_EQ(only<KeyNotice>(to_desk).size(), 3U);
  EXPECT_EQ(only<KeyNotice>(to_desk)[0].device_name, "Kiosk 1");
  EXPECT_EQ(only<KeyNotice>(to_desk)[0].public_key, tests::FakeSigner(1).public_key());
  const std::vector<BookingNotice> bookings = only<BookingNotice>(to_desk);
  ASSERT_EQ(bookings.size(), 1U);
  EXPECT_EQ(bookings[0], (BookingNotice{made.id, made.code, 1, booking::BookingState::confirmed,
                                        made.selection.service, made.window, 2, 2, "Lin Yi",
                                        made.quote.total, "Kiosk 1"}));
  for (const FeedItem& item : all(other)) {
    EXPECT_TRUE(protocol::audience_of(item).includes({protocol::DeviceRole::kiosk, other}));
    EXPECT_TRUE(std::holds_alternative<CatalogNotice>(item) ||
                std::holds_alternative<GrantNotice>(item) ||
                std::holds_alternative<protocol::StockNotice>(item));
  }
}

TEST_F(ServiceFeed, pages_are_bounded_and_join_without_gap_or_repeat) {
  const DeviceId kiosk = house_.kiosk("Kiosk 1");
  std::vector<FeedItem> joined;
  std::int64_t cursor = 0;
  int pages = 0;
  for (bool more = true; more; ++pages) {
    const FeedPage page = house_.feed(kiosk, cursor);
    EXPECT_LE(page.items.size(), limits::feed_items_max);
    EXPECT_GT(page.cursor, cursor);
    joined.insert(joined.end(), page.items.begin(), page.items.end());
    cursor = page.cursor;
    more = page.more;
  }
  EXPECT_GT(pages, 1);
  std::set<inventory::Slot> slots;
  for (const GrantNotice& grant : only<GrantNotice>(joined)) {
    EXPECT_TRUE(slots.insert(grant.slot).second);
  }
  EXPECT_EQ(slots.size(), house_.site().slots.size());
  EXPECT_EQ(cursor, *house_.store.feed_head(house_.hotel.site.id));
  EXPECT_TRUE(house_.feed(kiosk, cursor).items.empty());
}

TEST_F(ServiceFeed, a_page_read_again_is_the_same_page) {
  const DeviceId kiosk = house_.kiosk("Kiosk 1");
  const FeedPage first = house_.feed(kiosk, 0);
  const std::int64_t head = *house_.store.feed_head(house_.hotel.site.id);
  EXPECT_EQ(house_.feed(kiosk, 0), first);
  EXPECT_EQ(*house_.store.feed_head(house_.hotel.site.id), head);  // nothing was granted twice
}

TEST_F(ServiceFeed, a_cursor_ahead_of_the_server_or_senseless_starts_again) {
  const DeviceId kiosk = house_.kiosk("Kiosk 1");
  const FeedPage first = house_.feed(kiosk, 0);
  EXPECT_EQ(house_.feed(kiosk, 1'000'000), first);
  EXPECT_EQ(house_.feed(kiosk, -5), first);
  EXPECT_EQ(house_.feed(kiosk, INT64_MIN), first);
}

TEST_F(ServiceFeed, a_quiet_poll_writes_nothing_but_a_contact_a_minute) {
  const DeviceId kiosk = house_.kiosk("Kiosk 1");
  all(kiosk);
  house_.store.fail_commits(1'000, ErrorCode::disk_full);  // any write would fail
  for (int second = 1; second < 60; second += 7) {
    house_.now = tests::sample_now + Duration::seconds(second);
    EXPECT_TRUE(house_.feed(kiosk, cursor_).items.empty());
  }
  house_.store.fail_commits(0, ErrorCode::internal);
  house_.now = tests::sample_now + Duration::seconds(60);
  house_.feed(kiosk, cursor_);
  EXPECT_EQ(house_.site().devices.at(kiosk).last_contact, house_.now);
}

TEST_F(ServiceFeed, a_new_day_brings_a_new_night) {
  const DeviceId kiosk = house_.kiosk("Kiosk 1");
  all(kiosk);
  house_.now = house_.now + Duration::days(1);
  std::map<PoolId, LocalDate> granted;
  for (const GrantNotice& grant : only<GrantNotice>(all(kiosk, cursor_))) {
    granted[grant.slot.pool] = grant.slot.date;
  }
  EXPECT_EQ(granted.at(PoolId::literal("king-room")), LocalDate::of(2026, 12, 2).plus_days(103));
  EXPECT_EQ(granted.size(), house_.hotel.pools.size());
}

TEST_F(ServiceFeed, a_new_day_may_begin_with_a_batch) {
  const DeviceId kiosk = house_.kiosk("Kiosk 1");
  all(kiosk);
  house_.now = house_.now + Duration::days(1);
  house_.send(kiosk, {});
  EXPECT_FALSE(only<GrantNotice>(all(kiosk, cursor_)).empty());
}

TEST_F(ServiceFeed, units_given_back_return_to_the_kiosks_the_next_day) {
  const DeviceId kiosk = house_.kiosk("Kiosk 1");
  all(kiosk);
  std::vector<protocol::Operation> sales;
  for (std::int64_t number = 1; number <= 3; ++number) {
    sales.push_back(tests::sample_operation(
        kiosk, number,
        tests::place_sealed(
            tests::sample_booking({.selection = tests::king_stay(LocalDate::of(2026, 12, 11), 1),
                                   .device = kiosk,
                                   .number = static_cast<std::uint64_t>(number)}))));
    house_.send(kiosk, {sales.back()});
  }
  all(kiosk, cursor_);
  ASSERT_TRUE(cancel_booking(house_.office(), tests::code_of(1), house_.now).ok());
  EXPECT_TRUE(only<GrantNotice>(all(kiosk, cursor_)).empty());
  house_.now = house_.now + Duration::days(1);
  bool returned = false;
  for (const GrantNotice& grant : only<GrantNotice>(all(kiosk, cursor_))) {
    returned = returned || grant.slot.date == LocalDate::of(2026, 12, 11);
  }
  EXPECT_TRUE(returned);
}

TEST_F(ServiceFeed, a_new_catalogue_reaches_everyone_with_its_units) {
  const DeviceId kiosk = house_.kiosk("Kiosk 1");
  all(kiosk);
  house_.hotel.pools[0].standing_per_device = 3;
  ASSERT_EQ(*install_catalog(house_.office(), "third catalogue", house_.now), 2);
  ASSERT_EQ(*install_catalog(house_.office(), "third catalogue", house_.now), 2);
  const std::vector<FeedItem> news = all(kiosk, cursor_);
  ASSERT_FALSE(news.empty());
  EXPECT_EQ(news.front(), FeedItem(CatalogNotice{2, "third catalogue"}));
  EXPECT_EQ(only<GrantNotice>(news).size(), 104U);
  EXPECT_EQ(only<GrantNotice>(news).front().granted_total, 3);
}

TEST_F(ServiceFeed, catalogues_in_between_are_left_out) {
  const DeviceId desk = house_.desk("Desk 1");
  all(desk);
  for (const char* toml : {"b", "c", "d"}) {
    ASSERT_TRUE(install_catalog(house_.office(), toml, house_.now).ok());
  }
  EXPECT_EQ(all(desk, cursor_), (std::vector<FeedItem>{CatalogNotice{4, "d"}}));
}

TEST_F(ServiceFeed, a_catalogue_too_large_is_refused) {
  EXPECT_EQ(
      install_catalog(house_.office(), std::string(limits::catalog_file_bytes + 1, 'x'), house_.now)
          .error()
          .code,
      ErrorCode::too_large);
}

TEST_F(ServiceFeed, strangers_and_revoked_devices_read_nothing) {
  const DeviceId kiosk = house_.kiosk("Kiosk 1");
  EXPECT_EQ(read_feed(house_.office(), tests::id_of<DeviceId>(99), {}, house_.now).error().code,
            ErrorCode::unauthenticated);
  ASSERT_TRUE(revoke_device(house_.office(), kiosk, house_.now).ok());
  EXPECT_EQ(read_feed(house_.office(), kiosk, {}, house_.now).error().code,
            ErrorCode::device_fenced);
}

}  // namespace
}  // namespace lobby::service
