// When a booking has to be paid: a deposit for large amounts and long stays, and the balance before
// it begins. Real instants and amounts, frozen into the booking, and what is to be done as time
// passes: remind, wait out the grace, release.
// Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/base/money.h"
#include "core/base/time.h"
#include "core/booking/quote.h"
#include "core/booking/selection.h"
#include "core/catalog/catalog.h"

namespace lobby::booking {

enum class DueKind : std::uint8_t { deposit, balance };
inline constexpr std::size_t due_kind_count = 2;
std::string_view name_of(DueKind kind);
std::optional<DueKind> due_kind_from(std::string_view name);

struct DuePayment {
  DueKind kind = DueKind::deposit;
  Money amount;
  // remind_at <= due_at <= release_at, the last no later than the booking begins; of one made after
  // its beginning all are that moment.
  UtcTime remind_at;
  UtcTime due_at;
  UtcTime release_at;

  bool operator==(const DuePayment&) const = default;
};

// In the order in which they fall due, at most one of each kind. Empty: paid at the desk.
using PaymentPlan = std::vector<DuePayment>;

// What the rule asks for a booking made at `booked_at`. A balance that would fall due at once is
// part of the deposit.
PaymentPlan plan_of(const catalog::DepositRule& rule, const Quote& quote,
                    const Selection& selection, const Window& window, UtcTime booked_at);

// A plan whose clock starts when the house agrees: its deposit moves by what passed since the wish
// was made, and never beyond the beginning.
PaymentPlan begun_at(PaymentPlan plan, UtcTime wished_at, UtcTime agreed_at, const Window& window);

enum class PaymentStep : std::uint8_t {
  settled,  // nothing is due any more
  wait,
  remind,
  overdue,  // in its grace
  release,
};
std::string_view name_of(PaymentStep step);

struct PaymentState {
  PaymentStep step = PaymentStep::settled;
  std::optional<DueKind> due;  // which payment it is about
  Money missing;               // of it
  bool operator==(const PaymentState&) const = default;
};

// Of the first payment that `paid` does not cover, those before it included. `paid` is without what
// paid fees.
PaymentState payment_state(const PaymentPlan& plan, Money paid, UtcTime now);

}  // namespace lobby::booking
