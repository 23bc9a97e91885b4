// A quote: lines that each say how they were computed, frozen into the booking.
// Lines are free of language; screens and letters word them from kind, date, count and ids.
//
// They stand, and apply, in this order; every percentage is rounded half away from zero to the
// minor unit, and no line takes more than there is, so that a total is never below zero:
//
//   1  night, day, block         the rate of the date's kind, times the season's percentage; a
//                                company's own rate in its place, without a season
//      extra_adult, extra_child  people beyond those in the rate
//   2  add_on, included
//   3  package                   off all of 1: a composite
//   4  long_stay                 off the nights from the rule's on
//   5  group                     off what is left of 1
//   6  contract, tier_offer or   off what is left of 1. One of them: a contract takes the place of
//      first_booking             4, 5 and offers, and of two offers the larger is given
//   7  voucher                   off what is left of 1 and 2, in the order they were handed in. A
//                                voucher that is a guest's credit is a payment (folio.h) instead
//   8  service_charge            of what is left, where the site adds it
//   9  tax                       of that and the service charge, where the site adds it
//  10  rounding                  to the site's cash unit, half away from zero
//
// Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/money.h"
#include "core/base/time.h"
#include "core/booking/selection.h"
#include "core/catalog/catalog.h"

namespace lobby::booking {

// Stored by name; in the order in which they stand.
enum class LineKind : std::uint8_t {
  night,     // one night of `date`: count × unit
  day,       // one day of `date`
  block,     // `start_minute`..`end_minute` of `date`
  add_on,    // catalogue add-on `item`
  included,  // part of the price: `item` is the index in service.included; amount zero
  extra_adult,
  extra_child,
  package,
  long_stay,
  group,
  contract,
  tier_offer,
  first_booking,
  voucher,
  service_charge,
  tax,
  rounding,
};
inline constexpr std::size_t line_kind_count = 17;
std::string_view name_of(LineKind kind);
std::optional<LineKind> line_kind_from(std::string_view name);

struct QuoteLine {
  LineKind kind = LineKind::night;
  LocalDate date;
  catalog::DateKind date_kind = catalog::DateKind::weekday;
  std::int32_t start_minute = 0;
  std::int32_t end_minute = 0;
  AddOnId add_on;                   // add_on lines
  std::int32_t included_index = 0;  // included lines
  std::int32_t count = 1;           // units, people, or what is included a day
  std::int32_t days = 1;            // extra people and person_night: nights, or blocks
  // What one costs; of a percentage what it is taken of; of a voucher what it is worth; of a
  // rounding what it is rounded to.
  Money unit;
  Money amount;  // as adds_up() says; below zero for what is taken off
  // Whole; 0 where the line has none. In a season: of the rate, and contained in `unit`.
  std::int32_t percent = 0;
  // Which rule: the id of a season (night, day, block), of a contract (a line without a percentage
  // is its own rate) or of an offer; a voucher's code.
  std::string source{};
  ServiceId part{};  // of a composite: the service that the line is about

  bool operator==(const QuoteLine&) const = default;
};

// Whether a line of prices, and not of what is taken off or added to them.
bool is_priced(LineKind kind);
// amount = count × unit; × days for extra people; ∓ percent of unit; of a voucher and a rounding at
// most unit. REQUIRES: unit and amount within limits::money_minor_max / 25'000 either side of zero,
// count and days within limits.h.
bool adds_up(const QuoteLine& line);

// A voucher that takes a percentage or an amount off; the house gave it out. The server knows which
// codes are good; a quote knows what they are worth.
struct VoucherTerm {
  std::string code;  // 1..limits::voucher_code_bytes_max printable ASCII characters
  std::int32_t percent = 0;
  Money amount{};                       // one of the two
  std::optional<LocalDate> last_day{};  // of booking

  bool operator==(const VoucherTerm&) const = default;
};

// Who asks: what a quote depends on beside catalogue and selection. A walk-in guest by default.
struct QuoteTerms {
  std::int32_t tier = 0;  // 0..limits::guest_tier_max
  bool first_booking = false;
  std::optional<CompanyId> contract{};
  std::vector<VoucherTerm> vouchers{};
  LocalDate booked_on{};  // at the site; for offers and vouchers that end

  bool operator==(const QuoteTerms&) const = default;
};

struct Quote {
  std::vector<QuoteLine> lines;
  Money total;
  // The first night, day or block, with its share of what was taken off and added: base of some
  // fees.
  Money first_unit;
  std::int32_t tax_percent = 0;  // both contained in the prices, where they are not lines
  std::int32_t service_percent = 0;
  QuoteTerms terms{};

  bool operator==(const Quote&) const = default;
};

// What a booking of these lines counts as its first unit. REQUIRES: !lines.empty().
Money first_unit_of(const std::vector<QuoteLine>& lines, Money total);

// The detail begins with the field: "vouchers: …". Errors: out_of_range (tier, voucher's worth or
// currency, too many), malformed (a code), already_exists (a voucher twice), not_found (contract),
// policy_refused (a contract that does not hold on the days), expired (a voucher).
Status check_terms(const catalog::Catalog& catalog, const Selection& selection,
                   const QuoteTerms& terms);

// REQUIRES: check_selection() and check_terms() passed. The same catalogue, selection and terms
// give the same quote.
Quote quote_of(const catalog::Catalog& catalog, const Selection& selection,
               const QuoteTerms& terms = {});

// What a booking costs once it is changed: what is bought already keeps its price, a night, block
// or add-on of the old quote that is in the new one and not more of it; and the contract, offer and
// vouchers it was sold with go on. Long stay, group, tax and rounding are reckoned anew. Of another
// service everything is new, for the same guest. REQUIRES: check_selection() passed for `wanted`.
Quote requote(const catalog::Catalog& catalog, const Selection& wanted, const Selection& sold,
              const Quote& before);

// The lowest price a card can show: "¥688 a night". Of a composite: for its smallest party, without
// the parts that may be left out.
Money price_from(const catalog::Catalog& catalog, const catalog::Service& service);
// The price of one unit on a date (nightly, whole_day, unlimited without blocks).
Money price_on(const catalog::Site& site, const catalog::Service& service, LocalDate date);

}  // namespace lobby::booking
