// Printing: the button, and the sheet that says how far it is and that nothing hangs on it.
#include "app/kiosk/screens/screens.h"
#include "app/kiosk/screens/ticket_parts.h"
#include "app/ui/label.h"
#include "app/ui/widgets.h"
#include "core/flow/kiosk_print.h"

namespace lobby::kiosk {
namespace {

using flow::PrintStage;
using ui::Rect;

enum class StepReached : std::uint8_t { past, now, to_come };

struct PrintStep {
  ui::Icon icon;
  std::string_view label;
  PrintStage stage;
};

StepReached reached(PrintStage step, PrintStage stage) {
  return step < stage ? StepReached::past : step == stage ? StepReached::now : StepReached::to_come;
}

void draw_print_step(ui::Frame& frame, const PrintStep& step, StepReached how, ui::Point at,
                     float room) {
  const ui::Theme& theme = frame.theme();
  constexpr float disc = 64;
  const bool past = how == StepReached::past;
  const ui::Colour line = how == StepReached::to_come ? theme.control : theme.primary;
  frame.canvas().rect({at.x, at.y, disc, disc}, {.fill = past ? theme.primary : theme.surface,
                                                 .border = line,
                                                 .border_width = 4,
                                                 .radius = disc / 2});
  const ui::Colour sign = past                      ? theme.on_primary
                          : how == StepReached::now ? theme.accent
                                                    : theme.second;
  frame.canvas().icon({at.x + 12, at.y + 12}, 40, past ? ui::Icon("check") : step.icon, sign);
  ui::TextStyle words{.max_width = room};
  if (how == StepReached::now) {
    words.weight = ui::Weight::bold;
    words.colour = theme.accent;
  } else if (how == StepReached::to_come) {
    words.colour = theme.second;
  }
  words = ui::fitting(frame.canvas(), step.label, words, room);
  frame.text({at.x + 80, frame.canvas().centred_y(at.y, disc, words.size, words.scaled)},
             step.label, words);
}

void draw_print_steps(ui::Frame& frame, PrintStage stage, ui::Point at, float pitch) {
  const PrintStep steps[] = {
      {"send", frame.tr("Sent to the printer"), PrintStage::sending},
      {"print", frame.tr("Printing"), PrintStage::printing},
      {"south_east", frame.tr("Please take it"), PrintStage::done},
  };
  for (const PrintStep& step : steps) {
    draw_print_step(frame, step, reached(step.stage, stage), at, pitch - 92);
    at.x += pitch;
  }
}

float part_of(PrintStage stage) {
  switch (stage) {
    case PrintStage::sending:
      return 0.2F;
    case PrintStage::printing:
      return 0.6F;
    case PrintStage::done:
    case PrintStage::failed:
      return 1;
  }
  return 1;
}

void draw_print_ring(ui::Frame& frame, PrintStage stage, ui::Point centre) {
  const ui::Theme& theme = frame.theme();
  const bool done = stage == PrintStage::done;
  frame.canvas().ring(centre, 112, 20, part_of(stage), done ? theme.success : theme.primary);
  frame.canvas().icon({centre.x - 56, centre.y - 56}, 112,
                      done ? ui::Icon("check") : ui::Icon("print"),
                      done ? theme.success : theme.accent);
}

}  // namespace

Touch draw_print_button(ui::Frame& frame, const KioskView& view, Rect where) {
  const bool printing = flow::is_printing(view.state);
  const bool pressed =
      ui::button(frame, {.id = "ticket.print",
                         .rect = where,
                         .label = printing ? frame.tr("Printing") : frame.tr("Print"),
                         .icon = "print",
                         .icon_size = 56,
                         .enabled = printing || flow::can_print(view.state)});
  return pressed ? Touch{flow::PrintTouched{}} : std::nullopt;
}

Touch draw_print_sheet(ui::Frame& frame, const KioskView& view) {
  if (!view.state.print) {
    return std::nullopt;
  }
  const PrintStage stage = view.state.print->stage;
  const bool portrait = frame.portrait();
  const bool request = view.state.screen == flow::KioskScreen::request;
  const float middle = portrait ? 540.F : 1180.F;
  const float room = portrait ? 984.F : 1312.F;
  const float up = ui::layout_of(frame).action_y - (portrait ? 1640.F : 824.F);
  const Rect area = ui::sheet(frame, portrait ? 872 + up : 332.F);
  const std::string_view title = stage == PrintStage::done ? frame.tr("Your ticket is printed")
                                                           : frame.tr("Printing your ticket");
  const ui::TextStyle heading{.size = ui::type::title, .align = ui::Align::centre};
  const ui::TextStyle second{.colour = frame.theme().second, .align = ui::Align::centre};
  const std::string_view where = frame.tr("The paper comes out of this kiosk.");
  frame.heading({middle, area.y + 40}, title, ui::fitting(frame.canvas(), title, heading, room));
  frame.text({middle, area.y + 48 + frame.theme().size(ui::type::title)}, where,
             ui::fitting(frame.canvas(), where, second, room));
  draw_print_ring(frame, stage, portrait ? ui::Point{540, 1208 + up} : ui::Point{280, 572});
  draw_print_steps(frame, stage, portrait ? ui::Point{48, 1360 + up} : ui::Point{560, 548},
                   portrait ? 336.F : 440.F);
  ui::note(frame,
           {.rect = portrait ? Rect{48, 1464 + up, 984, 136} : Rect{560, 648, 1312, 136},
            .tone = ui::Tone::success,
            .icon = "verified_user",
            .lines = {frame.tr("If it does not come out, nothing is lost"),
                      request ? frame.tr("Your request is stored; the code works just as well.")
                              : frame.tr("Your booking is stored; the code works just as well.")}});
  const ui::ActionTap tap = ui::action_bar(frame, {.back = frame.tr("Hide (sheet)"),
                                                   .back_icon = "close",
                                                   .primary = frame.tr("It closes by itself"),
                                                   .primary_icon_right = {},
                                                   .primary_enabled = false});
  frame.note_node(ui::Role::alert, "printing", title, area);
  return tap == ui::ActionTap::back ? Touch{flow::OverlayClosed{}} : std::nullopt;
}

}  // namespace lobby::kiosk
