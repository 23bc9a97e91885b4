// Goal: whatever is issued, redeemed, cancelled, reversed and given back in whatever order, no
// voucher is ever worth more in total than it was issued for, what folios say of it is what its
// record says, a discount is at most one booking's, and folios balance. Method: random commands
// (RapidCheck) on a small hotel in memory; refusals are as good as answers.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/reservation/quotes.h"
#include "core/reservation/vouchers.h"
#include "core/service/vouchers.h"
#include "tests/core/reservation_house.h"

namespace lobby::reservation {
namespace reservation_voucher_property_test {

using booking::Booking;
using booking::EntryKind;
using office::Voucher;

const LocalDate first_night = LocalDate::of(2026, 12, 10);

// The fixture's words without its test.
class Till : public tests::ReservationHouse {
 public:
  Till() = default;
  void TestBody() override {}

  void act() {
    switch (*rc::gen::inRange(0, 9)) {
      case 0:
        issue();
        break;
      case 1:
      case 2:
        place();
        break;
      case 3:
      case 4:
        redeem();
        break;
      case 5:
        cancel();
        break;
      case 6:
        reverse();
        break;
      case 7:
        end_or_pay();
        break;
      default:
        house_.now = house_.now + Duration::hours(*rc::gen::inRange(1, 60));
        RC_ASSERT(tend(house_.office(), house_.now).ok());
    }
  }
  void check() {
    const auto report = service::audit(house_.store, house_.hotel.site.id);
    RC_ASSERT(report.ok() && report->violations() == 0);
    const tests::MemorySite site = house_.site();
    for (const auto& [id, entries] : site.folios) {
      const booking::Folio folio{id, house_.hotel.site.currency, entries};
      std::int64_t sum = 0;
      for (const Money& account : booking::trial_balance(folio)) {
        sum += account.amount_minor;
      }
      RC_ASSERT(sum == 0);
    }
    for (const auto& [key, record] : site.records) {
      if (record.kind == port::RecordKind::voucher) {
        const auto voucher = protocol::voucher_from(record.content);
        RC_ASSERT(voucher.ok());  // whole: what is left and had is what it was issued for
        check(site, *voucher);
      }
    }
  }

 private:
  // What folios took from it and put into it is what is left of it.
  void check(const tests::MemorySite& site, const Voucher& voucher) {
    if (voucher.kind == office::VoucherKind::discount) {
      RC_ASSERT(holders(site, voucher) <= (voucher.state == office::VoucherState::used ? 1 : 0));
      return;
    }
    const bool by_staff = !voucher.issued_for;
    std::int64_t left = by_staff ? voucher.amount.amount_minor : 0;
    for (const auto& [id, entries] : site.folios) {
      for (const booking::Entry& entry : entries) {
        left += moved(entries, entry, service::voucher_reference(voucher.id));
      }
    }
    RC_ASSERT(left == voucher.left.amount_minor);
    RC_ASSERT(left >= 0 && left <= voucher.amount.amount_minor);
  }
  static std::int64_t moved(const std::vector<booking::Entry>& entries, const booking::Entry& entry,
                            const std::string& reference) {
    const auto amount = entry.posting.amount.amount_minor;
    if (entry.posting.kind == EntryKind::reversal) {
      for (const booking::Entry& other : entries) {
        if (other.posting.id == entry.posting.reverses) {
          return -moved(entries, other, reference);
        }
      }
    }
    if (entry.posting.reference != reference) {
      return 0;
    }
    return entry.posting.kind == EntryKind::voucher          ? -amount
           : entry.posting.kind == EntryKind::voucher_issued ? amount
                                                             : 0;
  }
  // Bookings that stand and have the discount in their quote.
  int holders(const tests::MemorySite& site, const Voucher& voucher) {
    int count = 0;
    for (const auto& [id, booking] : site.bookings) {
      for (const booking::VoucherTerm& term : booking.quote.terms.vouchers) {
        const auto code = *office::VoucherCode::parse(term.code);
        const bool its = service::voucher_hash(house_.hasher, code) == voucher.code_hash;
        count += its && !is_called_off(booking.state) ? 1 : 0;
      }
    }
    return count;
  }

  static booking::Selection any_stay() {
    return tests::king_stay(first_night.plus_days(*rc::gen::inRange(0, 4)),
                            *rc::gen::inRange(1, 9));
  }
  DeviceId any_device() const { return *rc::gen::arbitrary<bool>() ? desk_ : kiosk_; }
  Money any_amount(std::int64_t most) const {
    return {*rc::gen::inRange<std::int64_t>(1, most), house_.hotel.site.currency};
  }
  std::optional<Booking> any_booking() {
    const auto bookings = house_.site().bookings;
    if (bookings.empty()) {
      return std::nullopt;
    }
    auto at = bookings.begin();
    std::advance(at, *rc::gen::inRange<std::size_t>(0, bookings.size()));
    return at->second;
  }
  std::string any_code() {
    return codes_.empty() ? "AAAA-BBBB-CCCC-DDDD" : *rc::gen::elementOf(codes_);
  }
  void learn(const nlohmann::json& voucher) { codes_.push_back(voucher["code"]); }

  void issue() {
    protocol::VoucherOrder order;
    order.head = head();
    order.reason = "sorry";
    if (*rc::gen::arbitrary<bool>()) {
      order.percent = *rc::gen::inRange(1, 101);
    } else {
      order.kind = *rc::gen::element(office::VoucherKind::credit, office::VoucherKind::discount);
      order.amount = any_amount(300'000);
    }
    if (*rc::gen::arbitrary<bool>()) {
      order.last_day = house_.zone.to_local(house_.now).date.plus_days(*rc::gen::inRange(0, 10));
    }
    learn(json_of(issue_voucher(from(desk_), order)));
  }
  void place() {
    protocol::QuoteOrder wish{head(), any_stay(), 0, false, {}, {}};
    for (int count = *rc::gen::inRange(0, 3); count > 0; --count) {
      wish.vouchers.push_back(any_code());
    }
    const Reply quote = give_quote(from(any_device()), wish);
    protocol::PlaceOrder order{head(), wish.selection, guest(), *rc::gen::arbitrary<bool>()};
    if (quote) {
      quotes_.push_back(*protocol::quote_record_from(*quote));
    }
    if (!quotes_.empty() && *rc::gen::inRange(0, 4) > 0) {
      const booking::QuoteRecord by = *rc::gen::elementOf(quotes_);  // also one that was used
      order.quote = by.id;
      order.selection = by.selection;
    }
    (void)place_booking(from(any_device()), order);
  }
  void redeem() {
    if (const auto booking = any_booking()) {
      protocol::RedeemOrder order{head(), any_code(), {}};
      if (*rc::gen::arbitrary<bool>()) {
        order.amount = any_amount(100'000);
      }
      (void)redeem_voucher(from(any_device()), booking->id, order);
    }
  }
  void cancel() {
    if (const auto booking = any_booking()) {
      const protocol::CancelOrder order{head(), booking->version,
                                        static_cast<booking::Settlement>(*rc::gen::inRange(0, 3)),
                                        booking::PayMethod::card, "ill"};
      const Reply reply = cancel_booking(from(any_device()), booking->id, order);
      if (reply && json_of(reply).contains("voucher")) {
        learn(json_of(reply)["voucher"]);
      }
    }
  }
  void reverse() {
    const auto booking = any_booking();
    const auto entries =
        booking ? house_.site().folios[booking->id] : std::vector<booking::Entry>{};
    if (!entries.empty()) {
      const booking::Entry entry = *rc::gen::elementOf(entries);
      const booking::Posting& posting = entry.posting;
      protocol::PostOrder order;
      order.head = head();
      order.kind = EntryKind::reversal;
      order.amount = posting.amount;
      order.reverses = posting.id;
      order.reason = "a mistake";
      (void)post_to_folio(from(desk_), booking->id, order);
    }
  }
  void end_or_pay() {
    using booking::Command;
    const auto booking = any_booking();
    if (booking && *rc::gen::arbitrary<bool>()) {
      (void)step(*booking,
                 *rc::gen::element(Command::approve, Command::refuse, Command::mark_no_show,
                                   Command::release, Command::complete),
                 "because");
    } else if (booking) {
      (void)pay(*booking, any_amount(200'000).amount_minor);
    }
  }

  std::vector<std::string> codes_;
  std::vector<booking::QuoteRecord> quotes_;
};

RC_GTEST_PROP(ReservationVoucherProperty, no_voucher_is_worth_more_than_it_was_issued_for, ()) {
  Till till;
  const int count = *rc::gen::inRange(1, 50);
  for (int act = 0; act < count; ++act) {
    till.act();
  }
  till.check();
}

}  // namespace reservation_voucher_property_test
}  // namespace lobby::reservation
