// Code, countdown and way out of ticket and request.
#include "app/kiosk/screens/ticket_parts.h"

#include <cmath>

#include "app/kiosk/screens/review_actions.h"
#include "app/ui/widgets.h"
#include "core/flow/kiosk_timing.h"

namespace lobby::kiosk {

IssuedWords issued_words(const ui::Frame& frame, const KioskView& view) {
  CHECK(view.state.issued.has_value());  // these screens follow Committed
  const booking::Booking& booking = view.state.issued->booking;
  IssuedWords words{booking, view.catalog().service(booking.selection.service), {}};
  if (words.service != nullptr) {
    words.chosen = chosen_words(frame.texts(), *words.service, booking.selection, view.language());
  }
  return words;
}

void draw_ticket_code(ui::Frame& frame, const KioskView& view, ui::Rect area, float side_px,
                      std::string_view label) {
  if (view.ticket_qr == nullptr || view.ticket_qr->width == 0) {
    return;
  }
  const auto modules = static_cast<float>(view.ticket_qr->width);
  const float module_px = std::max(1.F, std::floor(side_px / modules));
  const float side = module_px * modules;
  ui::qr_panel(frame, {.at = {std::round(area.centre().x - side / 2),
                              std::round(area.centre().y - side / 2)},
                       .module_px = module_px,
                       .modules = view.ticket_qr,
                       .label = label});
}

void draw_keep_note(ui::Frame& frame, ui::Rect where) {
  ui::note(frame, {.rect = where,
                   .tone = ui::Tone::info,
                   .icon = "photo_camera",
                   .lines = {frame.tr("Take it with you"),
                             frame.tr("Photograph this screen, or scan the code with a phone.")}});
}

Touch draw_keep(ui::Frame& frame, const KioskView& view, ui::Rect where) {
  if (!view.has_printer) {
    draw_keep_note(frame, where);
    return std::nullopt;
  }
  constexpr float gap = 24;
  ui::Rect half = where;
  half.w = (where.w - gap) / 2;
  const Touch touch = draw_print_button(frame, view, half);
  half.x += half.w + gap;
  ui::note(frame, {.rect = half,
                   .tone = ui::Tone::info,
                   .icon = "qr_code_2",
                   .lines = {frame.tr("To my phone"), frame.tr("Scan the code")}});
  return touch;
}

void draw_step_disc(ui::Frame& frame, ui::Point at, float size, const NextStep& step) {
  const ui::Theme& theme = frame.theme();
  const float icon = std::round(size * 0.625F);
  const float inset = std::round((size - icon) / 2);
  frame.canvas().rect({at.x, at.y, size, size},
                      {.fill = step.done ? theme.success : theme.selected, .radius = size / 2});
  frame.canvas().icon({at.x + inset, at.y + inset}, icon, step.icon,
                      step.done ? theme.on_status : theme.accent);
}

Touch draw_leaving(ui::Frame& frame, const KioskView& view) {
  constexpr std::int64_t ms_per_second = 1'000;
  const std::int32_t seconds = flow::seconds_left(view.state, view.context.now);
  const float bottom = ui::layout_of(frame).content_bottom;
  ui::countdown_bar(
      frame, {.rect = frame.portrait() ? ui::Rect{48, bottom - 112, 984, 112} : action_middle,
              .text = frame.tr("This screen clears itself in {0} s", seconds),
              .left_ms = seconds * ms_per_second,
              .of_ms = flow::ticket_limit(view.state).ms});
  const std::string done = frame.tr("Done ({0})", seconds);
  switch (finish_actions(frame, {.back = frame.tr("Book more"),
                                 .back_icon = "add",
                                 .back_width = 336,
                                 .primary = done,
                                 .primary_icon = "check"})) {
    case ui::ActionTap::none:
      return std::nullopt;
    case ui::ActionTap::back:
      return flow::BookMoreTouched{};
    case ui::ActionTap::primary:
      return flow::NextTouched{};
  }
  return std::nullopt;
}

ui::Rect issued_banner_place(const ui::Frame& frame) {
  if (!frame.portrait()) {
    return {664, 136, 1208, 132};
  }
  return {48, frame.theme().large_text() ? 216.F : 208.F, 984, 152};
}

}  // namespace lobby::kiosk
