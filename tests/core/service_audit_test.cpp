// Goal: the audit finds nothing in a house that obeys the protocol, and names what is broken in one
// that does not. Method: a busy house over a memory store; one change to its data for each test.
#include "core/service/audit.h"
#include "tests/core/service_house.h"

namespace lobby::service {
namespace service_audit_test {

using booking::Booking;
using booking::BookingState;
using protocol::CheckIn;
using protocol::Operation;
using protocol::PlaceBooking;
using tests::MemorySite;
using tests::outcomes;
using Names = std::vector<std::string>;

const LocalDate friday = LocalDate::of(2026, 12, 11);
const inventory::Slot room{PoolId::literal("king-room"), friday, 0};

enum Row : std::size_t { capacity, operations, guests, grants, versions, tickets };

class ServiceAudit : public testing::Test {
 protected:
  // Two bookings, one cancelled and one admitted at the first of two desks; a refused admission;
  // units asked for in vain; a late sale in conflict.
  void SetUp() override {
    kiosk_ = house_.kiosk("Kiosk 1");
    desk_ = house_.desk("Desk 1");
    other_desk_ = house_.desk("Desk 2");
    std::int64_t cursor = 0;
    house_.all_feed(kiosk_, cursor);
    first_ = booking(1);
    second_ = booking(2);
    admission_ = house_.admission_of(first_);
    const protocol::RequestUnits in_vain{{{room, 9}}, house_.now + Duration::seconds(9)};
    ASSERT_EQ(outcomes(house_.send(kiosk_, {operation(kiosk_, 1, tests::place_sealed(first_)),
                                            operation(kiosk_, 2, tests::place_sealed(second_)),
                                            operation(kiosk_, 3, in_vain)})),
              (Names{"applied", "applied", "sold_out"}));
    ASSERT_TRUE(cancel_booking(house_.office(), second_.code, house_.now).ok());
    const CheckIn check_in{admission_, 2, house_.now};
    ASSERT_EQ(outcomes(house_.send(desk_, {operation(desk_, 1, check_in)})), (Names{"applied"}));
    ASSERT_EQ(outcomes(house_.send(other_desk_, {operation(other_desk_, 1, check_in)})),
              (Names{"already_exists"}));
    ASSERT_TRUE(clean());
  }

  Booking booking(std::uint64_t number) {
    return tests::sample_booking(
        {.selection = tests::king_stay(friday, 1), .device = kiosk_, .number = number});
  }
  Operation operation(DeviceId device, std::int64_t sequence, protocol::Payload payload) {
    Operation made = tests::sample_operation(device, sequence, std::move(payload));
    made.id = tests::id_of<OperationId>(++operations_);
    return made;
  }
  AuditReport look() {
    Result<AuditReport> report = audit(house_.store, house_.hotel.site.id);
    EXPECT_TRUE(report.ok()) << (report ? "" : to_string(report.error()));
    return report ? *report : AuditReport{};
  }
  bool clean() {
    const AuditReport report = look();
    for (const AuditFinding& finding : report.invariants) {
      for (const std::string& what : finding.named) {
        ADD_FAILURE() << finding.counted << ": " << what;
      }
    }
    return report.violations() == 0;
  }
  // The one violation that the change makes; all that was found where it is not one of `row`.
  std::string broken(Row row, const std::function<void(MemorySite&)>& change) {
    house_.store.damage(house_.hotel.site.id, change);
    const AuditReport report = look();
    if (report.violations() == 1 && report.invariants[row].named.size() == 1) {
      return report.invariants[row].named[0];
    }
    std::string all;
    for (const AuditFinding& finding : report.invariants) {
      for (const std::string& line : finding.lines()) {
        all += line + "\n";
      }
    }
    return all;
  }

  tests::House house_;
  DeviceId kiosk_;
  DeviceId desk_;
  DeviceId other_desk_;
  Booking first_;
  Booking second_;
  protocol::AdmissionId admission_;
  std::uint64_t operations_ = 700;
};

TEST_F(ServiceAudit, a_sound_house_is_counted_and_clean) {
  const AuditReport report = look();
  const auto slots = std::to_string(house_.site().slots.size());
  EXPECT_EQ(report.violations(), 0);
  EXPECT_EQ(report.invariants[operations].lines(),
            (Names{"I2 operations: 5 operations of 3 devices, 0 violations"}));
  EXPECT_EQ(report.invariants[guests].lines(),
            (Names{"I3 guests: 2 bookings, 0 open conflicts, 0 violations"}));
  EXPECT_EQ(report.invariants[versions].lines(), (Names{"I5 versions: 2 bookings, 0 violations"}));
  EXPECT_EQ(report.invariants[tickets].lines(), (Names{"I6 tickets: 1 admission, 0 violations"}));
}

TEST_F(ServiceAudit, i1_names_a_slot_sold_beyond_its_capacity) {
  EXPECT_EQ(broken(capacity, [](MemorySite& site) { site.slots.at(room).capacity = 1; }),
            "king-room 2026-12-11: sold 1 and granted 1 of 1, 1 too many");
}

TEST_F(ServiceAudit, i2_names_a_refusal_without_a_task) {
  const std::string untold = broken(operations, [&](MemorySite& site) {
    site.tasks.clear();
    site.operations.at(tests::id_of<OperationId>(705)).content->payload =
        protocol::CancelBooking{first_.id, 1};
  });
  EXPECT_EQ(untold, "operation " + tests::id_of<OperationId>(705).text() +
                        " of Desk 2 (cancel_booking) was refused and no task names it");
}

TEST_F(ServiceAudit, i2_names_a_number_that_is_missing_repeated_or_too_high) {
  const OperationId last = tests::id_of<OperationId>(703);
  EXPECT_EQ(
      broken(operations, [&](MemorySite& site) { site.devices.at(kiosk_).last_sequence = 2; }),
      "Kiosk 1: operation 3 is here, the last is said to be 2");
  EXPECT_EQ(broken(operations,
                   [&](MemorySite& site) {
                     site.devices.at(kiosk_).last_sequence = 4;
                     site.operations.at(last).sequence = 4;
                   }),
            "Kiosk 1: 1 operation of 1 to 4 of its open epoch missing, and no task says so");
  EXPECT_EQ(broken(operations,
                   [&](MemorySite& site) {
                     site.devices.at(kiosk_).last_sequence = 2;
                     site.operations.at(last).sequence = 2;
                   }),
            "Kiosk 1: 1 operation of its open epoch repeat a number");
}

TEST_F(ServiceAudit, i2_takes_a_reused_id_for_an_answer_that_has_a_task) {
  Operation again = operation(kiosk_, 4, tests::place_sealed(booking(9)));
  again.id = tests::id_of<OperationId>(701);
  EXPECT_EQ(outcomes(house_.send(kiosk_, {again})), (Names{"id_reused"}));
  EXPECT_TRUE(clean());
}

TEST_F(ServiceAudit, i3_names_a_booking_that_is_gone_or_not_what_its_history_says) {
  EXPECT_EQ(broken(guests, [&](MemorySite& site) { site.bookings.erase(second_.id); }),
            "booking " + second_.code.text() + ", of which desks were told, is not here");
  EXPECT_EQ(broken(guests,
                   [&](MemorySite& site) {
                     site.bookings[second_.id] = second_;
                     Booking& kept = site.bookings.at(second_.id);
                     kept = *booking::transition(kept, {booking::Command::cancel, house_.now, {}});
                     kept.state = BookingState::requested;
                   }),
            "booking " + second_.code.text() + " is requested, its history leads to cancelled");
}

TEST_F(ServiceAudit, i3_names_an_older_booking_than_desks_were_told) {
  const std::string older =
      broken(guests, [&](MemorySite& site) { site.bookings.at(first_.id) = first_; });
  EXPECT_EQ(older,
            "desks were told version 2 of booking " + first_.code.text() + ", here is version 1");
}

TEST_F(ServiceAudit, i3_wants_a_conflict_to_be_about_a_guest_who_is_coming) {
  const auto open = [&](BookingId id) {
    return [this, id](MemorySite& site) {
      site.conflicts = {{id, port::Conflict{id, kiosk_, house_.now, "no room", "Duty manager"}}};
    };
  };
  EXPECT_EQ(broken(guests, open(second_.id)),
            "booking " + second_.code.text() + " is cancelled and still in conflict");
  const BookingId nobody = tests::id_of<BookingId>(99);
  EXPECT_EQ(broken(guests, open(nobody)),
            "a conflict is open for booking " + nobody.text() + ", which is not here");
}

TEST_F(ServiceAudit, a_booking_in_conflict_holds_no_units) {
  Operation late = operation(kiosk_, 4, tests::place_sealed(booking(3)));
  ASSERT_TRUE(write_off_device(house_.office(), kiosk_, house_.now).ok());
  house_.store.damage(house_.hotel.site.id,
                      [](MemorySite& site) { site.slots.at(room).wanted = 1; });
  ASSERT_EQ(outcomes(house_.send(kiosk_, {late})), (Names{"applied"}));
  EXPECT_TRUE(clean());
  EXPECT_EQ(look().invariants[guests].counted, "I3 guests: 3 bookings, 1 open conflict");
}

TEST_F(ServiceAudit, i4_names_counts_that_no_booking_or_device_accounts_for) {
  EXPECT_EQ(broken(grants, [](MemorySite& site) { site.slots.at(room).sold = 0; }),
            "king-room 2026-12-11: sold 0, bookings hold 1");
  EXPECT_EQ(broken(grants,
                   [](MemorySite& site) {
                     site.slots.at(room).sold = 1;
                     site.slots.at(room).granted = 2;
                   }),
            "king-room 2026-12-11: granted 2, devices hold 1");
}

TEST_F(ServiceAudit, i4_names_units_in_a_closed_epoch_and_of_a_slot_that_is_gone) {
  EXPECT_EQ(broken(grants,
                   [&](MemorySite& site) {
                     auto held = site.grants.extract({{kiosk_, 1}, room});
                     held.key() = {{kiosk_, 2}, room};
                     site.grants.insert(std::move(held));
                   }),
            "Kiosk 1 holds 1 of king-room 2026-12-11 in epoch 2, which is closed");
  house_.store.damage(house_.hotel.site.id, [](MemorySite& site) { site.slots.erase(room); });
  const AuditReport report = look();
  EXPECT_EQ(report.invariants[grants].named,
            (Names{"king-room 2026-12-11 is not here, bookings hold 1 of it",
                   "Kiosk 1 holds 1 of king-room 2026-12-11 in epoch 2, a slot that is not here"}));
}

TEST_F(ServiceAudit, i5_names_a_gap_and_versions_told_out_of_order) {
  EXPECT_EQ(broken(versions,
                   [&](MemorySite& site) { site.bookings.at(first_.id).history[0].version = 7; }),
            "booking " + first_.code.text() +
                " is stored as version 2, its content is version 2 with a history of 2 steps");
  const std::string again = broken(versions, [&](MemorySite& site) {
    site.bookings.at(first_.id).history[0].version = 1;
    for (const auto& [cursor, item] : site.feed) {
      const auto* told = std::get_if<protocol::BookingNotice>(&item);
      if (told != nullptr && told->id == first_.id) {
        protocol::BookingNotice older = *told;
        older.version = 1;
        site.feed.emplace(++site.feed_cursor, older);
        break;
      }
    }
  });
  EXPECT_EQ(again,
            "desks were told version 1 of booking " + first_.code.text() + " after version 2");
}

TEST_F(ServiceAudit, i6_names_a_ticket_admitted_twice) {
  const protocol::AdmissionNotice notice{admission_, house_.now, other_desk_, "Desk 2", false};
  house_.store.damage(house_.hotel.site.id, [&](MemorySite& site) { site.append(notice); });
  EXPECT_EQ(look().invariants[tickets].named.at(0),
            "ticket 1 of booking " + first_.code.text() +
                " was admitted by Desk 1 and again by Desk 2, and no task says so");
}

TEST_F(ServiceAudit, i6_names_a_refused_admission_that_nobody_was_told_of) {
  house_.store.damage(house_.hotel.site.id, [](MemorySite& site) { site.tasks.clear(); });
  const AuditReport report = look();
  EXPECT_EQ(report.invariants[operations].violations, 1);
  ASSERT_EQ(report.invariants[tickets].named.size(), 1U);
  EXPECT_TRUE(
      report.invariants[tickets].named[0].starts_with("ticket 1 of booking " + first_.code.text()));
}

TEST_F(ServiceAudit, i6_names_an_admission_that_is_gone) {
  EXPECT_EQ(broken(tickets, [](MemorySite& site) { site.admissions.clear(); }),
            "ticket 1 of booking " + first_.code.text() +
                ": desks were told that Desk 1 admitted it, it is not here");
}

TEST_F(ServiceAudit, many_violations_are_counted_and_the_first_are_named) {
  house_.store.damage(house_.hotel.site.id, [](MemorySite& site) {
    for (auto& [slot, count] : site.slots) {
      count.capacity = -1;
    }
  });
  const AuditFinding finding = look().invariants[capacity];
  EXPECT_EQ(finding.violations, static_cast<std::int64_t>(house_.site().slots.size()));
  EXPECT_EQ(finding.named.size(), audit_named_max);
  const std::vector<std::string> lines = finding.lines();
  EXPECT_EQ(lines.size(), audit_named_max + 2);
  EXPECT_TRUE(lines.back().ends_with(" more"));
}

}  // namespace service_audit_test
}  // namespace lobby::service
