// Goal: a sale is on the device's disk before anybody is told yes, and a refused one leaves
// nothing. Method: sell() over the memory store; a store that fails stands for a disk that is full.
#include <set>

#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "core/device/counter.h"
#include "core/protocol/codec.h"
#include "tests/fakes/failing_store.h"
#include "tests/fakes/fake_keys.h"
#include "tests/fakes/fake_seal.h"
#include "tests/fakes/memory_device_store.h"
#include "tests/fakes/sample.h"
#include "tests/fakes/seeded_entropy.h"
#include "tests/fakes/store_facts.h"

namespace lobby::device {
namespace {

using tests::sample_now;

const LocalDate friday = LocalDate::of(2026, 12, 4);

struct Shop {
  catalog::Catalog hotel = tests::sample_catalog();
  ZoneRules zone = tests::sample_zone();
  port::DeviceIdentity identity = tests::kiosk_identity();
  tests::MemoryDeviceStore store;
  tests::FakeSigner signer{7};
  tests::FakeVerifier verifier;
  tests::FakeHasher hasher;
  tests::SeededEntropy entropy{1};
  tests::FakeSealer sealer;
  DeviceTime time{sample_now, std::nullopt};
  guest::GuestDetails guest{
      "Lin Yi", "13800005678", {NoteId::literal("food-allergy")}, catalog::Language("zh-CN")};

  Shop() {
    EXPECT_TRUE(store.save_identity(identity).ok());
    std::vector<protocol::FeedItem> grants;
    for (unsigned day = 1; day <= 20; ++day) {
      protocol::GrantNotice grant = tests::grant_notice(tests::night(day), 2);
      grant.device = identity.device;
      grants.emplace_back(grant);
    }
    EXPECT_TRUE(store.apply_feed(tests::page(1, grants)).ok());
  }
  Result<Issued> sell_from(port::DeviceStore& from, const booking::Selection& selection,
                           bool as_request = false) {
    const Counter counter{from, signer, hasher, entropy, sealer, identity};
    return device::sell(counter, hotel, zone, {selection, guest, as_request}, time);
  }
  Result<Issued> sell(const booking::Selection& selection, bool as_request = false) {
    return sell_from(store, selection, as_request);
  }
  std::int32_t sold(LocalDate date) {
    const auto balances = store.balances(tests::king_rooms, date, date);
    return balances.ok() && balances->size() == 1 ? balances->front().balance.sold : -1;
  }
  std::int64_t pending() { return store.outbox_summary()->pending; }
};

TEST(Counter, rule_1_sell_commits_before_it_answers) {
  Shop shop;
  const Result<Issued> issued = shop.sell(tests::king_stay(friday, 2));
  ASSERT_TRUE(issued.ok()) << to_string(issued.error());
  EXPECT_EQ(issued->booking.state, booking::BookingState::confirmed);
  EXPECT_EQ(shop.sold(friday), 1);
  EXPECT_EQ(shop.sold(friday.plus_days(1)), 1);
  EXPECT_EQ(shop.sold(friday.plus_days(2)), 0);

  const auto due = shop.store.due_operations(sample_now, {10});
  ASSERT_TRUE(due.ok() && due->size() == 1);
  const auto* placed = std::get_if<protocol::PlaceBooking>(&due->front().operation.payload);
  ASSERT_NE(placed, nullptr);
  EXPECT_EQ(placed->booking.guest, guest::GuestDetails{});
  booking::Booking stored = issued->booking;
  stored.guest = {};
  EXPECT_EQ(placed->booking, stored);
  const auto unseen = shop.store.unseen_tickets();
  ASSERT_TRUE(unseen.ok() && unseen->size() == 1);
  EXPECT_EQ(unseen->front().ticket_text, issued->ticket_text);
}

TEST(Counter, the_guest_is_sealed_with_the_booking_it_is_of) {
  Shop shop;
  const Result<Issued> issued = shop.sell(tests::king_stay(friday, 2));
  ASSERT_TRUE(issued.ok());
  EXPECT_EQ(issued->booking.guest, shop.guest);  // for the ticket screen
  for (const std::string_view told : {"Lin Yi", "13800005678", "food-allergy"}) {
    EXPECT_EQ(shop.store.everything_stored().find(told), std::string::npos) << told;
  }
  const auto due = shop.store.due_operations(sample_now, {10});
  const auto& placed = std::get<protocol::PlaceBooking>(due->front().operation.payload);
  const Result<Bytes> opened = tests::FakeUnsealer().open(placed.sealed_guest);
  ASSERT_TRUE(opened.ok());
  const Result<protocol::SealContent> content =
      protocol::seal_content_from({reinterpret_cast<const char*>(opened->data()), opened->size()});
  ASSERT_TRUE(content.ok()) << to_string(content.error());
  EXPECT_EQ(*content, (protocol::SealContent{issued->booking.site, issued->booking.id,
                                             issued->booking.guest}));
}

TEST(Counter, a_seal_does_not_tell_how_long_the_name_is) {
  Shop shop;
  std::set<std::size_t> lengths;
  for (const std::size_t letters : {2U, 20U, 60U}) {
    shop.guest.name = std::string(letters, 'n');
    ASSERT_TRUE(shop.sell(tests::tour_day(friday, 1), true).ok());
    const auto due = shop.store.due_operations(sample_now, {10});
    lengths.insert(
        std::get<protocol::PlaceBooking>(due->back().operation.payload).sealed_guest.size());
  }
  EXPECT_EQ(lengths.size(), 1U);
}

TEST(Counter, the_longest_details_fit_a_seal) {
  Shop shop;
  shop.guest.name.clear();
  for (std::size_t count = 0; count < limits::guest_name_code_points; ++count) {
    shop.guest.name += "\xF0\xA0\xAE\xB7";  // four bytes each
  }
  shop.guest.notes.assign(limits::notes_max, NoteId::literal(std::string(40, 'n')));
  shop.guest.language = std::string(35, 'x');
  EXPECT_TRUE(shop.sell(tests::king_stay(friday, 2)).ok());
}

TEST(Counter, without_a_seal_nothing_is_sold) {
  Shop shop;
  shop.sealer.break_down();
  const Result<Issued> issued = shop.sell(tests::king_stay(friday, 2));
  ASSERT_FALSE(issued.ok());
  EXPECT_EQ(issued.error().code, ErrorCode::unavailable);
  EXPECT_EQ(shop.sold(friday), 0);
  EXPECT_EQ(shop.pending(), 0);
}

TEST(Counter, a_booking_carries_price_terms_and_who_made_it) {
  Shop shop;
  const auto issued = shop.sell(tests::king_stay(friday, 1));
  ASSERT_TRUE(issued.ok());
  const booking::Booking& booking = issued->booking;
  EXPECT_EQ(booking.site, shop.identity.site);
  EXPECT_EQ(booking.made_by, shop.identity.device);
  EXPECT_EQ(booking.quote, booking::quote_of(shop.hotel, booking.selection));
  EXPECT_EQ(booking.policy.tiers.size(), 3U);
  EXPECT_TRUE(booking::history_is_whole(booking));
  EXPECT_FALSE(booking.id.is_nil());
}

TEST(Counter, the_ticket_parses_and_verifies_and_names_nobody) {
  Shop shop;
  const auto issued = shop.sell(tests::king_stay(friday, 2));
  ASSERT_TRUE(issued.ok());
  EXPECT_TRUE(issued->ticket_text.starts_with("HTTPS://YUNTING.EXAMPLE/T/"));
  const auto scanned = ticket::parse_ticket(issued->ticket_text);
  ASSERT_TRUE(scanned.ok()) << to_string(scanned.error());
  const ticket::Ticket& ticket = scanned->ticket;
  EXPECT_TRUE(shop.verifier.verify(shop.signer.public_key(), ticket::signing_message(ticket),
                                   scanned->signature));
  EXPECT_EQ(ticket.key, key_id(shop.hasher, shop.signer.public_key()));
  EXPECT_EQ(ticket.code, issued->booking.code);
  EXPECT_EQ(ticket.site_number, shop.hotel.site.number);
  EXPECT_EQ(ticket.service_number, 1);
  EXPECT_EQ(ticket.party, 2);
  EXPECT_EQ(ticket.valid_from, shop.zone.start_of(friday));
  EXPECT_EQ(ticket.valid_until, shop.zone.to_utc({friday.plus_days(2), 12 * 60}));
  EXPECT_FALSE(ticket.request_only);
}

TEST(Counter, rule_14_a_device_confirms_within_the_sites_hours_of_its_last_contact) {
  struct Row {
    std::string what;
    std::string boot_id;
    Duration since_boot;  // of the last contact
    Duration since_wall;
    bool may;
  };
  const Duration week = Duration::hours(168);
  const Row table[] = {
      {"at once", "a", {}, {}, true},
      {"within the week", "a", week - Duration::hours(1), {}, true},
      {"within the margin for drift", "a", week - Duration::minutes(5), {}, false},
      {"a week later", "a", week, {}, false},
      {"the wall clock set back", "a", week, Duration::hours(-900), false},
      {"the wall clock set ahead", "a", Duration::hours(1), Duration::hours(900), true},
      {"after a restart", "b", Duration::hours(-900), Duration::hours(1), true},
      {"after a restart, too late", "b", {}, week, false},
      {"after a restart with a doubtful clock", "b", {}, Duration::hours(-1), false},
  };
  for (const Row& row : table) {
    Shop shop;
    const Duration boot = Duration::hours(1'000);
    ASSERT_TRUE(shop.store.save_contact({sample_now, {}, "a", boot}).ok());
    shop.time.boot_id = row.boot_id;
    shop.time.boot_time = boot + row.since_boot;
    // What the guest is offered is judged by the corrected clock, which stands still here.
    shop.time.device_now = sample_now + row.since_wall;
    shop.time.offset = Duration{} - row.since_wall;
    const auto sold = shop.sell(tests::king_stay(friday, 1));
    EXPECT_EQ(sold.ok(), row.may) << row.what;
    EXPECT_TRUE(sold.ok() || sold.error().code == ErrorCode::expired) << row.what;
    EXPECT_TRUE(shop.sell(tests::king_stay(friday, 1), true).ok()) << row.what;
    EXPECT_EQ(shop.sold(friday), row.may ? 1 : 0) << row.what;
  }
}

TEST(Counter, rule_16_each_fact_names_the_one_before_it) {
  Shop shop;
  ASSERT_TRUE(shop.sell(tests::king_stay(friday, 1)).ok());
  ASSERT_TRUE(shop.sell(tests::king_stay(friday, 1)).ok());
  const auto due = *shop.store.due_operations(sample_now, {10});
  ASSERT_EQ(due.size(), 2U);
  EXPECT_EQ(due[0].operation.previous, std::optional(protocol::OperationHash{}));
  const std::string first = protocol::to_json(due[0].operation);
  EXPECT_EQ(due[1].operation.previous,
            std::optional(shop.hasher.sha256(
                {reinterpret_cast<const std::uint8_t*>(first.data()), first.size()})));
}

TEST(Counter, sold_out_consumes_nothing) {
  Shop shop;
  ASSERT_TRUE(shop.sell(tests::king_stay(friday, 1)).ok());
  ASSERT_TRUE(shop.sell(tests::king_stay(friday, 1)).ok());
  const auto third = shop.sell(tests::king_stay(friday.plus_days(-1), 3));
  ASSERT_FALSE(third.ok());
  EXPECT_EQ(third.error().code, ErrorCode::sold_out);
  EXPECT_NE(third.error().detail.find("2026-12-04"), std::string::npos) << third.error().detail;
  EXPECT_EQ(shop.sold(friday.plus_days(-1)), 0) << "all nights or none";
  EXPECT_EQ(shop.sold(friday), 2);
  EXPECT_EQ(shop.pending(), 2);
  EXPECT_EQ(shop.store.unseen_tickets()->size(), 2U);
}

TEST(Counter, a_request_consumes_nothing_and_its_ticket_says_so) {
  Shop shop;
  const auto issued = shop.sell(tests::king_stay(friday, 1), true);
  ASSERT_TRUE(issued.ok());
  EXPECT_EQ(issued->booking.state, booking::BookingState::requested);
  EXPECT_EQ(shop.sold(friday), 0);
  EXPECT_EQ(shop.pending(), 1);
  const auto scanned = ticket::parse_ticket(issued->ticket_text);
  ASSERT_TRUE(scanned.ok());
  EXPECT_TRUE(scanned->ticket.request_only);
}

TEST(Counter, what_the_service_does_not_offer_is_refused_by_name) {
  booking::Selection past = tests::king_stay(LocalDate::of(2026, 11, 30), 1);
  booking::Selection far = tests::king_stay(LocalDate::of(2027, 6, 1), 1);
  booking::Selection crowd = tests::king_stay(friday, 1);
  crowd.party.adults = 4;
  booking::Selection nothing;
  const std::pair<booking::Selection, ErrorCode> cases[] = {
      {past, ErrorCode::policy_refused},
      {far, ErrorCode::policy_refused},
      {crowd, ErrorCode::out_of_range},
      {nothing, ErrorCode::not_found},
  };
  for (const auto& [selection, code] : cases) {
    for (const bool as_request : {false, true}) {
      Shop shop;
      const auto refused = shop.sell(selection, as_request);
      ASSERT_FALSE(refused.ok());
      EXPECT_EQ(refused.error().code, code) << to_string(refused.error());
      EXPECT_EQ(shop.pending(), 0);
    }
  }
}

TEST(Counter, a_store_that_cannot_write_issues_no_ticket) {
  Shop shop;
  tests::FailingStore full(shop.store, ErrorCode::disk_full);
  const auto issued = shop.sell_from(full, tests::king_stay(friday, 1));
  ASSERT_FALSE(issued.ok());
  EXPECT_EQ(issued.error().code, ErrorCode::disk_full);
  EXPECT_EQ(shop.sold(friday), 0);
}

TEST(Counter, the_measured_offset_decides_what_is_past) {
  Shop shop;
  shop.time = {sample_now - Duration::days(10), Duration::days(10)};  // the device's clock is wrong
  const auto issued = shop.sell(tests::king_stay(LocalDate::of(2026, 12, 1), 1));
  ASSERT_TRUE(issued.ok()) << to_string(issued.error());
  const auto due = shop.store.due_operations(sample_now, {1});
  ASSERT_TRUE(due.ok() && due->size() == 1);
  EXPECT_EQ(due->front().operation.device_time, sample_now - Duration::days(10));
  EXPECT_EQ(due->front().operation.clock_offset, Duration::days(10));
  EXPECT_FALSE(shop.sell(tests::king_stay(LocalDate::of(2026, 11, 25), 1)).ok());
}

TEST(Counter, two_sales_have_nothing_in_common) {
  Shop shop;
  const auto first = shop.sell(tests::king_stay(friday, 1));
  const auto second = shop.sell(tests::king_stay(friday, 1));
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_NE(first->booking.id, second->booking.id);
  EXPECT_NE(first->booking.code, second->booking.code);
  const auto due = shop.store.due_operations(sample_now, {10});
  ASSERT_TRUE(due.ok() && due->size() == 2);
  EXPECT_NE((*due)[0].operation.id, (*due)[1].operation.id);
  EXPECT_EQ((*due)[1].operation.sequence, (*due)[0].operation.sequence + 1);
}

}  // namespace
}  // namespace lobby::device
