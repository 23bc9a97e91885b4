// Goal: the server finds the guest in the seal of the booking it came with; a seal that does not
// open never costs a guest their booking. Method: a memory store and fake seals, broken in each
// way.
#include "core/base/limits.h"
#include "core/protocol/codec.h"
#include "tests/core/service_house.h"

namespace lobby::service {
namespace service_seal_test {

using protocol::Operation;
using protocol::PlaceBooking;
using tests::outcomes;
using tests::place_sealed;
using tests::sample_operation;
using Names = std::vector<std::string>;

const LocalDate friday = LocalDate::of(2026, 12, 11);

class ServiceSeal : public testing::Test {
 protected:
  void SetUp() override {
    kiosk_ = house_.kiosk("Kiosk 1");
    std::int64_t cursor = 0;
    house_.all_feed(kiosk_, cursor);  // the first poll fills its allotment
    booking_ = booking(1);
  }
  void TearDown() override { tests::expect_counts_hold(house_.site()); }

  booking::Booking booking(std::uint64_t number, std::int32_t nights = 2) {
    return tests::sample_booking(
        {.selection = tests::king_stay(friday, nights), .device = kiosk_, .number = number});
  }
  booking::Booking requested(std::uint64_t number) {
    return tests::sample_booking({.selection = tests::king_stay(friday, 1),
                                  .device = kiosk_,
                                  .number = number,
                                  .as_request = true});
  }
  Names send(const PlaceBooking& place, std::int64_t sequence = 1) {
    return outcomes(house_.send(kiosk_, {sample_operation(kiosk_, sequence, place)}));
  }
  booking::Booking stored() { return house_.site().bookings.at(booking_.id); }
  // The booking stands as sold, with no guest, and staff are told which one and why.
  void expect_no_guest(const PlaceBooking& place, ErrorCode code) {
    EXPECT_EQ(send(place), (Names{"applied"}));
    booking::Booking expected = booking_;
    expected.guest = {};
    EXPECT_EQ(stored(), expected);
    ASSERT_EQ(house_.site().tasks.size(), 1U);
    const port::StaffTask task = house_.site().tasks.front();
    EXPECT_EQ(name_of(task.code), name_of(code));
    EXPECT_NE(task.detail.find("booking " + booking_.code.text() + " of Kiosk 1"),
              std::string::npos)
        << task.detail;
    EXPECT_NE(task.detail.find("ask the guest"), std::string::npos) << task.detail;
  }

  tests::House house_;
  DeviceId kiosk_;
  booking::Booking booking_;
};

TEST_F(ServiceSeal, the_guest_is_in_the_stored_booking_and_named_to_desks) {
  const DeviceId desk = house_.desk("Desk 1");
  EXPECT_EQ(send(place_sealed(booking_)), (Names{"applied"}));
  EXPECT_EQ(stored(), booking_);
  EXPECT_EQ(stored().guest.phone, "13800005678");
  EXPECT_TRUE(house_.site().tasks.empty());
  std::int64_t cursor = 0;
  const auto told = tests::only<protocol::BookingNotice>(house_.all_feed(desk, cursor));
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told.front().guest_name, booking_.guest.name);
}

TEST_F(ServiceSeal, the_feed_of_a_kiosk_names_no_guest) {
  EXPECT_EQ(send(place_sealed(booking_)), (Names{"applied"}));
  std::int64_t cursor = 0;
  for (const protocol::FeedItem& item : house_.all_feed(kiosk_, cursor)) {
    EXPECT_EQ(protocol::to_json(item).find(booking_.guest.name), std::string::npos);
  }
}

TEST_F(ServiceSeal, sealed_to_another_key) {
  PlaceBooking place = place_sealed(booking_);
  const Bytes content = *house_.unsealer.open(place.sealed_guest);
  place.sealed_guest = *tests::FakeSealer(2).seal(content);
  expect_no_guest(place, ErrorCode::not_found);
}

TEST_F(ServiceSeal, changed_on_its_way) {
  PlaceBooking place = place_sealed(booking_);
  place.sealed_guest[20] ^= 1U;
  expect_no_guest(place, ErrorCode::bad_signature);
}

TEST_F(ServiceSeal, cut_short) {
  PlaceBooking place = place_sealed(booking_);
  place.sealed_guest.resize(5);
  expect_no_guest(place, ErrorCode::malformed);
}

TEST_F(ServiceSeal, longer_than_a_seal_may_be) {
  PlaceBooking place = place_sealed(booking_);
  place.sealed_guest.resize(limits::sealed_guest_bytes_max + 1);
  expect_no_guest(place, ErrorCode::too_large);
}

TEST_F(ServiceSeal, of_another_booking) {
  PlaceBooking place = place_sealed(booking_);
  place.sealed_guest = place_sealed(booking(2)).sealed_guest;
  expect_no_guest(place, ErrorCode::forbidden);
}

TEST_F(ServiceSeal, of_another_site) {
  PlaceBooking place = place_sealed(booking_);
  booking::Booking elsewhere = booking_;
  elsewhere.site = SiteId::literal("other-house");
  place.sealed_guest = place_sealed(elsewhere).sealed_guest;
  expect_no_guest(place, ErrorCode::wrong_site);
}

TEST_F(ServiceSeal, with_something_else_in_it) {
  PlaceBooking place = place_sealed(booking_);
  const std::string_view content = "{}";
  place.sealed_guest = *tests::FakeSealer().seal(Bytes(content.begin(), content.end()));
  expect_no_guest(place, ErrorCode::missing_field);
}

TEST_F(ServiceSeal, a_repeat_is_known_by_its_seal) {
  PlaceBooking place = place_sealed(booking_);
  EXPECT_EQ(send(place), (Names{"applied"}));
  EXPECT_EQ(send(place), (Names{"applied"}));
  EXPECT_TRUE(house_.site().tasks.empty());
  place.sealed_guest = *tests::FakeSealer(2).seal(place.sealed_guest);
  EXPECT_EQ(send(place), (Names{"id_reused"}));
  EXPECT_EQ(stored(), booking_);
}

TEST_F(ServiceSeal, that_does_not_open_holds_up_nothing_else_in_its_batch) {
  std::vector<Operation> batch;
  for (std::int64_t sequence = 1; sequence <= 2; ++sequence) {
    batch.push_back(sample_operation(
        kiosk_, sequence, place_sealed(booking(static_cast<std::uint64_t>(sequence), 1))));
  }
  PlaceBooking broken = place_sealed(requested(3));
  broken.sealed_guest[20] ^= 1U;
  PlaceBooking foreign = place_sealed(requested(4));
  foreign.sealed_guest = *tests::FakeSealer(2).seal(foreign.sealed_guest);
  batch.push_back(sample_operation(kiosk_, 3, broken));
  batch.push_back(sample_operation(kiosk_, 4, foreign));
  batch.push_back(sample_operation(kiosk_, 5, place_sealed(requested(5))));
  EXPECT_EQ(outcomes(house_.send(kiosk_, batch)), Names(5, "applied"));
  const auto names = [&](std::uint64_t number) {
    return house_.site().bookings.at(requested(number).id).guest.name;
  };
  const std::string name = booking_.guest.name;
  EXPECT_EQ((Names{names(1), names(2), names(3), names(4), names(5)}),
            (Names{name, name, "", "", name}));
  ASSERT_EQ(house_.site().tasks.size(), 2U);
  EXPECT_EQ(house_.site().tasks[0].code, ErrorCode::bad_signature);
  EXPECT_EQ(house_.site().tasks[1].code, ErrorCode::not_found);
}

TEST_F(ServiceSeal, is_not_asked_of_an_operation_from_before_seals) {
  const PlaceBooking bare{booking_, {}};
  EXPECT_EQ(send(bare), (Names{"applied"}));
  EXPECT_EQ(send(bare), (Names{"applied"}));  // its bytes are what they always were
  EXPECT_EQ(stored(), booking_);
  EXPECT_TRUE(house_.site().tasks.empty());
  EXPECT_EQ(protocol::to_json(sample_operation(kiosk_, 1, bare)).find("sealed_guest"),
            std::string::npos);
}

TEST_F(ServiceSeal, that_does_not_open_is_told_once_with_what_else_is_to_be_done) {
  booking_.demand.front().units = 9;  // beyond all units: a conflict
  PlaceBooking place = place_sealed(booking_);
  place.sealed_guest.resize(5);
  EXPECT_EQ(send(place), (Names{"applied"}));
  EXPECT_EQ(send(place), (Names{"applied"}));
  ASSERT_EQ(house_.site().tasks.size(), 2U);  // its epoch was closed; its guest has no place
  const port::StaffTask task = house_.site().tasks.back();
  EXPECT_EQ(task.code, ErrorCode::sold_out);
  EXPECT_NE(task.detail.find("find the guest a place"), std::string::npos) << task.detail;
  EXPECT_NE(task.detail.find("details cannot be read"), std::string::npos) << task.detail;
}

TEST_F(ServiceSeal, that_is_refused_tells_the_refusal_alone) {
  PlaceBooking place = place_sealed(booking_);
  place.booking.site = SiteId::literal("other-house");
  place.sealed_guest.resize(5);
  Operation operation = sample_operation(kiosk_, 1, place);
  operation.site = place.booking.site;
  EXPECT_EQ(outcomes(house_.send(kiosk_, {operation})), (Names{"wrong_site"}));
  ASSERT_EQ(house_.site().tasks.size(), 1U);
  EXPECT_EQ(house_.site().tasks.front().code, ErrorCode::wrong_site);
}

}  // namespace service_seal_test
}  // namespace lobby::service
