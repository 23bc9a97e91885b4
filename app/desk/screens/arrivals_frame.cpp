// The desk's frame: rail, top bar with search and states, key bar with the keys that work here.
// UI thread.
#include <algorithm>
#include <array>

#include "app/common/words.h"
#include "app/desk/screens/arrivals.h"

namespace lobby::desk {
namespace {

constexpr float rail_width = 96;
constexpr float top_height = 72;
constexpr float key_bar_y = 1036;

Touch draw_rail(ui::Frame& frame, const DeskView& view) {
  ui::Canvas& canvas = frame.canvas();
  const ui::Theme& theme = frame.theme();
  canvas.rect({0, 0, rail_width, frame.size().h}, {.fill = theme.primary});
  canvas.rect({20, 12, 56, 56}, {.fill = theme.surface, .radius = 14});
  canvas.image({26, 18, 44, 44}, view.catalog().site.logo, {.contain = true});
  const ui::Rect item{8, 84, 80, 80};
  canvas.rect(item, {.fill = theme.surface, .radius = 14});
  canvas.icon({item.centre().x - 14, item.y + 12}, 28, "today", theme.primary);
  frame.text({item.centre().x, item.y + 42}, frame.tr("Today"),
             {.size = text_size(16),
              .weight = ui::Weight::bold,
              .colour = theme.primary,
              .align = ui::Align::centre,
              .scaled = false});
  Touch touch;
  const auto& languages = view.catalog().site.languages;
  const auto other = std::ranges::find_if(
      languages, [&](const catalog::Language& language) { return language != view.language(); });
  if (other != languages.end()) {
    const ui::Rect button{8, 904, 80, 80};
    const std::string_view name = *other == "zh-CN" ? "中文" : "English";
    if (frame
            .press({.id = "language",
                    .role = ui::Role::button,
                    .label = name,
                    .rect = button,
                    .radius = 14})
            .activated) {
      touch = flow::DeskLanguageChosen{*other};
    }
    canvas.icon({button.centre().x - 14, button.y + 12}, 28, "language", theme.on_primary);
    canvas.text({button.centre().x, button.y + 42}, name,
                {.size = text_size(16),
                 .colour = theme.on_primary,
                 .align = ui::Align::centre,
                 .scaled = false});
  }
  return touch;
}

Touch draw_search(ui::Frame& frame, const DeskView& view, float right) {
  constexpr float width = 520;
  ui::Canvas& canvas = frame.canvas();
  const ui::Theme& theme = frame.theme();
  const ui::Rect box{right - width, 14, width, 44};
  const bool open = view.state.searching;
  const bool pressed = frame
                           .press({.id = "search",
                                   .role = ui::Role::field,
                                   .label = frame.tr("Search"),
                                   .value = view.state.search,
                                   .rect = box,
                                   .radius = 12})
                           .activated;
  canvas.rect(box, {.fill = theme.surface,
                    .border = open ? theme.primary : theme.control,
                    .border_width = open ? 2.F : 1.F,
                    .radius = 12,
                    .control = true});
  canvas.icon({box.x + 12, box.y + 10}, 24, "search", theme.second);
  const bool empty = view.state.search.empty();
  const std::string shown =
      empty && !open ? std::string(frame.tr("Name or booking code")) : view.state.search;
  cell(frame, {box.x + 44, box.y, box.w - 124, box.h},
       {.text = shown, .colour = empty ? theme.second : theme.text});
  if (open) {
    const ui::TextStyle style{.size = text_size(16), .scaled = false};
    const float caret =
        std::min(box.x + 46 + canvas.text_width(view.state.search, style), box.right() - 84);
    canvas.rect({caret, box.y + 10, 2, 24}, {.fill = theme.primary});
  }
  key_hint(frame, {box.right() - 66, box.y + 11}, {open ? "Esc" : "Ctrl K", ""});
  return pressed ? Touch(flow::SearchOpened{}) : std::nullopt;
}

Touch draw_top(ui::Frame& frame, const DeskView& view) {
  ui::Canvas& canvas = frame.canvas();
  const ui::Theme& theme = frame.theme();
  const flow::Contact& contact = view.state.contact;
  const ZoneRules& zone = view.context.zone;
  canvas.rect({rail_width, 0, frame.size().w - rail_width, top_height}, {.fill = theme.surface});
  canvas.rect({rail_width, top_height - 1, frame.size().w - rail_width, 1}, {.fill = theme.line});
  frame.heading({120, canvas.centred_y(0, top_height, text_size(26), false)},
                frame.tr("Arrivals today"),
                {.size = text_size(26), .weight = ui::Weight::bold, .scaled = false});
  const ui::Extents clock =
      frame.text({1896, canvas.centred_y(0, top_height, text_size(28), false)},
                 words::clock(zone, view.context.now.wall),
                 {.size = text_size(28),
                  .weight = ui::Weight::bold,
                  .align = ui::Align::right,
                  .scaled = false});
  const ui::TextStyle small{
      .size = text_size(14), .colour = theme.second, .align = ui::Align::right, .scaled = false};
  const float names_right = clock.box.x - 16;
  frame.text({names_right, 14}, view.desk_name, small);
  const std::string day =
      words::weekday_day(frame.texts(), zone.to_local(view.context.now.wall).date);
  frame.text({names_right, 34}, day, small);
  const float names_width =
      std::max(canvas.text_width(day, small), canvas.text_width(view.desk_name, small));
  float right = names_right - names_width - 16;
  const std::string unsent =
      contact.online || !contact.last_contact
          ? frame.tr("Unsent {0}", contact.pending)
          : frame.tr("Offline since {0} · unsent {1}", words::clock(zone, *contact.last_contact),
                     contact.pending);
  right = pill(frame, {.right = right,
                       .y = 18,
                       .icon = contact.online ? ui::Icon("cloud_upload") : ui::Icon("cloud_off"),
                       .text = unsent,
                       .fill = contact.online ? theme.selected : theme.danger,
                       .colour = contact.online ? theme.primary : theme.on_status});
  right = pill(frame, {.right = right - 16,
                       .y = 18,
                       .icon = "center_focus_strong",
                       .text = frame.tr("Ready to scan"),
                       .fill = theme.success_tint,
                       .colour = theme.success});
  return draw_search(frame, view, right - 16);
}

void draw_keys(ui::Frame& frame, const DeskView& view) {
  ui::Canvas& canvas = frame.canvas();
  const ui::Theme& theme = frame.theme();
  const ui::Rect bar{rail_width, key_bar_y, frame.size().w - rail_width, 44};
  canvas.rect(bar, {.fill = theme.surface});
  canvas.rect({bar.x, bar.y, bar.w, 1}, {.fill = theme.line});
  const std::array<KeyHint, 4> hints = {{{"↑ ↓", frame.tr("Select")},
                                         {"PgUp PgDn", frame.tr("Scroll")},
                                         {"Ctrl K", frame.tr("Search")},
                                         {"Esc", frame.tr("Back")}}};
  float x = bar.x + 24;
  for (const KeyHint& hint : hints) {
    x = key_hint(frame, {x, bar.y + 11}, hint) + 20;
  }
  const std::string keys =
      frame.trn("Can verify offline · {0} device key", "Can verify offline · {0} device keys",
                view.state.contact.key_count);
  const ui::TextStyle style{
      .size = text_size(14), .colour = theme.second, .align = ui::Align::right, .scaled = false};
  const ui::Extents words = frame.text(
      {bar.right() - 24, canvas.centred_y(bar.y, bar.h, style.size, false)}, keys, style);
  canvas.icon({words.box.x - 26, bar.y + 13}, 18, "verified_user", theme.second);
}

}  // namespace

Touch draw_desk_frame(ui::Frame& frame, const DeskView& view) {
  Touch touch = draw_rail(frame, view);
  if (const Touch search = draw_top(frame, view)) {
    touch = search;
  }
  draw_keys(frame, view);
  return touch;
}

}  // namespace lobby::desk
