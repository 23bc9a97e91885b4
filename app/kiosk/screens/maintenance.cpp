// Maintenance, for staff: how the machine is, what waits, what can be done about it. It ends by
// itself. What cannot be done here yet is off, and the note says so. UI thread.
#include <algorithm>
#include <array>
#include <cstdio>
#include <string>
#include <vector>

#include "app/kiosk/screens/maintenance_parts.h"
#include "app/ui/widgets.h"
#include "core/base/version.h"
#include "core/flow/kiosk_staff.h"

namespace lobby::kiosk {
namespace {

using flow::PrintStage;
using ui::Rect;

struct MaintenancePlaces {
  Rect panel;
  TileGrid tiles;
  RowGrid queue;
  RowGrid units;
  RowGrid log;
  Rect first_button;
  ui::Point button_pitch;
  std::size_t button_columns;
  Rect note;
};

MaintenancePlaces maintenance_places(const ui::Frame& frame) {
  constexpr float small = 40;
  const float log_size = ui::type::legal;
  if (!frame.portrait()) {
    return {{0, 112, 1920, 168},
            {{48, 128, 284, 136}, {308, 0}, 6},
            {{48, 296, 440, 236}, 64, 42, small},
            {{512, 296, 440, 236}, 64, 42, small},
            {{976, 296, 896, 236}, 64, 42, log_size},
            {48, 548, 284, 112},
            {308, 0},
            6,
            {48, 676, 1824, 132}};
  }
  if (frame.theme().large_text()) {
    return {{0, 192, 1080, 344},
            {{48, 208, 312, 152}, {336, 160}, 3},
            {{48, 552, 480, 320}},
            {{552, 552, 480, 320}},
            {{48, 884, 984, 208}, 66, 45, log_size, 3},
            {48, 1108, 312, 108},
            {336, 124},
            3,
            {48, 1356, 984, 168}};
  }
  return {{0, 176, 1080, 376},
          {{48, 200, 312, 152}, {336, 168}, 3},
          {{48, 576, 480, 320}},
          {{552, 576, 480, 320}},
          {{48, 912, 984, 256}, 66, 45, log_size},
          {48, 1184, 312, 112},
          {336, 128},
          3,
          {48, 1440, 984, 168}};
}

enum class StaffAction : std::uint8_t { test_print, sync, export_log, pause, restart, enrol };

struct StaffButton {
  StaffAction action;
  std::string_view id;
  ui::Icon icon;
  std::string_view label;
  bool enabled = false;
};

bool test_runs(const flow::StaffState& staff) {
  return staff.test_print && (staff.test_print->stage == PrintStage::sending ||
                              staff.test_print->stage == PrintStage::printing);
}

std::array<StaffButton, 6> staff_buttons(const ui::Frame& frame, const KioskView& view) {
  const bool runs = test_runs(view.state.staff);
  return {
      {{StaffAction::test_print, "staff.test_print", "print", frame.tr("Printer test"),
        view.has_printer && !runs},
       {StaffAction::sync, "staff.sync", "sync", frame.tr("Sync now"), true},
       {StaffAction::export_log, "staff.export", "description", frame.tr("Export log")},
       {StaffAction::pause, "staff.pause", "pause", frame.tr("Pause sales")},
       {StaffAction::restart, "staff.restart", "restart_alt", frame.tr("Restart (program)"), true},
       {StaffAction::enrol, "staff.enrol", "app_registration", frame.tr("Enrol again")}}};
}

Touch staff_touch_of(StaffAction action) {
  switch (action) {
    case StaffAction::test_print:
      return flow::StaffTouched{flow::TestPrintTouched{}};
    case StaffAction::sync:
      return flow::StaffTouched{flow::SyncTouched{}};
    case StaffAction::restart:
      return flow::StaffTouched{flow::RestartTouched{}};
    case StaffAction::export_log:
    case StaffAction::pause:
    case StaffAction::enrol:
      return std::nullopt;
  }
  return std::nullopt;
}

Touch draw_staff_buttons(ui::Frame& frame, const KioskView& view, const MaintenancePlaces& at) {
  const std::array<StaffButton, 6> buttons = staff_buttons(frame, view);
  Touch touch;
  for (std::size_t index = 0; index < buttons.size(); ++index) {
    const StaffButton& button = buttons[index];
    const std::size_t row = index / at.button_columns;
    const Rect rect =
        at.first_button.moved(static_cast<float>(index % at.button_columns) * at.button_pitch.x,
                              static_cast<float>(row) * at.button_pitch.y);
    if (ui::button(frame, {.id = button.id,
                           .rect = rect,
                           .label = button.label,
                           .icon = button.icon,
                           .enabled = button.enabled})) {
      touch = staff_touch_of(button.action);
    }
  }
  return touch;
}

std::string_view test_words(const ui::Frame& frame, PrintStage stage) {
  switch (stage) {
    case PrintStage::sending:
    case PrintStage::printing:
      return frame.tr("The test page is on its way.");
    case PrintStage::done:
      return frame.tr("The test page is printed.");
    case PrintStage::failed:
      return frame.tr("The test page did not come out.");
  }
  return {};
}

// What was touched last, else what is missing; empty where there is nothing to say.
std::string_view note_words(const ui::Frame& frame, const KioskView& view) {
  const flow::StaffState& staff = view.state.staff;
  if (staff.restart_armed) {
    return frame.tr("Touch Restart again to restart.");
  }
  if (staff.test_print) {
    return test_words(frame, staff.test_print->stage);
  }
  if (staff.sync_asked) {
    return frame.tr("A sync has been asked for.");
  }
  return view.has_printer ? std::string_view() : frame.tr("No printer set, so no printer test.");
}

void draw_staff_note(ui::Frame& frame, const KioskView& view, Rect rect) {
  const std::string_view first = note_words(frame, view);
  const std::string_view not_yet = frame.tr("Export, pause, enrol: not here yet.");
  const std::string program = frame.tr("Program {0}", std::string(version));
  const bool empty = view.catalog().site.id.empty();
  const std::string_view site =
      empty ? frame.tr("No catalogue yet") : std::string_view(view.catalog().site.id.text());
  const std::string both = program + " · " + std::string(site);
  const std::string all = std::string(not_yet) + " " + both;
  std::vector<std::string_view> lines = {not_yet, both};
  if (!first.empty()) {
    lines = frame.portrait() ? std::vector<std::string_view>{first, not_yet, both}
                             : std::vector<std::string_view>{first, all};
  }
  ui::note(frame, {.rect = rect, .lines = lines});
}

std::string closes_in(const ui::Frame& frame, const KioskView& view) {
  const std::int32_t left = flow::maintenance_seconds_left(view.state, view.context.now);
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%d:%02d", left / 60, left % 60);
  return frame.tr("Closes in {0}", std::string(text.data()));
}

}  // namespace

Touch draw_maintenance(ui::Frame& frame, const KioskView& view) {
  const ui::Theme& theme = frame.theme();
  const MaintenancePlaces at = maintenance_places(frame);
  const std::string closes = closes_in(frame, view);
  ui::top_bar(frame, {.hotel = view.site().name.in(view.language()),
                      .logo = view.site().logo.empty() ? "logo-mark" : view.site().logo,
                      .right = closes,
                      .title = frame.tr("Maintenance")});
  frame.canvas().rect(at.panel, {.fill = theme.sand_light});
  frame.canvas().rect({0, at.panel.bottom() - 2, at.panel.w, 2}, {.fill = theme.sand});
  draw_health(frame, view, at.tiles);
  draw_queue(frame, view, at.queue);
  draw_units(frame, view, at.units);
  draw_log(frame, view, at.log);
  Touch touch = draw_staff_buttons(frame, view, at);
  draw_staff_note(frame, view, at.note);
  if (ui::action_bar(frame, {.primary = frame.tr("Leave maintenance"),
                             .primary_icon = "logout",
                             .primary_icon_right = {}}) == ui::ActionTap::primary) {
    touch = flow::StaffTouched{flow::MaintenanceLeft{}};
  }
  return touch;
}

}  // namespace lobby::kiosk
