// Values of the review, and the parts of both layouts.
#include "app/kiosk/screens/review_model.h"

#include <utility>

#include "app/ui/widgets.h"
#include "core/guest/guest.h"

namespace lobby::kiosk {
namespace {

constexpr std::size_t price_rows_max = 6;

// Who comes and how to reach them: what does not fit beside a long name moves to the next row.
void add_guest_rows(const ui::Frame& frame, ui::Canvas& canvas, const KioskView& view,
                    const std::string& party, float room, std::vector<WhatRow>& rows) {
  const flow::KioskState& state = view.state;
  const auto fits = [&](const std::string& text) { return canvas.text_width(text) <= room; };
  std::string who = joined(frame.texts(), state.name, party);
  std::string reach = guest::phone_text(state.phone);
  if (!fits(who)) {
    who = state.name;
    reach = joined(frame.texts(), reach, party);
  }
  const std::vector<NoteId> notes(state.notes.begin(), state.notes.end());
  if (!notes.empty()) {
    const std::string wishes = wishes_text(frame.texts(), view.catalog(), notes, view.language());
    const std::string whole = joined(frame.texts(), reach, wishes);
    const auto count = static_cast<std::int64_t>(notes.size());
    reach = fits(whole) ? whole
                        : joined(frame.texts(), reach, frame.trn("{0} note", "{0} notes", count));
  }
  rows.push_back({"person", std::move(who)});
  rows.push_back({"phone_iphone", std::move(reach)});
}

}  // namespace

std::vector<WhatRow> what_rows(ui::Frame& frame, const KioskView& view, const Review& review,
                               float room) {
  const bool nightly = review.service.kind == catalog::ServiceKind::nightly;
  std::vector<WhatRow> rows = {
      {nightly ? ui::Icon("login") : ui::Icon("event"), review.chosen.begins},
      {nightly ? ui::Icon("logout") : ui::Icon("schedule"), review.chosen.ends}};
  add_guest_rows(frame, frame.canvas(), view, review.chosen.party, room, rows);
  return rows;
}

void draw_review_failure(ui::Frame& frame, const KioskView& view, ui::Rect where) {
  const FailureWords words = failure_words(frame, view.state.failure->code);
  frame.in_one_breath([&] {
    ui::note(frame, {.rect = where,
                     .tone = ui::Tone::danger,
                     .icon = "error",
                     .lines = {words.title, words.line}});
    frame.note_node(ui::Role::alert, "failure", words.title, where, words.line);
  });
}

std::string_view review_primary(const ui::Frame& frame, const Review& review,
                                flow::Obstacle obstacle) {
  if (obstacle == flow::Obstacle::terms_missing) {
    return review.request ? frame.tr("Tick the box to send") : frame.tr("Tick the box to book");
  }
  if (obstacle == flow::Obstacle::committing || obstacle == flow::Obstacle::units_awaited) {
    return frame.tr("One moment");
  }
  if (obstacle != flow::Obstacle::none) {
    return frame.tr("Please choose again");
  }
  return review.request ? frame.tr("Send request") : frame.tr("Confirm booking");
}

Touch draw_terms_consent(ui::Frame& frame, const KioskView& view, const Review& review,
                         ui::Rect where) {
  const bool tapped = ui::checkbox(
      frame,
      {.id = "terms",
       .rect = where,
       .label = review.request
                    ? frame.tr("I know this is a request, not a booking, and agree to the terms.")
                    : frame.tr("I have read the price, cancellation and breach terms, and agree."),
       .on = view.state.terms_consent,
       .enabled = !view.state.committing,
       .framed = true});
  return tapped ? Touch{flow::TermsConsentToggled{}} : std::nullopt;
}

Review review_of(const ui::Frame& frame, const KioskView& view, const catalog::Service& service) {
  Review review{
      .service = service,
      .terms = view.catalog().policy(service.policy),
      .chosen = chosen_words(frame.texts(), service, view.state.selection, view.language())};
  review.request = flow::as_request(view.state, view.context);
  if (const std::optional<booking::Quote> quote = flow::quote(view.state, view.context)) {
    review.prices = price_rows(frame, view, service, *quote, price_rows_max);
    review.total = money_text(quote->total);
  }
  if (const auto policy = flow::policy(view.state, view.context)) {
    review.tiers = tier_rows(frame, view, service, *policy);
  }
  return review;
}

}  // namespace lobby::kiosk
