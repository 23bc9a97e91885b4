// What stands round every screen: the top bar with the five steps, and the AccessBar with what its
// items open. Only items that do something are shown. UI thread.
#include <array>
#include <span>
#include <string>

#include "app/common/text_loader.h"
#include "app/kiosk/screens/screens.h"
#include "app/ui/bars.h"
#include "core/flow/kiosk_timing.h"

namespace lobby::kiosk {
namespace {

constexpr int step_count = 5;
constexpr std::array<ui::AccessTap, 7> access_items = {
    ui::AccessTap::language,   ui::AccessTap::call_staff, ui::AccessTap::start_over,
    ui::AccessTap::large_text, ui::AccessTap::contrast,   ui::AccessTap::reach,
    ui::AccessTap::speech};
// Without a voice.
constexpr std::span<const ui::AccessTap> silent_items =
    std::span(access_items).first(access_items.size() - 1);

// The name, in itself, of the language after the current one; empty where there is no other.
std::string_view other_language(const ui::Frame& frame, const KioskView& view) {
  for (const catalog::Language& language : view.site().languages) {
    if (language != view.language()) {
      return frame.texts().tr_in(text_tag(language), "Language name");
    }
  }
  return frame.tr("Language name");
}

}  // namespace

void draw_step_bar(ui::Frame& frame, const KioskView& view, int step) {
  const bool done = step > step_count;
  const std::string right =
      done ? std::string(frame.tr("Done")) : frame.tr("Step {0} of {1}", step, step_count);
  ui::top_bar(frame, {.hotel = view.site().name.in(view.language()),
                      .logo = view.site().logo,
                      .right = right,
                      .steps = {frame.tr("Service (step)"), frame.tr("Options"),
                                frame.tr("Details"), frame.tr("Review"), frame.tr("Ticket")},
                      .step = step});
}

Touch draw_access_bar(ui::Frame& frame, const KioskView& view) {
  const bool has_guest = flow::has_guest(view.state.screen);
  const ui::AccessTap tap =
      ui::access_bar(frame, {.other_language = other_language(frame, view),
                             .on = {.large_text = view.state.large_text,
                                    .high_contrast = view.state.high_contrast,
                                    .reach = view.state.reach,
                                    .speech = view.state.speech},
                             .start_over_enabled = has_guest && !flow::is_bound(view.state),
                             .items = view.has_speech ? access_items : silent_items});
  switch (tap) {
    case ui::AccessTap::language:
      return flow::OverlayOpened{flow::KioskOverlay::language};
    case ui::AccessTap::call_staff:
      return flow::OverlayOpened{flow::KioskOverlay::call_staff};
    case ui::AccessTap::start_over:
      return flow::OverlayOpened{flow::KioskOverlay::start_over};
    case ui::AccessTap::contrast:
      return flow::ContrastToggled{};
    case ui::AccessTap::speech:
      return flow::SpeechSet{!view.state.speech};
    case ui::AccessTap::large_text:
      return flow::LargeTextToggled{};
    case ui::AccessTap::reach:
      return flow::ReachToggled{};
    case ui::AccessTap::none:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace lobby::kiosk
