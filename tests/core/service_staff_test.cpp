// Goal: enrolment codes work once, in time, as people type them; cancellations and revocations
// reach the desks. Method: scenarios over a memory store.
#include "core/base/limits.h"
#include "tests/core/service_house.h"

namespace lobby::service {
namespace {

using protocol::DeviceRole;
using protocol::EnrolRequest;
using protocol::KeyNotice;

class ServiceStaff : public testing::Test {
 protected:
  std::string code(const std::string& name = "Kiosk 1") {
    return *make_enrolment_code(house_.office(), house_.entropy, name, DeviceRole::kiosk,
                                house_.now);
  }
  Result<Enrolled> redeem(const std::string& typed, std::uint8_t key = 40) {
    EnrolRequest request;
    request.code = typed;
    request.public_key = tests::FakeSigner(key).public_key();
    return enrol_device(house_.office(), house_.entropy, request, house_.now);
  }
  tests::House house_;
};

TEST_F(ServiceStaff, a_code_is_three_groups_without_look_alikes) {
  const std::string made = code();
  ASSERT_EQ(made.size(), 14U);
  for (std::size_t index = 0; index < made.size(); ++index) {
    if (index == 4 || index == 9) {
      EXPECT_EQ(made[index], '-');
    } else {
      EXPECT_NE(std::string("23456789ABCDEFGHJKLMNPQRSTUVWXYZ").find(made[index]),
                std::string::npos);
    }
  }
  EXPECT_NE(code(), made);
}

TEST_F(ServiceStaff, only_the_hash_of_a_code_is_stored) {
  const std::string made = code();
  ASSERT_EQ(house_.site().codes.size(), 1U);
  EXPECT_EQ(house_.site().codes.begin()->second.device_name, "Kiosk 1");
  EXPECT_EQ(house_.site().codes.begin()->second.expires_at, house_.now + Duration::hours(24));
}

TEST_F(ServiceStaff, a_code_makes_one_device) {
  const std::string made = code();
  const Result<Enrolled> enrolled = redeem(made);
  ASSERT_TRUE(enrolled.ok()) << to_string(enrolled.error());
  EXPECT_EQ(enrolled->device_name, "Kiosk 1");
  EXPECT_EQ(enrolled->role, DeviceRole::kiosk);
  const port::DeviceRecord record = house_.site().devices.at(enrolled->device);
  const port::Sha256 hash = house_.hasher.sha256(tests::FakeSigner(40).public_key());
  EXPECT_TRUE(std::equal(record.key.begin(), record.key.end(), hash.begin()));
  EXPECT_EQ(redeem(made, 41).error().code, ErrorCode::unauthenticated);
}

TEST_F(ServiceStaff, a_code_is_read_as_people_type_it) {
  for (const bool lower : {true, false}) {
    std::string typed = " " + code() + " ";
    for (char& c : typed) {
      c = lower ? static_cast<char>(std::tolower(static_cast<unsigned char>(c))) : c;
      c = c == '-' ? ' ' : c;
    }
    EXPECT_TRUE(redeem(typed, lower ? 50 : 51).ok()) << typed;
  }
}

TEST_F(ServiceStaff, wrong_late_and_empty_codes_are_refused_alike) {
  const std::string late = code();
  house_.now = house_.now + Duration::hours(24);
  const Error expired = redeem(late).error();
  const Error wrong = redeem("AAAA-BBBB-CCCC").error();
  EXPECT_EQ(expired.code, ErrorCode::unauthenticated);
  EXPECT_EQ(expired, wrong);
  EXPECT_EQ(redeem("").error(), wrong);
  EXPECT_EQ(redeem(std::string(100'000, 'A')).error(), wrong);
}

TEST_F(ServiceStaff, a_code_works_until_its_last_moment) {
  const std::string made = code();
  house_.now = house_.now + Duration::hours(24) - Duration::milliseconds(1);
  EXPECT_TRUE(redeem(made).ok());
}

TEST_F(ServiceStaff, a_key_is_enrolled_once_and_the_code_survives) {
  ASSERT_TRUE(redeem(code(), 60).ok());
  const std::string second = code("Kiosk 2");
  EXPECT_EQ(redeem(second, 60).error().code, ErrorCode::already_exists);
  EXPECT_TRUE(redeem(second, 61).ok());
}

TEST_F(ServiceStaff, a_device_needs_a_name) {
  for (const std::string& name :
       {std::string(), std::string("   "), std::string("a\nb"), std::string("\xC3\x28"),
        std::string(limits::device_name_code_points + 1, 'x')}) {
    const auto made =
        make_enrolment_code(house_.office(), house_.entropy, name, DeviceRole::desk, house_.now);
    ASSERT_FALSE(made.ok());
    EXPECT_EQ(made.error().code, ErrorCode::out_of_range);
  }
}

TEST_F(ServiceStaff, a_revoked_key_is_told_to_the_desks_once) {
  const DeviceId kiosk = house_.kiosk("Kiosk 1");
  const DeviceId desk = house_.desk("Desk 1");
  std::int64_t cursor = 0;
  house_.all_feed(desk, cursor);
  ASSERT_TRUE(revoke_device(house_.office(), kiosk, house_.now).ok());
  ASSERT_TRUE(revoke_device(house_.office(), kiosk, house_.now).ok());
  const auto told = tests::only<KeyNotice>(house_.all_feed(desk, cursor));
  ASSERT_EQ(told.size(), 1U);
  EXPECT_TRUE(told[0].revoked);
  EXPECT_EQ(told[0].device, kiosk);
  EXPECT_EQ(revoke_device(house_.office(), tests::id_of<DeviceId>(9), house_.now).error().code,
            ErrorCode::not_found);
}

TEST_F(ServiceStaff, a_cancellation_frees_units_and_reaches_the_desks) {
  const DeviceId kiosk = house_.kiosk("Kiosk 1");
  const DeviceId desk = house_.desk("Desk 1");
  std::int64_t cursor = 0;
  house_.all_feed(kiosk, cursor);
  const booking::Booking made = tests::sample_booking(
      {.selection = tests::king_stay(LocalDate::of(2026, 12, 11), 2), .device = kiosk});
  house_.send(kiosk, {tests::sample_operation(kiosk, 1, tests::place_sealed(made))});
  ASSERT_TRUE(cancel_booking(house_.office(), made.code, house_.now).ok());
  cursor = 0;
  const auto told = tests::only<protocol::BookingNotice>(house_.all_feed(desk, cursor));
  ASSERT_EQ(told.size(), 1U);  // the feed keeps the last of a fact
  EXPECT_EQ(told.back().state, booking::BookingState::cancelled);
  EXPECT_EQ(told.back().version, 2);
  EXPECT_EQ(house_.site().bookings.at(made.id).history.back().act.device, DeviceId{});
  tests::expect_counts_hold(house_.site());
  EXPECT_EQ(cancel_booking(house_.office(), made.code, house_.now).error().code,
            ErrorCode::invalid_transition);
  EXPECT_EQ(cancel_booking(house_.office(), tests::code_of(9), house_.now).error().code,
            ErrorCode::not_found);
}

}  // namespace
}  // namespace lobby::service
