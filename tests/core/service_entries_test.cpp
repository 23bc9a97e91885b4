// Goal: whatever a person, a device or the program does to the store is one entry of the journal,
// which names who did it and no guest; a refusal, and a repeat that changes nothing, is none.
// Method: one piece of work after the other on a memory store; what the journal says more
// afterwards.
#include <functional>

#include "core/base/limits.h"
#include "core/protocol/office_codec.h"
#include "core/service/conflicts.h"
#include "core/service/journal.h"
#include "core/service/site_care.h"
#include "tests/core/service_house.h"

namespace lobby::service {
namespace service_entries_test {

using office::JournalEntry;
using Names = std::vector<std::string>;

const LocalDate friday = LocalDate::of(2026, 12, 11);
const inventory::Slot room{PoolId::literal("king-room"), friday, 0};
const Actor clerk{"m.example"};

class ServiceEntries : public testing::Test {
 protected:
  void TearDown() override {
    const Result<JournalReport> report = verify_journal(house_.office(), {});
    ASSERT_TRUE(report.ok());
    EXPECT_EQ(report->fault, std::nullopt);
    for (const JournalEntry& entry : house_.site().journal) {
      const std::string text = protocol::to_json(entry);
      for (const char* personal : {"Lin Example", "13800005678", "Ms Owner", "a suite next door"}) {
        EXPECT_EQ(text.find(personal), std::string::npos) << text;
      }
    }
  }

  // What was said because of `work`.
  std::vector<JournalEntry> said(const std::function<void()>& work) {
    const std::size_t before = house_.site().journal.size();
    work();
    const std::vector<JournalEntry> all = house_.site().journal;
    return {all.begin() + static_cast<std::ptrdiff_t>(before), all.end()};
  }
  static Names actions(const std::vector<JournalEntry>& entries) {
    Names names;
    for (const JournalEntry& entry : entries) {
      names.push_back(entry.action);
    }
    return names;
  }
  // Succeeds with one entry of the clerk's.
  template <class Work>
  void expect_one(const std::string& action, const std::string& subject, const Work& work) {
    const std::vector<JournalEntry> entries = said([&] { EXPECT_TRUE(work().ok()) << action; });
    ASSERT_EQ(actions(entries), (Names{action}));
    EXPECT_EQ(entries[0].actor, clerk.login);
    EXPECT_EQ(entries[0].device, DeviceId{});
    EXPECT_EQ(entries[0].channel, booking::Channel::staff);
    EXPECT_EQ(entries[0].subject, subject);
    EXPECT_EQ(entries[0].at, house_.now);
  }
  template <class Work>
  void expect_refused(ErrorCode code, const Work& work) {
    const std::vector<JournalEntry> entries = said([&] {
      const auto refused = work();
      ASSERT_FALSE(refused.ok());
      EXPECT_EQ(refused.error().code, code);
    });
    EXPECT_EQ(actions(entries), Names{});
  }
  // Succeeds with these entries of the device's.
  template <class Work>
  std::vector<JournalEntry> expect_from(DeviceId device, const Names& wanted, const Work& work) {
    std::vector<JournalEntry> entries = said([&] { EXPECT_TRUE(work().ok()); });
    EXPECT_EQ(actions(entries), wanted);
    for (const JournalEntry& entry : entries) {
      EXPECT_EQ(entry.device, device) << entry.action;
      EXPECT_EQ(entry.actor, "") << entry.action;
    }
    return entries;
  }
  booking::Booking booking(DeviceId device, std::uint64_t number) {
    booking::Booking made = tests::sample_booking(
        {.selection = tests::king_stay(friday, 1), .device = device, .number = number});
    made.guest = {"Lin Example", "13800005678", {}, "en"};
    return made;
  }
  protocol::Operation place(DeviceId device, std::int64_t sequence, std::uint64_t number) {
    protocol::Operation made =
        tests::sample_operation(device, sequence, tests::place_sealed(booking(device, number)));
    made.id = tests::id_of<OperationId>(100 + number);
    return made;
  }
  // A kiosk that was written off has sold a night that has no room left.
  booking::Booking conflict_of(DeviceId kiosk) {
    EXPECT_TRUE(write_off_device(house_.office(), kiosk, house_.now).ok());
    EXPECT_TRUE(set_capacity(house_.office(), room, 0, house_.now).ok());
    EXPECT_EQ(tests::outcomes(house_.send(kiosk, {place(kiosk, 1, 1)})), (Names{"applied"}));
    return booking(kiosk, 1);
  }
  Result<std::int64_t> take(DeviceId kiosk, std::int64_t closed, std::uint64_t claim) {
    return take_epoch(house_.office(), kiosk, {closed, tests::id_of<OperationId>(claim)},
                      house_.now);
  }

  tests::House house_;
};

TEST_F(ServiceEntries, a_catalogue_is_noted_when_it_is_a_new_one) {
  const auto install = [&](const std::string& toml) {
    return install_catalog(house_.office(), toml, house_.now, clerk);
  };
  expect_one("install_catalog", "version 2", [&] { return install("second catalogue"); });
  EXPECT_EQ(actions(said([&] { EXPECT_TRUE(install("second catalogue").ok()); })), Names{});
  expect_refused(ErrorCode::too_large,
                 [&] { return install(std::string(limits::catalog_file_bytes + 1, 'x')); });
  const auto by_itself = said(
      [&] { EXPECT_TRUE(install_catalog(house_.office(), "third catalogue", house_.now).ok()); });
  ASSERT_EQ(by_itself.size(), 1U);
  EXPECT_EQ(by_itself[0].actor, "");
}

TEST_F(ServiceEntries, a_code_and_the_device_that_used_it_say_the_same) {
  Result<std::string> code = fail(ErrorCode::internal, "");
  const auto make = [&](const std::string& name) {
    return make_enrolment_code(house_.office(), house_.entropy, name, protocol::DeviceRole::kiosk,
                               house_.now, clerk);
  };
  expect_refused(ErrorCode::out_of_range, [&] { return make(""); });
  expect_one("make_enrolment_code", "a kiosk", [&] { return code = make("Kiosk 7"); });
  const JournalEntry made = house_.site().journal.back();
  protocol::EnrolRequest request;
  request.code = "AAAA-BBBB-CCCC";
  request.public_key = tests::FakeSigner(70).public_key();
  const auto enrol = [&] {
    return enrol_device(house_.office(), house_.entropy, request, house_.now);
  };
  expect_refused(ErrorCode::unauthenticated, enrol);
  request.code = *code;
  const auto entries = said([&] { EXPECT_TRUE(enrol().ok()); });
  ASSERT_EQ(actions(entries), (Names{"enrol_device"}));
  EXPECT_TRUE(house_.site().devices.contains(entries[0].device));
  EXPECT_EQ(entries[0].subject, "device " + entries[0].device.text());
  EXPECT_EQ(entries[0].channel, booking::Channel::kiosk);
  EXPECT_EQ(entries[0].content, made.content);
  expect_refused(ErrorCode::unauthenticated, enrol);
}

TEST_F(ServiceEntries, devices_are_renewed_written_off_and_revoked) {
  const DeviceId desk = house_.desk("Desk 1");
  const DeviceId nobody = tests::id_of<DeviceId>(99);
  const std::string subject = "device " + desk.text();
  const auto renewed = expect_from(desk, {"renew_certificate"},
                                   [&] { return note_renewal(house_.office(), desk, house_.now); });
  EXPECT_EQ(renewed.at(0).channel, booking::Channel::counter);
  expect_one("write_off_device", subject,
             [&] { return write_off_device(house_.office(), desk, house_.now, clerk); });
  expect_one("revoke_device", subject,
             [&] { return revoke_device(house_.office(), desk, house_.now, clerk); });
  const auto again = [&] { return revoke_device(house_.office(), desk, house_.now, clerk); };
  EXPECT_EQ(actions(said([&] { EXPECT_TRUE(again().ok()); })), Names{});
  expect_refused(ErrorCode::not_found,
                 [&] { return revoke_device(house_.office(), nobody, house_.now, clerk); });
  expect_refused(ErrorCode::unauthenticated,
                 [&] { return write_off_device(house_.office(), nobody, house_.now, clerk); });
  expect_refused(ErrorCode::device_fenced,
                 [&] { return write_off_device(house_.office(), desk, house_.now, clerk); });
  expect_refused(ErrorCode::device_fenced,
                 [&] { return note_renewal(house_.office(), desk, house_.now); });
}

TEST_F(ServiceEntries, an_epoch_is_taken_once_and_closed_where_the_closing_was_lost) {
  const DeviceId kiosk = house_.kiosk("Kiosk 1");
  const auto lost =
      expect_from(kiosk, {"close_epoch", "take_epoch"}, [&] { return take(kiosk, 1, 5); });
  EXPECT_EQ(lost.at(0).subject, "device " + kiosk.text() + " epoch 1");
  EXPECT_EQ(lost.at(1).subject, "device " + kiosk.text() + " epoch 2");
  expect_from(kiosk, {}, [&] { return take(kiosk, 1, 5); });
  expect_refused(ErrorCode::device_fenced, [&] { return take(kiosk, 1, 6); });
  expect_refused(ErrorCode::out_of_range, [&] { return take(kiosk, 7, 6); });
  EXPECT_TRUE(write_off_device(house_.office(), kiosk, house_.now).ok());
  expect_from(kiosk, {"take_epoch"}, [&] { return take(kiosk, 2, 7); });
}

TEST_F(ServiceEntries, a_copied_disk_closes_its_epoch_and_foreign_work_is_told_once) {
  const DeviceId kiosk = house_.kiosk("Kiosk 1");
  const DeviceId other = house_.kiosk("Kiosk 2");
  std::int64_t cursor = 0;
  house_.all_feed(kiosk, cursor);
  const auto send = [&](DeviceId device, const protocol::Operation& operation) {
    return apply_batch(house_.office(), {device, {operation}}, device, house_.now);
  };
  expect_from(kiosk, {"place_booking"}, [&] { return send(kiosk, place(kiosk, 1, 1)); });
  expect_from(kiosk, {"close_epoch", "place_booking"},
              [&] { return send(kiosk, place(kiosk, 1, 2)); });
  expect_from(other, {"tell_staff"}, [&] { return send(other, place(kiosk, 1, 3)); });
  expect_from(other, {}, [&] { return send(other, place(kiosk, 1, 3)); });
}

TEST_F(ServiceEntries, a_new_incarnation_is_noted_with_who_began_it) {
  const DeviceId kiosk = house_.kiosk("Kiosk 1");
  std::int64_t cursor = 0;
  house_.all_feed(kiosk, cursor);
  expect_one("begin_incarnation", "incarnation 2",
             [&] { return begin_incarnation(house_.office(), 0, house_.now, clerk); });
  const auto report = [&](std::int64_t incarnation, std::int64_t epoch) {
    return report_balances(house_.office(), kiosk, {incarnation, epoch, {}, true}, house_.now);
  };
  expect_refused(ErrorCode::unavailable, [&] { return report(1, 1); });
  expect_from(kiosk, {"close_epoch", "report_balances"}, [&] { return report(2, 2); });
  expect_from(kiosk, {}, [&] { return report(2, 2); });
  const auto heard = [&] { return read_feed(house_.office(), kiosk, {0, 7}, house_.now); };
  const auto shown = expect_from(kiosk, {"begin_incarnation"}, heard);
  EXPECT_EQ(shown.at(0).subject, "incarnation 8");
  expect_from(kiosk, {}, heard);
  EXPECT_TRUE(write_off_device(house_.office(), kiosk, house_.now).ok());
  expect_from(kiosk, {}, [&] { return report(8, 2); });
}

TEST_F(ServiceEntries, looking_at_conflicts_and_tasks_is_noted) {
  expect_one("list_conflicts", "all that are open",
             [&] { return open_conflicts(house_.office(), house_.now, clerk); });
  expect_one("list_tasks", "all",
             [&] { return look_at_tasks(house_.office(), house_.now, clerk); });
}

TEST_F(ServiceEntries, a_conflict_is_given_to_somebody_and_settled_with_units) {
  const booking::Booking sold = conflict_of(house_.kiosk("Kiosk 1"));
  const std::string subject = "booking " + sold.id.text();
  const auto assign = [&](const std::string& owner) {
    return assign_conflict(house_.office(), sold.code, owner, house_.now, clerk);
  };
  const auto settle = [&] {
    return settle_with_units(house_.office(), sold.code, house_.now, clerk);
  };
  expect_one("assign_conflict", subject, [&] { return assign("Ms Owner"); });
  expect_refused(ErrorCode::out_of_range, [&] { return assign(""); });
  expect_refused(ErrorCode::sold_out, settle);
  expect_one("set_capacity", "king-room 2026-12-11: 5",
             [&] { return set_capacity(house_.office(), room, 5, house_.now, clerk); });
  expect_one("settle_with_units", subject, settle);
  expect_refused(ErrorCode::not_found, settle);
  expect_one("cancel_booking", subject,
             [&] { return cancel_booking(house_.office(), sold.code, house_.now, clerk); });
  EXPECT_EQ(house_.site().bookings.at(sold.id).history.back().act.actor, clerk.login);
  expect_refused(ErrorCode::invalid_transition,
                 [&] { return cancel_booking(house_.office(), sold.code, house_.now, clerk); });
}

TEST_F(ServiceEntries, a_conflict_is_settled_otherwise) {
  const booking::Booking sold = conflict_of(house_.kiosk("Kiosk 1"));
  const auto settle = [&](const std::string& how) {
    return settle_otherwise(house_.office(), sold.code, how, house_.now, clerk);
  };
  expect_refused(ErrorCode::out_of_range, [&] { return settle(""); });
  expect_one("settle_otherwise", "booking " + sold.id.text(),
             [&] { return settle("a suite next door"); });
  EXPECT_EQ(house_.site().bookings.at(sold.id).history.back().act.actor, clerk.login);
  expect_refused(ErrorCode::not_found, [&] { return settle("a suite next door"); });
  expect_refused(ErrorCode::not_found, [&] {
    return set_capacity(house_.office(), {room.pool, LocalDate::of(2031, 1, 1), 0}, 1, house_.now,
                        clerk);
  });
}

TEST_F(ServiceEntries, a_backup_is_noted_up_to_where_it_reaches) {
  const std::int64_t mark = *backup_mark(house_.office());
  expect_one("note_backup", "up to " + std::to_string(mark),
             [&] { return note_backup(house_.office(), mark, house_.now, clerk); });
}

}  // namespace service_entries_test
}  // namespace lobby::service
