// The staff PIN: six boxes and a pad. Digits are dots; what is wrong is said in words, with how
// many attempts are left or when the next is possible. UI thread.
#include <string>

#include "app/common/words.h"
#include "app/kiosk/screens/screens.h"
#include "app/ui/keyboard.h"
#include "app/ui/label.h"
#include "app/ui/widgets.h"

namespace lobby::kiosk {
namespace {

using flow::PinVerdict;
using ui::Rect;

constexpr Duration minute_begun{59'999};  // a lock is over in the minute that is named

struct PinWords {
  std::string_view title;
  std::string line;
  bool wrong = false;
  bool keys = false;
};

PinWords pin_words(const ui::Frame& frame, const KioskView& view) {
  const flow::StaffState& staff = view.state.staff;
  const std::string_view please = frame.tr("Enter the staff PIN");
  if (!staff.record) {
    return {please, {}};
  }
  const flow::PinRecord& record = *staff.record;
  if (!record.set) {
    return {frame.tr("This kiosk has no staff PIN"),
            frame.tr("Set one with: {0}", "lobby-kiosk --data DIR pin")};
  }
  if (flow::is_locked(record, view.context.now.wall)) {
    return {frame.tr("Too many wrong PINs"),
            frame.tr("Try again at {0}",
                     words::clock(view.context.zone, record.locked_until + minute_begun)),
            true};
  }
  if (staff.asked_at) {
    return {frame.tr("Checking the PIN"), {}};
  }
  if (staff.verdict == PinVerdict::unreadable) {
    return {frame.tr("The PIN cannot be checked"),
            std::string(frame.tr("The kiosk's log says why.")), true, true};
  }
  const std::int32_t left = flow::pins_left(record);
  const std::string attempts =
      frame.trn("{0} attempt left", "{0} attempts left", left, std::to_string(left));
  if (staff.verdict == PinVerdict::wrong) {
    return {frame.tr("Wrong PIN"), attempts, true, true};
  }
  if (record.wrong > 0) {
    return {please, attempts, false, true};
  }
  return {please, frame.tr("It locks after {0} wrong PINs", std::to_string(flow::wrong_pins_free)),
          false, true};
}

struct PinPlaces {
  float top;
  float title_y;
  float boxes_y;
  ui::PinPadSpec pad;
};

PinPlaces pin_places(const ui::Frame& frame) {
  const ui::Layout layout = ui::layout_of(frame);
  const bool large = frame.theme().large_text();
  if (!frame.portrait()) {
    return {200,
            large ? 216.F : 224.F,
            large ? 400.F : 388.F,
            {.first = {48, 544, 284, 116}, .pitch = {308, 132}, .columns = 6}};
  }
  const float up = layout.action_y - 1640;
  const float keys_y = std::max(992 + up, large ? layout.controls_from : 0.F);
  return {664 + up, (large ? 696.F : 712.F) + up, 872 + up, {.first = {150, keys_y, 244, 128}}};
}

void draw_pin_boxes(ui::Frame& frame, std::size_t typed, float y, bool enabled) {
  const ui::Theme& theme = frame.theme();
  constexpr float pitch = 104;
  constexpr float width = 68;
  float x = frame.size().w / 2 - (static_cast<float>(flow::pin_digits - 1) * pitch + width) / 2;
  for (std::size_t digit = 0; digit < flow::pin_digits; ++digit) {
    const bool here = enabled && digit == typed;
    frame.canvas().rect({x, y, width, 84},
                        {.fill = digit < typed ? theme.selected : theme.surface,
                         .border = here ? theme.selected_border : theme.control,
                         .border_width = here ? theme.selected_width_px : theme.control_width_px,
                         .radius = 16});
    if (digit < typed) {
      frame.canvas().rect({x + 22, y + 30, 24, 24}, {.fill = theme.accent, .radius = 12});
    }
    x += pitch;
  }
}

Touch pin_touch(const ui::KeyTap& tap) {
  switch (tap.what) {
    case ui::KeyTap::What::text:
      return flow::StaffTouched{flow::PinKeyed{tap.text.front()}};
    case ui::KeyTap::What::backspace:
      return flow::StaffTouched{flow::PinErased{}};
    case ui::KeyTap::What::hide:
      return flow::StaffTouched{flow::PinCleared{}};
    case ui::KeyTap::What::none:
    case ui::KeyTap::What::next:
    case ui::KeyTap::What::language:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

Touch draw_staff_pin_sheet(ui::Frame& frame, const KioskView& view) {
  const std::size_t typed = view.state.staff.pin.size();
  const PinWords words = pin_words(frame, view);
  PinPlaces at = pin_places(frame);
  const Rect area = ui::sheet(frame, at.top);
  const float middle = frame.size().w / 2;
  const float room = frame.size().w - 2 * ui::margin_px;
  ui::TextStyle title{.size = ui::type::title, .align = ui::Align::centre};
  ui::TextStyle line{.colour = frame.theme().second, .align = ui::Align::centre};
  if (words.wrong) {
    title.colour = frame.theme().danger;
  }
  frame.in_one_breath([&] {
    frame.heading({middle, at.title_y}, words.title,
                  ui::fitting(frame.canvas(), words.title, title, room));
    frame.text({middle, at.title_y + frame.theme().size(ui::type::title) + 12}, words.line,
               ui::fitting(frame.canvas(), words.line, line, room));
  });
  draw_pin_boxes(frame, typed, at.boxes_y, words.keys);
  const std::string so_far =
      frame.tr("{0} of {1} digits", std::to_string(typed), std::to_string(flow::pin_digits));
  frame.note_node(ui::Role::alert, "staff.pin", words.title, area, so_far);
  at.pad.clear_label = frame.tr("Clear (PIN)");
  at.pad.enabled = words.keys;
  if (const Touch touch = pin_touch(ui::pin_pad(frame, at.pad))) {
    return touch;
  }
  const ui::ActionTap tap =
      ui::action_bar(frame, {.back = frame.tr("Close (sheet)"),
                             .back_icon = "close",
                             .primary = frame.tr("Enter (PIN)"),
                             .primary_icon_right = {},
                             .primary_enabled = words.keys && typed == flow::pin_digits});
  if (tap == ui::ActionTap::primary) {
    return flow::StaffTouched{flow::PinEntered{}};
  }
  return tap == ui::ActionTap::back ? Touch{flow::OverlayClosed{}} : std::nullopt;
}

}  // namespace lobby::kiosk
