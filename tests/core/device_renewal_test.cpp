// Goal: a device asks for a new certificate when less than a third is left, and not before; the
// server renews for the key of enrolment, for its own devices that are not revoked.
// Method: a table of moments; a memory store with devices enrolled through the front door.
#include "core/device/renewal.h"
#include "core/service/service.h"
#include "tests/core/service_house.h"

namespace lobby {
namespace {

TEST(DeviceRenewal, is_due_when_less_than_a_third_is_left) {
  const UtcTime begin = tests::sample_now;
  const UtcTime end = begin + Duration::days(300);
  struct Row {
    UtcTime now;
    bool due;
    const char* what;
  };
  const Row rows[] = {
      {begin, false, "new"},
      {begin + Duration::days(200) - Duration::milliseconds(1), false, "a third and a little"},
      {begin + Duration::days(200), false, "a third to the millisecond"},
      {begin + Duration::days(200) + Duration::milliseconds(1), true, "a little less"},
      {end, true, "at its end"},
      {end + Duration::days(4'000), true, "long after it"},
      {begin - Duration::days(1), false, "a clock that is behind"},
      {UtcTime{0}, false, "a clock that is not set"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(device::renewal_due({begin, end}, row.now), row.due) << row.what;
  }
}

class ServiceRenewal : public testing::Test {
 protected:
  Result<ticket::PublicKey> key_of(DeviceId device) {
    return service::enrolled_key(house_.office(), device);
  }
  tests::House house_;
};

TEST_F(ServiceRenewal, is_for_the_key_of_enrolment) {
  const DeviceId kiosk = house_.kiosk("Kiosk 1");
  const DeviceId desk = house_.desk("Desk 1");
  EXPECT_EQ(*key_of(kiosk), tests::FakeSigner(1).public_key());
  EXPECT_EQ(*key_of(desk), tests::FakeSigner(2).public_key());
}

TEST_F(ServiceRenewal, is_refused_by_name) {
  const DeviceId kiosk = house_.kiosk("Kiosk 1");
  ASSERT_TRUE(service::revoke_device(house_.office(), kiosk, house_.now).ok());
  const auto revoked = key_of(kiosk);
  ASSERT_FALSE(revoked.ok());
  EXPECT_EQ(revoked.error().code, ErrorCode::device_fenced);
  EXPECT_NE(revoked.error().detail.find("Kiosk 1 was revoked"), std::string::npos);
  const auto unknown = key_of(tests::id_of<DeviceId>(99));
  ASSERT_FALSE(unknown.ok());
  EXPECT_EQ(unknown.error().code, ErrorCode::unauthenticated);
  EXPECT_NE(unknown.error().detail.find("is not enrolled here"), std::string::npos);
}

// It may be found in a cupboard with sales that nobody has received.
TEST_F(ServiceRenewal, is_there_for_a_device_that_was_written_off) {
  const DeviceId kiosk = house_.kiosk("Kiosk 1");
  ASSERT_TRUE(service::write_off_device(house_.office(), kiosk, house_.now).ok());
  EXPECT_TRUE(key_of(kiosk).ok());
}

}  // namespace
}  // namespace lobby
