// Goal: profiles are found by phone and number, numbers never stand anywhere in the clear, and the
// risk rules block, hold back or note as the site says. Method: scenarios over a memory store.
#include <functional>

#include "core/reservation/guests.h"
#include "tests/core/reservation_house.h"
#include "tests/fakes/fake_vault.h"

namespace lobby::reservation {
namespace reservation_guests_test {

using booking::BookingState;
using catalog::RiskLevel;
using catalog::RiskRule;
using tests::king_stay;

const LocalDate first_night = LocalDate::of(2026, 12, 10);
// The example of GB 11643-1999.
const std::string number = "11010519491231002X";

class ReservationGuests : public tests::ReservationHouse {
 protected:
  ReservationGuests() { house_.vault = &vault_; }

  protocol::ProfileOrder profile(std::int32_t base_version = 0) {
    protocol::ProfileOrder order;
    order.head = head();
    order.base_version = base_version;
    order.profile.name = "Lin Example";
    order.profile.phone = "+8613800005678";
    order.profile.language = "en";
    order.identity_kind = guest::IdentityKind::resident_number;
    order.identity_text = number;
    return order;
  }
  guest::GuestId saved() {
    const auto shown = json_of(save_profile(from(desk_), {}, profile()));
    return *guest::GuestId::parse(shown["id"].get<std::string>());
  }
  std::size_t found(const protocol::GuestQuery& query) {
    return json_of(find_profiles(from(desk_), query))["items"].size();
  }
  void set(RiskRule rule, RiskLevel level) {
    house_.hotel.risk.levels[static_cast<std::size_t>(rule)] = level;
  }
  Reply book(const std::function<void(protocol::PlaceOrder&)>& change = {}) {
    protocol::PlaceOrder order{head(), king_stay(first_night, 1), guest(), false};
    if (change) {
      change(order);
    }
    return place_booking(from(kiosk_), order);
  }

  tests::FakeVault vault_;
};

TEST_F(ReservationGuests, a_number_is_shown_masked_and_stands_nowhere_in_the_clear) {
  const guest::GuestId id = saved();
  const Reply shown = read_profile(from(desk_), id);
  ASSERT_TRUE(shown.ok());
  EXPECT_EQ(shown->find(number.substr(6, 8)), std::string::npos);
  EXPECT_EQ(last_noted().action, "read_guest");
  for (const auto& [place, record] : house_.site().records) {
    EXPECT_EQ(record.content.find(number), std::string::npos);
    for (const std::string& key : record.keys) {
      EXPECT_EQ(key.find("5678"), std::string::npos);
      EXPECT_EQ(key.find(number), std::string::npos);
    }
  }
  EXPECT_EQ(code(read_profile(from(kiosk_), id)), ErrorCode::forbidden);
}

TEST_F(ReservationGuests, guests_are_found_by_phone_and_by_number) {
  saved();
  EXPECT_EQ(found({"+8613800005678", {}, {}}), 1U);
  EXPECT_EQ(found({"13800005678", {}, {}}), 1U);
  EXPECT_EQ(found({"13800005679", {}, {}}), 0U);
  EXPECT_EQ(found({{}, guest::IdentityKind::resident_number, "110105 19491231 002x"}), 1U);
  EXPECT_EQ(code(find_profiles(from(desk_), {})), ErrorCode::missing_field);
  const Reply bad =
      find_profiles(from(desk_), {{}, guest::IdentityKind::resident_number, "110105194912310021"});
  EXPECT_EQ(bad.error().detail.substr(0, 14), "identity.text:");
}

TEST_F(ReservationGuests, a_profile_changes_against_its_version_and_keeps_what_is_not_said) {
  const guest::GuestId id = saved();
  protocol::ProfileOrder change = profile(1);
  change.identity_kind.reset();
  change.profile.phone = "+493012345678";
  EXPECT_TRUE(save_profile(from(desk_), id, change).ok());
  EXPECT_EQ(found({"13800005678", {}, {}}), 0U);
  EXPECT_EQ(found({{}, guest::IdentityKind::resident_number, number}), 1U);
  change.head = head();
  EXPECT_EQ(code(save_profile(from(desk_), id, change)), ErrorCode::version_conflict);
  change.base_version = 0;
  EXPECT_EQ(code(save_profile(from(desk_), id, change)), ErrorCode::out_of_range);
}

TEST_F(ReservationGuests, what_is_wrong_with_a_profile_is_named_and_nothing_is_kept) {
  const auto refused = [&](const std::function<void(guest::GuestProfile&)>& spoil) {
    protocol::ProfileOrder order = profile();
    spoil(order.profile);
    const Reply reply = save_profile(from(desk_), {}, order);
    return reply ? std::string("kept")
                 : reply.error().detail.substr(0, reply.error().detail.find(':'));
  };
  EXPECT_EQ(refused([](guest::GuestProfile& one) { one.name = std::string(10'000, 'x'); }), "name");
  EXPECT_EQ(refused([](guest::GuestProfile& one) { one.name = "Lin \xF0\x9F\x98\x80"; }), "name");
  EXPECT_EQ(refused([](guest::GuestProfile& one) { one.name = "Lin \xE2\x80\xAE x"; }), "name");
  EXPECT_EQ(refused([](guest::GuestProfile& one) { one.name = "Lin \xFF"; }), "name");
  EXPECT_EQ(refused([](guest::GuestProfile& one) { one.phone = "138"; }), "phone");
  EXPECT_EQ(refused([](guest::GuestProfile& one) { one.email = "nobody"; }), "email");
  for (const auto& [key, record] : house_.site().records) {
    EXPECT_NE(key.first, port::RecordKind::guest);
  }
}

TEST_F(ReservationGuests, consents_are_given_once_and_withdrawn) {
  const guest::GuestId id = saved();
  const auto consent = [&](bool withdrawn) {
    return json_of(change_consent(
        from(desk_), id,
        {head(), guest::ConsentKind::marketing, guest::WordingId::literal("offers-2"), withdrawn}));
  };
  EXPECT_EQ(consent(false)["consents"].size(), 1U);
  EXPECT_EQ(consent(false)["version"], 2);
  EXPECT_FALSE(consent(true)["consents"][0]["withdrawn_at"].is_null());
}

TEST_F(ReservationGuests, a_guest_on_the_refusal_list_is_not_taken) {
  ASSERT_TRUE(refuse_guest(from(desk_), {head(), "13800005678", "damaged a room"}).ok());
  const Reply reply = book();
  EXPECT_EQ(code(reply), ErrorCode::policy_refused);
  EXPECT_NE(reply.error().detail.find("refused_guest"), std::string::npos);
  set(RiskRule::refused_guest, RiskLevel::notice);
  EXPECT_EQ(parsed(book()).state, BookingState::confirmed);
  EXPECT_NE(house_.site().tasks.back().detail.find("refused_guest"), std::string::npos);
}

TEST_F(ReservationGuests, the_same_guest_at_the_same_time_waits_for_a_persons_word) {
  EXPECT_EQ(parsed(book()).state, BookingState::confirmed);
  const booking::Booking second = parsed(book());
  EXPECT_EQ(second.state, BookingState::awaiting_approval);
  EXPECT_NE(house_.site().tasks.back().detail.find("double_booked"), std::string::npos);
  ASSERT_TRUE(step(second, booking::Command::refuse, "one is enough").ok());
  set(RiskRule::double_booked, RiskLevel::off);
  EXPECT_EQ(parsed(book()).state, BookingState::confirmed);
  expect_sound();
}

TEST_F(ReservationGuests, what_a_kiosk_sold_counts_and_what_is_over_does_not) {
  const booking::Booking request = tests::sample_booking(
      {.selection = king_stay(first_night, 1), .device = kiosk_, .as_request = true});
  protocol::PlaceBooking place{request, {}};
  place.booking.guest.phone = "13800005678";
  house_.send(kiosk_, {tests::sample_operation(kiosk_, 1, place)});
  EXPECT_EQ(parsed(book()).state, BookingState::awaiting_approval);
  // Both are over: the next is the only one.
  for (const auto& [id, one] : house_.site().bookings) {
    ASSERT_TRUE(step(one, booking::Command::refuse, "full").ok());
  }
  EXPECT_EQ(parsed(book()).state, BookingState::confirmed);
  expect_sound();
}

TEST_F(ReservationGuests, a_minor_needs_a_guardian_who_has_agreed) {
  const auto child = [](protocol::PlaceOrder& order) {
    order.birth_dates = {LocalDate::of(2012, 5, 1)};
  };
  EXPECT_EQ(parsed(book(child)).state, BookingState::awaiting_approval);
  house_.hotel.risk.levels[static_cast<std::size_t>(RiskRule::double_booked)] = RiskLevel::off;
  const booking::Booking accompanied = parsed(book([&](protocol::PlaceOrder& order) {
    child(order);
    order.guardian = office::Guardian{"Lin Senior", "mother", "13800001111", true};
  }));
  EXPECT_EQ(accompanied.state, BookingState::confirmed);
  const Reply nameless = book([&](protocol::PlaceOrder& order) {
    order.guardian = office::Guardian{"", "mother", "13800001111", true};
  });
  EXPECT_EQ(nameless.error().detail.substr(0, 9), "guardian:");
}

TEST_F(ReservationGuests, a_company_shows_a_sound_licence) {
  set(RiskRule::double_booked, RiskLevel::off);
  const auto company = [&](const std::string& licence) {
    return book([&](protocol::PlaceOrder& order) {
      order.company = guest::Company{"Example Trading", licence};
    });
  };
  EXPECT_EQ(parsed(company("")).state, BookingState::awaiting_approval);
  // The example of GB 32100-2015.
  EXPECT_EQ(parsed(company("91350100M000100Y43")).state, BookingState::confirmed);
  EXPECT_EQ(company("91350100M000100Y44").error().detail.substr(0, 16), "company.licence:");
}

}  // namespace reservation_guests_test
}  // namespace lobby::reservation
