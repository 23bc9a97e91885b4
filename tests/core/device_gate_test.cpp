// Goal: the gate finds the evidence for every verdict in its own store, and admits only what is
// recorded.
// Method: tickets a kiosk signed, a desk that knows what its feed told; one row a verdict.
#include <gtest/gtest.h>

#include "core/device/gate.h"
#include "tests/fakes/failing_store.h"
#include "tests/fakes/fake_keys.h"
#include "tests/fakes/memory_device_store.h"
#include "tests/fakes/sample.h"
#include "tests/fakes/seeded_entropy.h"
#include "tests/fakes/store_facts.h"

namespace lobby::device {
namespace {

using tests::sample_now;
using ticket::VerdictKind;

constexpr std::uint32_t site_number = 7;

struct Hall {
  tests::MemoryDeviceStore memory;
  tests::FakeSigner kiosk{7};
  tests::FakeVerifier verifier;
  tests::FakeHasher hasher;
  tests::SeededEntropy entropy{1};
  port::DeviceIdentity identity = tests::kiosk_identity();
  DeviceTime time{sample_now, std::nullopt};
  std::int64_t cursor = 0;

  Hall() {
    identity.name = "Desk 1";
    identity.role = protocol::DeviceRole::desk;
    EXPECT_TRUE(memory.save_identity(identity).ok());
    tell(kiosk_key(false));
  }
  ticket::KeyId key() { return key_id(hasher, kiosk.public_key()); }
  protocol::KeyNotice kiosk_key(bool revoked) {
    return {tests::id_of<DeviceId>(50), "Kiosk 1", key(), kiosk.public_key(), revoked};
  }
  void tell(const protocol::FeedItem& item) {
    EXPECT_TRUE(memory.apply_feed(tests::page(++cursor, {item})).ok());
  }
  // Valid now, for two.
  ticket::SignedTicket ticket() {
    ticket::SignedTicket made;
    made.ticket.key = key();
    made.ticket.site_number = site_number;
    made.ticket.code = tests::code_of(11);
    made.ticket.party = 2;
    made.ticket.service_number = 1;
    made.ticket.valid_from = sample_now - Duration::hours(2);
    made.ticket.valid_until = sample_now + Duration::hours(2);
    return signed_again(made);
  }
  ticket::SignedTicket signed_again(ticket::SignedTicket ticket) {
    ticket.signature = kiosk.sign(ticket::signing_message(ticket.ticket));
    return ticket;
  }
  Gate gate(port::DeviceStore& store) {
    return {store, verifier, hasher, entropy, identity, site_number};
  }
  Result<ticket::Verdict> scan_text(std::string_view text) {
    return device::scan(gate(memory), text, time);
  }
  Result<ticket::Verdict> scan(const ticket::SignedTicket& ticket) {
    return scan_text(ticket::ticket_text(ticket, "yunting.example"));
  }
  std::int64_t pending() { return memory.outbox_summary()->pending; }
};

protocol::BookingNotice booking_of(const ticket::SignedTicket& ticket,
                                   booking::BookingState state) {
  protocol::BookingNotice notice = tests::listed(11, 5, sample_now, sample_now);
  notice.window.until = sample_now + Duration::hours(2);
  notice.code = ticket.ticket.code;
  notice.state = state;
  return notice;
}

// What makes each verdict: a change of the ticket, or of what the feed told.
ticket::SignedTicket prepare(Hall& hall, VerdictKind kind) {
  ticket::SignedTicket ticket = hall.ticket();
  switch (kind) {
    case VerdictKind::unreadable:
    case VerdictKind::admit:
      return ticket;
    case VerdictKind::wrong_site:
      ticket.ticket.site_number = 8;
      return hall.signed_again(ticket);
    case VerdictKind::unknown_key:
      ticket.ticket.key = tests::key_of(99);
      return hall.signed_again(ticket);
    case VerdictKind::bad_signature:
      ticket.ticket.party = 20;
      return ticket;
    case VerdictKind::revoked_key:
      hall.tell(hall.kiosk_key(true));
      return ticket;
    case VerdictKind::cancelled:
      hall.tell(booking_of(ticket, booking::BookingState::cancelled));
      return ticket;
    case VerdictKind::request_only:
      ticket.ticket.request_only = true;
      return hall.signed_again(ticket);
    case VerdictKind::already_admitted:
      hall.tell(protocol::AdmissionNotice{admission_of(ticket.ticket),
                                          sample_now - Duration::hours(1),
                                          tests::id_of<DeviceId>(60), "Desk 2", false});
      return ticket;
    case VerdictKind::wrong_day_early:
      ticket.ticket.valid_from = sample_now + Duration::hours(1);
      return hall.signed_again(ticket);
    case VerdictKind::wrong_day_late:
      ticket.ticket.valid_until = sample_now;
      return hall.signed_again(ticket);
  }
  return ticket;
}

TEST(Gate, every_verdict_has_its_evidence) {
  for (int number = 0; number <= static_cast<int>(VerdictKind::admit); ++number) {
    const auto kind = static_cast<VerdictKind>(number);
    SCOPED_TRACE(ticket::name_of(kind));
    Hall hall;
    const ticket::SignedTicket ticket = prepare(hall, kind);
    const auto verdict =
        kind == VerdictKind::unreadable ? hall.scan_text("WIFI:S:lobby") : hall.scan(ticket);
    ASSERT_TRUE(verdict.ok()) << to_string(verdict.error());
    EXPECT_EQ(ticket::name_of(verdict->kind), ticket::name_of(kind));
    EXPECT_EQ(verdict->ticket.has_value(), kind != VerdictKind::unreadable);
    EXPECT_EQ(hall.pending(), kind == VerdictKind::admit ? 1 : 0);
    if (kind == VerdictKind::already_admitted) {
      ASSERT_TRUE(verdict->earlier.has_value());
      EXPECT_EQ(verdict->earlier->place, "Desk 2");
      EXPECT_EQ(verdict->earlier->at, sample_now - Duration::hours(1));
    }
  }
}

TEST(Gate, rule_13_an_admission_is_recorded_and_admits_once) {
  Hall hall;
  const ticket::SignedTicket ticket = hall.ticket();
  const auto first = hall.scan(ticket);
  ASSERT_TRUE(first.ok() && first->admits());
  const auto due = hall.memory.due_operations(sample_now, {10});
  ASSERT_TRUE(due.ok() && due->size() == 1);
  const auto* check_in = std::get_if<protocol::CheckIn>(&due->front().operation.payload);
  ASSERT_NE(check_in, nullptr);
  EXPECT_EQ(check_in->admission, admission_of(ticket.ticket));
  EXPECT_EQ(check_in->party, 2);

  hall.time.device_now = sample_now + Duration::minutes(5);
  const auto second = hall.scan(ticket);
  ASSERT_TRUE(second.ok());
  EXPECT_EQ(second->kind, VerdictKind::already_admitted);
  EXPECT_EQ(second->earlier->place, "Desk 1");
  EXPECT_EQ(second->earlier->at, sample_now);
  EXPECT_EQ(hall.pending(), 1);
}

TEST(Gate, a_store_that_cannot_write_admits_nobody) {
  Hall hall;
  const std::string text = ticket::ticket_text(hall.ticket(), "yunting.example");
  tests::FailingStore read_only(hall.memory, ErrorCode::read_only);
  const auto verdict = device::scan(hall.gate(read_only), text, hall.time);
  ASSERT_FALSE(verdict.ok());
  EXPECT_EQ(verdict.error().code, ErrorCode::read_only);
}

TEST(Gate, no_changed_bit_of_a_ticket_is_admitted) {
  Hall hall;
  const std::string text = ticket::ticket_text(hall.ticket(), "yunting.example");
  const std::size_t start = text.find("/T/") + 3;
  for (std::size_t at = start; at < text.size(); ++at) {
    std::string changed = text;
    changed[at] = changed[at] == 'A' ? 'B' : 'A';
    const auto verdict = hall.scan_text(changed);
    ASSERT_TRUE(verdict.ok());
    EXPECT_FALSE(verdict->admits()) << at;
    const auto cut = hall.scan_text(text.substr(0, at));
    ASSERT_TRUE(cut.ok());
    EXPECT_EQ(cut->kind, VerdictKind::unreadable) << at;
  }
  const auto flood = hall.scan_text(text + std::string(1'000'000, 'A'));
  ASSERT_TRUE(flood.ok());
  EXPECT_EQ(flood->kind, VerdictKind::unreadable);
  EXPECT_EQ(hall.pending(), 0);
}

TEST(Gate, a_ticket_signed_by_another_known_key_is_a_forgery) {
  Hall hall;
  tests::FakeSigner other(8);
  hall.tell(protocol::KeyNotice{tests::id_of<DeviceId>(51), "Kiosk 2",
                                key_id(hall.hasher, other.public_key()), other.public_key(),
                                false});
  ticket::SignedTicket forged = hall.ticket();
  forged.signature = other.sign(ticket::signing_message(forged.ticket));
  const auto verdict = hall.scan(forged);
  ASSERT_TRUE(verdict.ok());
  EXPECT_EQ(verdict->kind, VerdictKind::bad_signature);
}

TEST(Gate, validity_is_judged_by_the_corrected_clock) {
  Hall hall;
  hall.time = {sample_now - Duration::days(3), Duration::days(3)};
  const auto verdict = hall.scan(hall.ticket());
  ASSERT_TRUE(verdict.ok());
  EXPECT_TRUE(verdict->admits());
}

TEST(Gate, undo_takes_back_its_own_admission_once) {
  Hall hall;
  const ticket::SignedTicket ticket = hall.ticket();
  const protocol::AdmissionId admission = admission_of(ticket.ticket);
  const auto undo = [&] { return undo_admission(hall.gate(hall.memory), admission, hall.time); };
  EXPECT_EQ(undo().error().code, ErrorCode::not_found);
  ASSERT_TRUE(hall.scan(ticket)->admits());
  ASSERT_TRUE(undo().ok());
  EXPECT_EQ(hall.pending(), 2) << "the server hears of both";
  EXPECT_EQ(undo().error().code, ErrorCode::not_found);
  EXPECT_TRUE(hall.scan(ticket)->admits()) << "the guest can come in again";
}

TEST(Gate, undo_leaves_another_desks_admission_alone) {
  Hall hall;
  const ticket::SignedTicket ticket = prepare(hall, VerdictKind::already_admitted);
  const Status undone =
      undo_admission(hall.gate(hall.memory), admission_of(ticket.ticket), hall.time);
  ASSERT_FALSE(undone.ok());
  EXPECT_EQ(undone.error().code, ErrorCode::not_found);
  EXPECT_EQ(hall.pending(), 0);
  EXPECT_EQ(hall.scan(ticket)->kind, VerdictKind::already_admitted);
}

}  // namespace
}  // namespace lobby::device
