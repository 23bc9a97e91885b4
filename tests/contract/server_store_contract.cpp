// Goal: every ServerStore keeps the contract of core/port/server_store.h in its records: site,
// devices, operations, bookings, admissions, staff tasks. Method: one typed suite over all.
#include <gtest/gtest.h>

#include "tests/contract/server_store_kinds.h"

namespace lobby::tests {
namespace {

template <class Kind>
class ServerStoreContract : public ServerStoreFixture<Kind> {};

TYPED_TEST_SUITE(ServerStoreContract, ServerStoreKinds, ServerStoreKindNames);

using port::ServerTransaction;

TYPED_TEST(ServerStoreContract, a_new_site_has_incarnation_one_and_no_catalogue) {
  EXPECT_EQ(*this->in([](ServerTransaction& to) { return to.incarnation(); }), 1);
  EXPECT_EQ(*this->in([](ServerTransaction& to) { return to.catalog_version(); }), 0);
  EXPECT_EQ(this->code(this->in([](ServerTransaction& to) { return to.catalog_toml(); })),
            ErrorCode::not_found);
  EXPECT_EQ(*this->store().feed_head(site), 0);
}

TYPED_TEST(ServerStoreContract, the_newest_catalogue_is_in_force) {
  const auto save = [&](std::int64_t version, const std::string& toml) {
    return this->in([&](ServerTransaction& to) { return to.save_catalog(version, toml); });
  };
  ASSERT_TRUE(save(1, "first").ok());
  ASSERT_TRUE(save(2, "second").ok());
  EXPECT_EQ(*this->in([](ServerTransaction& to) { return to.catalog_version(); }), 2);
  EXPECT_EQ(*this->in([](ServerTransaction& to) { return to.catalog_toml(); }), "second");
  EXPECT_EQ(this->code(save(2, "other")), ErrorCode::already_exists);
}

TYPED_TEST(ServerStoreContract, an_enrolment_code_is_taken_once) {
  const port::EnrolmentCode enrolment{{1, 2, 3}, "Desk 1", protocol::DeviceRole::desk, {900}};
  const auto add = [&](ServerTransaction& to) { return to.add_enrolment_code(enrolment); };
  const auto take = [&](ServerTransaction& to) { return to.take_enrolment_code({1, 2, 3}); };
  ASSERT_TRUE(this->in(add).ok());
  EXPECT_EQ(this->code(this->in(add)), ErrorCode::already_exists);
  EXPECT_EQ(*this->in(take), enrolment);
  EXPECT_EQ(this->code(this->in(take)), ErrorCode::not_found);
}

TYPED_TEST(ServerStoreContract, devices_are_kept_with_their_progress) {
  const auto add = [&](std::uint64_t number) {
    return this->in([&](ServerTransaction& to) { return to.add_device(device_record(number)); });
  };
  ASSERT_TRUE(add(2).ok());
  ASSERT_TRUE(add(1).ok());
  EXPECT_EQ(this->code(add(1)), ErrorCode::already_exists);
  ASSERT_TRUE(this->in([](ServerTransaction& to) {
                    return to.save_device_progress(kiosk_one, {12, port::Sha256{7}}, {5'000});
                  })
                  .ok());
  ASSERT_TRUE(this->in([](ServerTransaction& to) { return to.revoke_device(kiosk_two); }).ok());
  port::DeviceRecord one = device_record(1);
  one.last_sequence = 12;
  one.chain = port::Sha256{7};
  one.last_contact = UtcTime{5'000};
  port::DeviceRecord two = device_record(2);
  two.revoked = true;
  EXPECT_EQ(**this->in([](ServerTransaction& to) { return to.device(kiosk_one); }), one);
  EXPECT_EQ(*this->in([](ServerTransaction& to) { return to.devices(); }),
            (std::vector<port::DeviceRecord>{one, two}));
  const DeviceId nobody = id_of<DeviceId>(9);
  EXPECT_FALSE(this->in([&](ServerTransaction& to) { return to.device(nobody); })->has_value());
  EXPECT_EQ(this->code(this->in([&](ServerTransaction& to) { return to.revoke_device(nobody); })),
            ErrorCode::not_found);
  EXPECT_EQ(this->code(this->in([&](ServerTransaction& to) {
    return to.save_device_progress(nobody, {1, {}}, {1});
  })),
            ErrorCode::not_found);
}

TYPED_TEST(ServerStoreContract, an_operation_keeps_its_first_answer) {
  protocol::Operation operation;
  operation.id = id_of<OperationId>(5);
  operation.site = site;
  operation.device = kiosk_one;
  operation.sequence = 1;
  operation.payload = protocol::CancelBooking{id_of<BookingId>(1), 1};
  const port::StoredOperation stored{
      {9, 9}, {operation.id, protocol::Outcome::refused, ErrorCode::sold_out, "no unit left"}};
  const auto add = [&](const port::StoredOperation& answer) {
    return this->in([&](ServerTransaction& to) { return to.add_operation(operation, answer); });
  };
  const auto find = [&](ServerTransaction& to) { return to.operation(operation.id); };
  EXPECT_FALSE(this->in(find)->has_value());
  ASSERT_TRUE(add(stored).ok());
  EXPECT_EQ(this->code(add({{1}, applied(operation.id)})), ErrorCode::already_exists);
  EXPECT_EQ(**this->in(find), stored);
}

TYPED_TEST(ServerStoreContract, bookings_change_one_version_at_a_time) {
  const booking::Booking first = confirmed_booking(1, {{night(1), 1}});
  const auto add = [&](ServerTransaction& to) { return to.add_booking(first); };
  const auto find = [&](ServerTransaction& to) { return to.booking(first.id); };
  EXPECT_FALSE(this->in(find)->has_value());
  ASSERT_TRUE(this->in(add).ok());
  EXPECT_EQ(this->code(this->in(add)), ErrorCode::already_exists);

  const booking::Booking second =
      *booking::transition(first, {booking::Command::cancel, {77}, kiosk_one});
  const auto update = [&](ServerTransaction& to) { return to.update_booking(second); };
  ASSERT_TRUE(this->in(update).ok());
  EXPECT_EQ(this->code(this->in(update)), ErrorCode::version_conflict);
  EXPECT_EQ(**this->in(find), second);
  const booking::Booking unknown = confirmed_booking(2, {});
  EXPECT_EQ(this->code(this->in([&](ServerTransaction& to) { return to.update_booking(unknown); })),
            ErrorCode::version_conflict);
}

TYPED_TEST(ServerStoreContract, bookings_are_found_by_code_in_order_of_id) {
  booking::Booking same_code = confirmed_booking(2, {});
  same_code.code = code_of(1);
  for (const booking::Booking& booking :
       {same_code, confirmed_booking(1, {}), confirmed_booking(3, {})}) {
    ASSERT_TRUE(this->in([&](ServerTransaction& to) { return to.add_booking(booking); }).ok());
  }
  const auto found =
      this->in([](ServerTransaction& to) { return to.bookings_by_code(code_of(1)); });
  EXPECT_EQ(*found, (std::vector<booking::Booking>{confirmed_booking(1, {}), same_code}));
  EXPECT_TRUE(
      this->in([](ServerTransaction& to) { return to.bookings_by_code(code_of(9)); })->empty());
}

TYPED_TEST(ServerStoreContract, the_first_admission_is_kept_until_it_is_removed) {
  const port::AdmissionRecord record{admission_id(1), {500}, kiosk_one};
  const auto find = [](ServerTransaction& to) { return to.admission(admission_id(1)); };
  const auto remove = [](ServerTransaction& to) { return to.remove_admission(admission_id(1)); };
  EXPECT_FALSE(this->in(find)->has_value());
  ASSERT_TRUE(this->in([&](ServerTransaction& to) { return to.add_admission(record); }).ok());
  EXPECT_EQ(this->code(this->in([&](ServerTransaction& to) {
    return to.add_admission({admission_id(1), {900}, kiosk_two});
  })),
            ErrorCode::already_exists);
  EXPECT_EQ(**this->in(find), record);
  ASSERT_TRUE(this->in(remove).ok());
  EXPECT_FALSE(this->in(find)->has_value());
}

TYPED_TEST(ServerStoreContract, staff_tasks_are_listed_in_order_of_time) {
  const port::StaffTask late{id_of<OperationId>(1), kiosk_one, {900}, ErrorCode::sold_out, "a"};
  const port::StaffTask early{id_of<OperationId>(2), kiosk_two, {100}, ErrorCode::id_reused, "b"};
  const port::StaffTask beside{id_of<OperationId>(2), kiosk_two, {100}, ErrorCode::sold_out, "c"};
  for (const port::StaffTask& task : {late, early, beside}) {
    ASSERT_TRUE(this->in([&](ServerTransaction& to) { return to.add_staff_task(task); }).ok());
  }
  const auto tasks = this->in([](ServerTransaction& to) { return to.staff_tasks(); });
  ASSERT_EQ(tasks->size(), 3U);
  EXPECT_EQ(tasks->back(), late);
}

TYPED_TEST(ServerStoreContract, sites_do_not_see_each_other) {
  const SiteId other = SiteId::literal("other-house");
  ASSERT_TRUE(this->ensure({night(1)}, 3).ok());
  ASSERT_TRUE(this->in([](ServerTransaction& to) { return to.add_device(device_record(1)); }).ok());
  ASSERT_TRUE(this->append(key_notice(1, false)).ok());
  EXPECT_TRUE(this->in([](ServerTransaction& to) { return to.devices(); }, other)->empty());
  EXPECT_TRUE(this->in(
                      [](ServerTransaction& to) {
                        return to.capacities(king_rooms, night(1).date, night(1).date);
                      },
                      other)
                  ->empty());
  EXPECT_TRUE(this->in([](ServerTransaction& to) { return to.feed_cursor(); }, other).ok());
  EXPECT_TRUE(this->in(
                      [](ServerTransaction& to) {
                        return to.feed_after(0, {protocol::DeviceRole::desk, {}}, 10);
                      },
                      other)
                  ->rows.empty());
  EXPECT_EQ(*this->store().feed_head(other), 0);
  ASSERT_TRUE(
      this->in([](ServerTransaction& to) { return to.add_device(device_record(1)); }, other).ok());
}

}  // namespace
}  // namespace lobby::tests
