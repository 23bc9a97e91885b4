// Attract: the hotel, one question, one big button, the languages; below them the way to a booking
// made before and a shortcut to each kind of service. UI thread.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "app/common/text_loader.h"
#include "app/common/words.h"
#include "app/kiosk/screens/roomy.h"
#include "app/kiosk/screens/screens.h"
#include "app/ui/label.h"
#include "app/ui/widgets.h"

namespace lobby::kiosk {
namespace {

using ui::Rect;

constexpr ui::Point hero_focus{0.5F, 0.4F};

// The first language that is not the guest's; the guest's own where there is no other.
const catalog::Language& second_language(const KioskView& view) {
  for (const catalog::Language& language : view.site().languages) {
    if (language != view.language()) {
      return language;
    }
  }
  return view.language();
}

void draw_question(ui::Frame& frame, const KioskView& view, ui::Point at, float width) {
  const std::string& welcome = view.site().welcome.in(view.language());
  ui::TextStyle style{.size = ui::type::display, .weight = ui::Weight::bold};
  frame.heading(at, welcome, ui::fitting(frame.canvas(), welcome, style, width));
  const std::string& tagline = view.site().tagline.in(view.language());
  const ui::TextStyle line =
      ui::fitting(frame.canvas(), tagline, {.colour = frame.theme().second}, width);
  frame.text({at.x, at.y + frame.theme().size(ui::type::display) + 16}, tagline, line);
}

bool draw_start(ui::Frame& frame, const KioskView& view, Rect rect) {
  const ui::Theme& theme = frame.theme();
  ui::Canvas& canvas = frame.canvas();
  const std::string_view label = frame.tr("Touch to start");
  const ui::Press press =
      frame.press({.id = "start", .label = label, .rect = rect, .radius = 24, .primary = true});
  const ui::Colour fill = press.pressed ? theme.pressed : theme.primary;
  const ui::Colour ink = press.pressed ? theme.on_pressed : theme.on_primary;
  canvas.rect(rect, {.fill = fill, .radius = 24, .shadow = !press.pressed, .control = true});
  const float disc = std::min(144.F, rect.h - 24);
  const float disc_y = rect.y + (rect.h - disc) / 2;
  const bool plain = theme.high_contrast || press.pressed;
  if (!plain) {
    canvas.rect({rect.x + 32, disc_y, disc, disc},
                {.fill = ui::lightened(theme.primary, 0.08), .radius = disc / 2});
  }
  canvas.icon({rect.x + 32 + (disc - 96) / 2, disc_y + (disc - 96) / 2}, 96, "touch_app",
              plain ? ink : theme.sun);
  const float x = rect.x + 216;
  const float room = rect.right() - 128 - x;
  const bool low = rect.h < 160 || theme.large_text();  // the words stay at the usual size
  const float top = rect.y + std::round((rect.h - 152) / 2);
  ui::TextStyle title{
      .size = ui::type::display, .weight = ui::Weight::bold, .colour = ink, .scaled = !low};
  canvas.text({x, top}, label, ui::fitting(canvas, label, title, room));
  if (view.site().languages.size() > 1) {
    const std::string tag = text_tag(second_language(view));
    canvas.text({x, top + 96}, frame.texts().tr_in(tag, "Touch to start"),
                {.size = ui::type::button, .colour = ink, .max_width = room, .scaled = !low});
  }
  canvas.icon({rect.right() - 104, rect.y + (rect.h - 72) / 2}, 72, "arrow_forward", ink);
  return press.activated;
}

bool draw_language(ui::Frame& frame, const catalog::Language& language, bool on, Rect rect) {
  const ui::Theme& theme = frame.theme();
  const std::string_view name = frame.texts().tr_in(text_tag(language), "Language name");
  const std::string id = "language." + language;
  const ui::Press press = frame.press(
      {.id = id, .role = ui::Role::toggle, .label = name, .rect = rect, .selected = on});
  ui::draw_outline(frame, {.rect = rect, .selected = on, .pressed = press.pressed});
  frame.canvas().text({rect.centre().x, frame.canvas().centred_y(rect.y, rect.h, ui::type::button)},
                      name,
                      {.size = ui::type::button,
                       .weight = ui::Weight::bold,
                       .colour = theme.text,
                       .align = ui::Align::centre,
                       .max_width = rect.w - 144});
  if (on) {
    ui::tick_mark(frame, {rect.right() - 72, rect.y + (rect.h - 48) / 2});
  }
  return press.activated;
}

Touch draw_languages(ui::Frame& frame, const KioskView& view, Rect row) {
  const auto& languages = view.site().languages;
  const auto count = static_cast<float>(languages.size());
  constexpr float gap = 24;
  const float width = (row.w - gap * (count - 1)) / count;
  Touch touch;
  for (std::size_t index = 0; index < languages.size(); ++index) {
    const float x = row.x + static_cast<float>(index) * (width + gap);
    if (draw_language(frame, languages[index], languages[index] == view.language(),
                      {x, row.y, width, row.h})) {
      touch = flow::LanguageChosen{languages[index]};
    }
  }
  return touch;
}

// Straight to one kind of service: tiles as wide as the tabs of the next screen.
Touch draw_shortcuts(ui::Frame& frame, Rect row, float gap) {
  const auto count = static_cast<float>(catalog::categories.size());
  const float width = std::floor((row.w - gap * (count - 1)) / count);
  Touch touch;
  float x = row.x;
  for (const catalog::Category category : catalog::categories) {
    const std::string id = "category." + std::string(catalog::name_of(category));
    const std::string label = words::category(frame.texts(), category);
    const auto icon = ui::find_icon(words::category_icon(category)).value_or(ui::Icon{});
    if (ui::tile(frame, {.id = id,
                         .rect = {x, row.y, width, row.h},
                         .icon = icon,
                         .label = label,
                         .role = ui::Role::button})) {
      touch = flow::CategoryChosen{category};
    }
    x += width + gap;
  }
  return touch;
}

struct AttractPlaces {
  Rect hero;
  ui::Point question;
  Rect start;
  Rect languages;
  Rect find;
  Rect shortcuts;
  float shortcut_gap;
};

constexpr AttractPlaces portrait_attract = {{0, 112, 1080, 720},
                                            {48, 856},
                                            {48, 1064, 984, 208},
                                            {48, 1304, 984, 120},
                                            {48, 1456, 984, 136},
                                            {48, 1624, 984, 128},
                                            16};
constexpr AttractPlaces landscape_attract = {{0, 112, 912, 848},
                                             {960, 144},
                                             {960, 336, 912, 176},
                                             {960, 536, 912, 104},
                                             {960, 664, 912, 112},
                                             {960, 800, 912, 128},
                                             18};
// Large text: two rows more for the AccessBar. Reach in landscape: the picture beside the question,
// every control below the middle.
constexpr AttractPlaces large_attract = {{0, 112, 1080, 640},
                                         {48, 776},
                                         {48, 1000, 984, 208},
                                         {48, 1232, 984, 120},
                                         {48, 1376, 984, 136},
                                         {48, 1536, 984, 136},
                                         16};
constexpr AttractPlaces low_attract = {{0, 112, 912, 412},
                                       {960, 152},
                                       {48, 552, 1824, 152},
                                       {48, 720, 896, 104},
                                       {48, 840, 896, 104},
                                       {976, 758, 896, 148},
                                       18};

const AttractPlaces& attract_places(const ui::Frame& frame) {
  if (frame.portrait()) {
    return frame.theme().large_text() ? large_attract : portrait_attract;
  }
  return is_roomy(frame) ? low_attract : landscape_attract;
}

}  // namespace

Touch draw_attract(ui::Frame& frame, const KioskView& view) {
  const AttractPlaces& at = attract_places(frame);
  const catalog::Site& site = view.site();
  const bool other = site.languages.size() > 1;
  ui::top_bar_attract(
      frame, site.name.in(view.language()),
      other ? std::string_view(site.name.in(second_language(view))) : std::string_view(),
      site.logo);
  frame.image(at.hero, site.hero, frame.tr("The hotel's lobby"), {.focus = hero_focus});
  draw_question(frame, view, at.question, frame.size().w - ui::margin_px - at.question.x);
  Touch touch;
  if (draw_start(frame, view, at.start)) {
    touch = flow::StartTouched{};
  }
  if (const Touch chosen = draw_languages(frame, view, at.languages)) {
    touch = chosen;
  }
  const bool two_lines = at.find.h >= 108 * frame.theme().text_scale;
  if (ui::row_button(frame, {.id = "find",
                             .rect = at.find,
                             .icon = "search",
                             .title = frame.tr("Find my booking"),
                             .second = two_lines ? frame.tr("See it, print it, cancel it") : "",
                             .chevron = true})) {
    touch = flow::FindTouched{};
  }
  if (const Touch chosen = draw_shortcuts(frame, at.shortcuts, at.shortcut_gap)) {
    touch = chosen;
  }
  return touch;
}

}  // namespace lobby::kiosk
