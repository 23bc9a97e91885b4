// Language sheet: each language of the site under its own name. A touch takes it; nothing typed is
// lost. A language brings its own name in its .po file, so that adding one needs no code.
#include <algorithm>
#include <string>
#include <vector>

#include "app/common/text_loader.h"
#include "app/kiosk/screens/roomy.h"
#include "app/kiosk/screens/screens.h"
#include "app/ui/label.h"
#include "app/ui/widgets.h"

namespace lobby::kiosk {
namespace {

using ui::Rect;

constexpr std::size_t columns = 2;
constexpr float gap = 24;
constexpr float tile_height = 184;

// The site's languages that this program has all texts of.
std::vector<catalog::Language> offered(const ui::Frame& frame, const KioskView& view) {
  const std::vector<std::string> known = frame.texts().tags();
  std::vector<catalog::Language> languages;
  for (const catalog::Language& language : view.site().languages) {
    if (std::ranges::find(known, text_tag(language)) != known.end()) {
      languages.push_back(language);
    }
  }
  return languages;
}

bool draw_tile(ui::Frame& frame, const catalog::Language& language, bool selected, Rect rect) {
  const std::string tag = text_tag(language);
  const ui::TextCatalog& texts = frame.texts();
  const ui::Theme& theme = frame.theme();
  const std::string_view name = texts.tr_in(tag, "Language name");
  const std::string id = "language." + language;
  const ui::Press press =
      ui::option_card(frame, {.id = id, .rect = rect, .label = name, .selected = selected});
  const float x = rect.x + 32;
  const float room = rect.w - 32 - 104;
  ui::Canvas& canvas = frame.canvas();
  const ui::TextStyle own{.size = ui::type::title,
                          .weight = ui::Weight::bold,
                          .colour = selected ? theme.accent : theme.text};
  const std::string_view carry_on = texts.tr_in(tag, "Carry on in English");
  canvas.text({x, rect.y + 22}, name, ui::fitting(canvas, name, own, room));
  canvas.text({x, rect.y + 110}, carry_on,
              ui::fitting(canvas, carry_on, {.colour = theme.second}, room));
  const ui::Point mark{rect.right() - 80, rect.y + 68};
  if (selected) {
    ui::tick_mark(frame, mark);
  } else {
    ui::radio_mark(frame, mark, false);
  }
  return press.activated;
}

}  // namespace

Touch draw_language_sheet(ui::Frame& frame, const KioskView& view) {
  const std::vector<catalog::Language> languages = offered(frame, view);
  const ui::Layout layout = ui::layout_of(frame);
  const std::size_t row_count = (languages.size() + columns - 1) / columns;
  const auto rows = static_cast<float>(row_count);
  const bool low = !frame.portrait() && is_roomy(frame);  // tiles below the middle
  const float note_height = low ? 72.F : 136.F;
  const float under = low ? 8.F : gap;
  const float note_y = layout.action_y -
                       (frame.portrait() ? 48.F
                        : low            ? 12.F
                                         : 16.F) -
                       note_height;
  const float tiles_y = note_y - rows * (tile_height + gap) + gap - under;
  ui::sheet(frame, tiles_y - 144);
  const float right = frame.size().w - ui::margin_px;
  const ui::TextStyle title{.size = ui::type::title, .scaled = false};  // there is one line
  frame.heading({ui::margin_px, tiles_y - 104}, frame.tr("Choose your language"), title);
  for (const catalog::Language& language : languages) {
    if (language != view.language()) {  // the same words for whoever cannot read these
      frame.text({right, tiles_y - 88},
                 frame.texts().tr_in(text_tag(language), "Choose your language"),
                 {.colour = frame.theme().second, .align = ui::Align::right, .scaled = false});
      break;
    }
  }
  Touch touch;
  const float width = (right - ui::margin_px - gap) / columns;
  for (std::size_t index = 0; index < languages.size(); ++index) {
    const std::size_t column = index % columns;
    const std::size_t row = index / columns;
    const Rect rect{ui::margin_px + static_cast<float>(column) * (width + gap),
                    tiles_y + static_cast<float>(row) * (tile_height + gap), width, tile_height};
    const bool selected = languages[index] == view.language();
    if (draw_tile(frame, languages[index], selected, rect)) {
      touch = flow::LanguageChosen{languages[index]};
    }
  }
  ui::NoteSpec note{.rect = {ui::margin_px, note_y, right - ui::margin_px, note_height},
                    .icon = "support_agent",
                    .lines = {frame.tr("Your language is not here? Touch Call staff.")}};
  if (!low) {
    note.lines.push_back(frame.tr("Nothing you have typed is lost."));
  }
  ui::note(frame, note);
  if (ui::action_bar(frame, {.primary = frame.tr("Carry on in English"),
                             .primary_icon = "check",
                             .primary_icon_right = {}}) == ui::ActionTap::primary) {
    touch = flow::OverlayClosed{};
  }
  return touch;
}

}  // namespace lobby::kiosk
