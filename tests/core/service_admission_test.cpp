// Goal: check-ins are facts of a door: kept once, told to every desk, and joined with their
// booking whichever arrives first; a second admission is reported with both desks (rule 13).
#include "core/base/limits.h"
#include "tests/core/service_house.h"

namespace lobby::service {
namespace {

using booking::BookingState;
using protocol::AdmissionNotice;
using protocol::CheckIn;
using protocol::UndoCheckIn;
using tests::outcomes;
using tests::place_sealed;
using tests::sample_operation;
using Names = std::vector<std::string>;

class ServiceAdmission : public testing::Test {
 protected:
  void SetUp() override {
    kiosk_ = house_.kiosk("Kiosk 1");
    first_desk_ = house_.desk("Desk 1");
    second_desk_ = house_.desk("Desk 2");
    std::int64_t cursor = 0;
    house_.all_feed(kiosk_, cursor);
    booking_ = tests::sample_booking(
        {.selection = tests::king_stay(LocalDate::of(2026, 12, 11), 1), .device = kiosk_});
  }
  void TearDown() override { tests::expect_counts_hold(house_.site()); }

  Names place() {
    return outcomes(house_.send(kiosk_, {sample_operation(kiosk_, 1, place_sealed(booking_))}));
  }
  std::string check_in(DeviceId desk, std::int64_t sequence, UtcTime at) {
    return outcomes(house_.send(
        desk,
        {sample_operation(desk, sequence, CheckIn{house_.admission_of(booking_), 2, at})}))[0];
  }
  std::string undo(DeviceId desk, std::int64_t sequence) {
    return outcomes(house_.send(desk, {sample_operation(desk, sequence,
                                                        UndoCheckIn{house_.admission_of(booking_),
                                                                    tests::sample_now})}))[0];
  }
  booking::Booking stored() { return house_.site().bookings.at(booking_.id); }

  tests::House house_;
  DeviceId kiosk_;
  DeviceId first_desk_;
  DeviceId second_desk_;
  booking::Booking booking_;
  UtcTime noon_ = tests::sample_now + Duration::hours(2);
};

TEST_F(ServiceAdmission, checks_the_booking_in) {
  place();
  EXPECT_EQ(check_in(first_desk_, 1, noon_), "applied");
  EXPECT_EQ(stored().state, BookingState::checked_in);
  EXPECT_EQ(stored().history.back(),
            (booking::Step{2, {booking::Command::check_in, noon_, first_desk_}}));
  EXPECT_TRUE(house_.site().tasks.empty());
}

TEST_F(ServiceAdmission, may_arrive_before_its_booking) {
  EXPECT_EQ(check_in(first_desk_, 1, noon_), "applied");
  EXPECT_EQ(place(), (Names{"applied"}));
  EXPECT_EQ(stored().state, BookingState::checked_in);
  EXPECT_EQ(stored().version, 2);
  EXPECT_TRUE(booking::history_is_whole(stored()));
  EXPECT_EQ(stored().history.back().act.device, first_desk_);
}

TEST_F(ServiceAdmission, the_second_is_refused_and_told_with_both_desks) {
  place();
  EXPECT_EQ(check_in(first_desk_, 1, noon_), "applied");
  EXPECT_EQ(check_in(second_desk_, 1, noon_ + Duration::minutes(5)), "already_exists");
  ASSERT_EQ(house_.site().tasks.size(), 1U);
  const std::string detail = house_.site().tasks[0].detail;
  for (const char* part : {"Desk 1", "Desk 2", "2026-12-01 12:00", "2026-12-01 12:05"}) {
    EXPECT_NE(detail.find(part), std::string::npos) << detail;
  }
  EXPECT_LE(detail.size(), limits::detail_code_points);
  EXPECT_EQ(house_.site().admissions.begin()->second.device, first_desk_);
}

TEST_F(ServiceAdmission, is_told_to_every_desk_and_no_kiosk) {
  std::int64_t desk_cursor = 0;
  std::int64_t kiosk_cursor = 0;
  house_.all_feed(second_desk_, desk_cursor);
  house_.all_feed(kiosk_, kiosk_cursor);
  check_in(first_desk_, 1, noon_);
  const auto told = tests::only<AdmissionNotice>(house_.all_feed(second_desk_, desk_cursor));
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0],
            (AdmissionNotice{house_.admission_of(booking_), noon_, first_desk_, "Desk 1", false}));
  EXPECT_TRUE(house_.all_feed(kiosk_, kiosk_cursor).empty());
}

TEST_F(ServiceAdmission, can_be_undone_and_done_again) {
  place();
  check_in(first_desk_, 1, noon_);
  std::int64_t cursor = 0;
  house_.all_feed(second_desk_, cursor);
  EXPECT_EQ(undo(first_desk_, 2), "applied");
  EXPECT_EQ(stored().state, BookingState::confirmed);
  const auto told = tests::only<AdmissionNotice>(house_.all_feed(second_desk_, cursor));
  ASSERT_EQ(told.size(), 1U);
  EXPECT_TRUE(told[0].undone);
  EXPECT_EQ(undo(first_desk_, 3), "not_found");
  EXPECT_EQ(check_in(second_desk_, 1, noon_), "applied");
  EXPECT_EQ(stored().version, 4);
}

// A desk that admitted the ticket too, while apart, and took that back: the first admission stands,
// or a third desk would let the guest in again and nobody were told.
TEST_F(ServiceAdmission, is_not_undone_by_a_desk_whose_own_was_refused) {
  place();
  check_in(first_desk_, 1, noon_);
  EXPECT_EQ(check_in(second_desk_, 1, noon_), "already_exists");
  EXPECT_EQ(undo(second_desk_, 2), "not_found");
  EXPECT_EQ(stored().state, BookingState::checked_in);
  ASSERT_EQ(house_.site().admissions.size(), 1U);
  EXPECT_EQ(house_.site().admissions.begin()->second.device, first_desk_);
  ASSERT_EQ(house_.site().tasks.size(), 2U);
  EXPECT_NE(house_.site().tasks[1].detail.find("Desk 1"), std::string::npos);
  EXPECT_LE(house_.site().tasks[1].detail.size(), limits::detail_code_points);
}

TEST_F(ServiceAdmission, of_a_cancelled_booking_stands_and_is_for_a_person) {
  place();
  ASSERT_TRUE(cancel_booking(house_.office(), booking_.code, house_.now).ok());
  EXPECT_EQ(check_in(first_desk_, 1, noon_), "applied");
  EXPECT_EQ(house_.site().admissions.size(), 1U);
  EXPECT_EQ(stored().state, BookingState::cancelled);
  ASSERT_EQ(house_.site().tasks.size(), 1U);
  EXPECT_EQ(house_.site().tasks[0].code, ErrorCode::invalid_transition);
  EXPECT_NE(house_.site().tasks[0].detail.find("Desk 1"), std::string::npos);
}

TEST_F(ServiceAdmission, is_of_the_ticket_not_of_the_code) {
  // Two kiosks drew the same code while apart: the key tells their tickets from each other.
  const DeviceId other_kiosk = house_.kiosk("Kiosk 2");
  booking::Booking twin = tests::sample_booking(
      {.selection = booking_.selection, .device = other_kiosk, .number = 2, .as_request = true});
  twin.code = booking_.code;
  place();
  house_.send(other_kiosk, {sample_operation(other_kiosk, 1, place_sealed(twin))});
  check_in(first_desk_, 1, noon_);
  EXPECT_EQ(stored().state, BookingState::checked_in);
  EXPECT_EQ(house_.site().bookings.at(twin.id).state, BookingState::requested);
  EXPECT_EQ(cancel_booking(house_.office(), booking_.code, house_.now).error().code,
            ErrorCode::version_conflict);
}

TEST_F(ServiceAdmission, is_the_work_of_a_desk) {
  place();
  EXPECT_EQ(check_in(kiosk_, 2, noon_), "forbidden");
  EXPECT_EQ(undo(kiosk_, 3), "forbidden");
  EXPECT_TRUE(house_.site().admissions.empty());
}

TEST_F(ServiceAdmission, a_booking_cannot_be_changed_without_end) {
  place();
  std::int64_t sequence = 0;
  for (int round = 0; round < limits::booking_version_max; ++round) {
    check_in(first_desk_, ++sequence, noon_);
    undo(first_desk_, ++sequence);
  }
  EXPECT_LE(stored().version, limits::booking_version_max);
  EXPECT_FALSE(house_.site().tasks.empty());
  EXPECT_EQ(house_.site().tasks[0].code, ErrorCode::too_large);
}

}  // namespace
}  // namespace lobby::service
