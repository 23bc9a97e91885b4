// Price rows, tiers and failures in words.
#include "app/kiosk/screens/review_parts.h"

#include "app/common/words.h"

namespace lobby::kiosk {
namespace {

// Rows `from` to the end as one: their number and their sum.
PriceRow summed(const ui::Frame& frame, const booking::Quote& quote, std::size_t from,
                std::size_t to) {
  Money sum{0, quote.total.currency};
  for (std::size_t index = from; index < to; ++index) {
    sum = sum + quote.lines[index].amount;
  }
  return {frame.tr("and {0} more", to - from), {}, money_text(sum), false};
}

bool is_included(const booking::QuoteLine& line) {
  return line.kind == booking::LineKind::included;
}

PriceRow row_of(const ui::Frame& frame, const KioskView& view, const catalog::Service& service,
                const booking::QuoteLine& line) {
  words::PriceLineText text =
      words::price_line(frame.texts(), view.catalog(), service, view.language(), line);
  return {std::move(text.what), std::move(text.how), std::move(text.amount), is_included(line)};
}

std::optional<PriceRow> tax_row(const ui::Frame& frame, const booking::Quote& quote) {
  std::optional<words::PriceLineText> text = words::tax_line(frame.texts(), quote);
  return text ? std::optional(PriceRow{std::move(text->what), std::move(text->how),
                                       std::move(text->amount), true})
              : std::nullopt;
}

ui::Tone tone_of(const booking::ResolvedTier& tier) {
  if (tier.fee.is_zero()) {
    return ui::Tone::success;
  }
  return tier.until ? ui::Tone::warn : ui::Tone::danger;
}

}  // namespace

std::vector<PriceRow> price_rows(const ui::Frame& frame, const KioskView& view,
                                 const catalog::Service& service, const booking::Quote& quote,
                                 std::size_t rows_max) {
  const std::optional<PriceRow> tax = tax_row(frame, quote);
  // Included lines cost nothing and stay whole; the priced ones before them give way.
  std::size_t priced = 0;
  while (priced < quote.lines.size() && !is_included(quote.lines[priced])) {
    ++priced;
  }
  const std::size_t others = quote.lines.size() - priced + (tax ? 1 : 0);
  const std::size_t room = rows_max > others + 1 ? rows_max - others : 2;
  const std::size_t shown = priced <= room ? priced : room - 1;
  std::vector<PriceRow> rows;
  rows.reserve(rows_max);
  for (std::size_t index = 0; index < shown; ++index) {
    rows.push_back(row_of(frame, view, service, quote.lines[index]));
  }
  if (shown < priced) {
    rows.push_back(summed(frame, quote, shown, priced));
  }
  for (std::size_t index = priced; index < quote.lines.size(); ++index) {
    rows.push_back(row_of(frame, view, service, quote.lines[index]));
  }
  if (tax) {
    rows.push_back(*tax);
  }
  return rows;
}

std::vector<TierRow> tier_rows(const ui::Frame& frame, const KioskView& view,
                               const catalog::Service& service,
                               const booking::ResolvedPolicy& policy) {
  std::vector<TierRow> rows;
  for (const booking::ResolvedTier& tier : policy.tiers) {
    TierRow row;
    row.cost = words::fee(frame.texts(), tier, service.kind);
    row.amount = money_text(tier.fee);
    row.tone = tone_of(tier);
    if (tier.until) {
      const LocalTime until = view.context.zone.to_local(*tier.until);
      row.until_one = frame.tr("until {0}", words::day(frame.texts(), until.date));
      row.until_two = frame.tr("{0} on that day", clock_text(until.minute_of_day));
      row.until = frame.tr("until {0} (one line)",
                           words::clock_on_day(frame.texts(), view.context.zone, *tier.until));
    } else {
      row.until_one = policy.tiers.size() > 1 ? frame.tr("after that,") : frame.tr("from now on,");
      row.until_two = frame.tr("or no-show");
      row.until = policy.tiers.size() > 1 ? frame.tr("after that, or no-show")
                                          : frame.tr("from now on, or no-show");
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

FailureWords failure_words(const ui::Frame& frame, ErrorCode code) {
  switch (code) {
    case ErrorCode::sold_out:
      return {frame.tr("The last one has just gone."),
              frame.tr("You can leave a request, or go back.")};
    case ErrorCode::policy_refused:
    case ErrorCode::out_of_range:
    case ErrorCode::expired:
      return {frame.tr("This time can no longer be booked."),
              frame.tr("Please go back and choose another.")};
    case ErrorCode::not_found:
    case ErrorCode::version_conflict:
      return {frame.tr("What you chose has just changed."),
              frame.tr("Please go back and choose again.")};
    case ErrorCode::malformed:
    case ErrorCode::too_large:
    case ErrorCode::invalid_utf8:
    case ErrorCode::wrong_type:
    case ErrorCode::unknown_field:
    case ErrorCode::missing_field:
    case ErrorCode::unsupported_version:
    case ErrorCode::unauthenticated:
    case ErrorCode::forbidden:
    case ErrorCode::device_fenced:
    case ErrorCode::wrong_site:
    case ErrorCode::already_exists:
    case ErrorCode::id_reused:
    case ErrorCode::sequence_gap:
    case ErrorCode::invalid_transition:
    case ErrorCode::bad_signature:
    case ErrorCode::unavailable:
    case ErrorCode::timed_out:
    case ErrorCode::disk_full:
    case ErrorCode::read_only:
    case ErrorCode::corrupt:
    case ErrorCode::untrusted_server:
    case ErrorCode::configuration:
    case ErrorCode::internal:
      break;
  }
  return {frame.tr("This kiosk cannot save bookings now."),
          frame.tr("Nothing is booked. Please call staff.")};
}

}  // namespace lobby::kiosk
