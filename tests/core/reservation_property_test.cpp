// Goal: whatever desks and kiosks ask in whatever order, no pool is oversold, every folio balances,
// and the journal's chain holds. Method: random commands (RapidCheck) on a small hotel in memory;
// refusals are as good as answers; an audit after the last.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/core/reservation_house.h"

namespace lobby::reservation {
namespace reservation_property_test {

using booking::Booking;

const LocalDate first_night = LocalDate::of(2026, 12, 10);

// The fixture's words without its test.
class Hotel : public tests::ReservationHouse {
 public:
  Hotel() = default;
  void TestBody() override {}

  void act() {
    switch (*rc::gen::inRange(0, 9)) {
      case 0:
      case 1:
        place();
        break;
      case 2:
        change();
        break;
      case 3:
        cancel();
        break;
      case 4:
        move();
        break;
      case 5:
        money();
        break;
      case 6:
        join();
        break;
      case 7:
        answer();
        break;
      default:
        house_.now = house_.now + Duration::minutes(*rc::gen::inRange(1, 3'000));
        RC_ASSERT(tend(house_.office(), house_.now).ok());
    }
  }
  void check() {
    const auto report = service::audit(house_.store, house_.hotel.site.id);
    RC_ASSERT(report.ok());
    RC_ASSERT(report->violations() == 0);
    const auto journal = service::verify_journal(house_.office(), {});
    RC_ASSERT(journal.ok() && !journal->fault);
    for (const auto& [id, entries] : house_.site().folios) {
      Money sum{0, house_.hotel.site.currency};
      for (const Money& account :
           booking::trial_balance({id, house_.hotel.site.currency, entries})) {
        sum = sum + account;
      }
      RC_ASSERT(sum.is_zero());
    }
  }

 private:
  static booking::Selection any_stay() {
    return tests::king_stay(first_night.plus_days(*rc::gen::inRange(0, 4)),
                            *rc::gen::inRange(1, 9));
  }
  DeviceId any_device() const { return *rc::gen::arbitrary<bool>() ? desk_ : kiosk_; }
  std::optional<Booking> any_booking() {
    const auto bookings = house_.site().bookings;
    if (bookings.empty()) {
      return std::nullopt;
    }
    auto at = bookings.begin();
    std::advance(at, *rc::gen::inRange<std::size_t>(0, bookings.size()));
    return at->second;
  }
  void place() {
    const bool submit = *rc::gen::arbitrary<bool>();
    (void)place_booking(from(any_device()), {head(), any_stay(), guest(), submit});
  }
  void change() {
    if (const auto booking = any_booking()) {
      (void)change_booking(from(any_device()), booking->id,
                           {head(), {booking->version, any_stay()}, "wished"});
    }
  }
  void cancel() {
    if (const auto booking = any_booking()) {
      protocol::CancelOrder order;
      order.head = head();
      order.base_version = booking->version;
      order.settlement = static_cast<booking::Settlement>(*rc::gen::inRange(0, 3));
      order.reason = "ill";
      (void)cancel_booking(from(any_device()), booking->id, order);
    }
  }
  void move() {
    using booking::Command;
    if (const auto booking = any_booking()) {
      const Command command =
          *rc::gen::element(Command::approve, Command::refuse, Command::confirm, Command::complete,
                            Command::mark_no_show, Command::release);
      (void)step(*booking, command, "because");
    }
  }
  void money() {
    if (const auto booking = any_booking()) {
      protocol::PostOrder order;
      order.head = head();
      order.kind = static_cast<booking::EntryKind>(*rc::gen::inRange(0, 9));
      order.amount = {*rc::gen::inRange<std::int64_t>(1, 900'000), house_.hotel.site.currency};
      order.method = booking::PayMethod::card;
      order.reason = "because";
      const auto entries = house_.site().folios[booking->id];
      if (order.kind == booking::EntryKind::reversal && !entries.empty()) {
        order.reverses = entries[*rc::gen::inRange<std::size_t>(0, entries.size())].posting.id;
      }
      (void)post_to_folio(from(desk_), booking->id, order);
    }
  }
  void join() {
    const Reply reply =
        join_waiting(from(any_device()), {head(), any_stay(), guest(), *rc::gen::inRange(0, 4)});
    if (reply.ok()) {
      waiting_.push_back(protocol::waiting_guest_from(*reply)->entry.id);
    }
  }
  void answer() {
    if (!waiting_.empty()) {
      const auto said = static_cast<protocol::WaitAnswer>(*rc::gen::inRange(0, 3));
      (void)answer_waiting(from(any_device()), *rc::gen::elementOf(waiting_), {head(), said});
    }
  }

  std::vector<office::WaitId> waiting_;
};

RC_GTEST_PROP(ReservationProperty, no_sequence_of_commands_oversells_or_loses, ()) {
  Hotel hotel;
  const int count = *rc::gen::inRange(1, 40);
  for (int act = 0; act < count; ++act) {
    hotel.act();
  }
  hotel.check();
}

}  // namespace reservation_property_test
}  // namespace lobby::reservation
