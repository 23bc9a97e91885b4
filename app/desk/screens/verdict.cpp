// The verdict fills the screen: colour, word, reason, four facts. No guest name: people behind can
// read it.
// UI thread.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "app/common/words.h"
#include "app/desk/screens/parts.h"
#include "app/desk/screens/screens.h"

namespace lobby::desk {
namespace {

using ticket::VerdictKind;

constexpr ui::Colour white = ui::rgb(0xFFFFFF);
constexpr ui::Colour green = ui::rgb(0x146C43);
constexpr ui::Colour dark_green = ui::rgb(0x0B4B2E);
constexpr ui::Colour red = ui::rgb(0xB3261E);
constexpr ui::Colour dark_red = ui::rgb(0x7E160F);
constexpr float margin = 96;
constexpr float bottom_height = 112;

struct Fact {
  std::string label;
  std::string value;
  float share = 1;  // of the row's width
};

std::string short_date(const ZoneRules& zone, UtcTime time) {
  const LocalDate date = zone.to_local(time).date;
  return std::to_string(date.month()) + "/" + std::to_string(date.day());
}

// "12/18–12/20", or "14:00–16:00" when it is all today.
std::string validity(const DeskView& view, const ticket::Ticket& ticket) {
  const ZoneRules& zone = view.context.zone;
  const LocalTime from = zone.to_local(ticket.valid_from);
  const LocalTime until = zone.to_local(ticket.valid_until);
  if (from.date == until.date) {
    return "–" + clock_text(until.minute_of_day);
  }
  return short_date(zone, ticket.valid_from) + "–" + short_date(zone, ticket.valid_until);
}

std::string service_name(const DeskView& view, const ticket::Ticket& ticket) {
  const catalog::Service* service = view.catalog().service(ticket.service_number);
  return service == nullptr ? "№ " + std::to_string(ticket.service_number)
                            : service->name.in(view.language());
}

std::string clock_on(const DeskView& view, const ui::TextCatalog& texts, UtcTime time) {
  const bool same_day = view.context.zone.to_local(time).date ==
                        view.context.zone.to_local(view.context.now.wall).date;
  return same_day ? words::clock(view.context.zone, time)
                  : words::clock_on_day(texts, view.context.zone, time);
}

std::vector<Fact> facts_of(const ui::Frame& frame, const DeskView& view) {
  const ticket::Verdict& verdict = *view.state.verdict;
  std::vector<Fact> facts;
  if (!verdict.ticket) {
    return facts;
  }
  const ticket::Ticket& ticket = *verdict.ticket;
  if (verdict.earlier) {
    facts.push_back(
        {std::string(frame.tr("When")), clock_on(view, frame.texts(), verdict.earlier->at)});
    facts.push_back({std::string(frame.tr("Where")), verdict.earlier->place});
  }
  if (verdict.kind == VerdictKind::wrong_site) {
    facts.push_back({std::string(frame.tr("Hotel")), "№ " + std::to_string(ticket.site_number)});
    facts.push_back({std::string(frame.tr("Code")), ticket.code.spaced_text(), 1.2F});
    return facts;
  }
  if (facts.empty()) {
    facts.push_back(
        {std::string(frame.tr("Party")), frame.trn("{0} guest", "{0} guests", ticket.party)});
  }
  facts.push_back({std::string(frame.tr("Service")), service_name(view, ticket), 1.7F});
  facts.push_back({std::string(frame.tr("Valid")), validity(view, ticket), 1.3F});
  if (facts.size() < 4) {
    facts.push_back({std::string(frame.tr("Code")), ticket.code.spaced_text(), 1.3F});
  }
  return facts;
}

void draw_facts(ui::Frame& frame, const std::vector<Fact>& facts, float y, float height,
                ui::Colour fill) {
  constexpr float gap = 24;
  ui::Canvas& canvas = frame.canvas();
  float shares = 0;
  for (const Fact& fact : facts) {
    shares += fact.share;
  }
  const float usable = frame.size().w - 2 * margin - gap * static_cast<float>(facts.size() - 1);
  float x = margin;
  for (const Fact& fact : facts) {
    const ui::Rect box{x, y, usable * fact.share / shares, height};
    canvas.rect(box, {.fill = fill, .radius = 24});
    const float pad = height > 200 ? 24.F : 14.F;
    frame.text({box.x + 32, box.y + pad}, fact.label,
               {.size = text_size(36), .colour = white, .scaled = false});
    // The value keeps its size where it fits and shrinks to the floor where it does not.
    float css_px = 72;
    const auto width = [&] {
      return canvas.text_width(
          fact.value, {.size = text_size(css_px), .weight = ui::Weight::bold, .scaled = false});
    };
    while (css_px > 36 && width() > box.w - 64) {
      css_px -= 4;
    }
    frame.text({box.x + 32, canvas.centred_y(box.y + pad + 52, 104, text_size(css_px), false)},
               fact.value,
               {.size = text_size(css_px),
                .weight = ui::Weight::bold,
                .colour = white,
                .max_width = box.w - 64,
                .scaled = false});
    x += box.w + gap;
  }
}

float bottom_key(ui::Frame& frame, float x, const KeyHint& hint, ui::Colour fill) {
  ui::Canvas& canvas = frame.canvas();
  const float y = frame.size().h - bottom_height;
  const ui::TextStyle cap{.size = text_size(32), .colour = white, .scaled = false};
  const float cap_width = canvas.text_width(hint.key, cap) + 32;
  const ui::Rect where{x, y + (bottom_height - 48) / 2, cap_width, 48};
  canvas.rect(where, {.fill = fill, .border = white, .border_width = 1, .radius = 10});
  canvas.text({where.centre().x, canvas.centred_y(where.y, where.h, cap.size, false)}, hint.key,
              {.size = cap.size, .colour = white, .align = ui::Align::centre, .scaled = false});
  const ui::Extents meaning =
      canvas.text({where.right() + 12, canvas.centred_y(y, bottom_height, text_size(36), false)},
                  hint.meaning, {.size = text_size(36), .colour = white, .scaled = false});
  return meaning.right() + 40;
}

// One touch target over a key hint, so that the verdict can be closed without a keyboard.
bool bottom_action(ui::Frame& frame, std::string_view id, float& x, const KeyHint& hint,
                   ui::Colour fill) {
  const float from = x;
  x = bottom_key(frame, x, hint, fill);
  const ui::Rect target{from - 8, frame.size().h - bottom_height + 16, x - from - 24,
                        bottom_height - 32};
  return frame.press({.id = id, .role = ui::Role::button, .label = hint.meaning, .rect = target})
      .activated;
}

void draw_offline_band(ui::Frame& frame, const DeskView& view) {
  ui::Canvas& canvas = frame.canvas();
  const ui::Theme& theme = frame.theme();
  const ui::Rect band{0, 552, frame.size().w, 120};
  canvas.rect(band, {.fill = theme.warn});
  canvas.icon({margin, band.y + 24}, 72, "cloud_off", theme.on_warn);
  std::string words(frame.tr("No network: this goes to the server when it is back"));
  if (view.state.contact.last_contact) {
    const std::int64_t minutes =
        (view.context.now.wall - *view.state.contact.last_contact).ms / 60'000;
    words = frame.trn("No network for {0} minute, sent when it is back",
                      "No network for {0} minutes, sent when it is back",
                      std::max<std::int64_t>(1, minutes));
  }
  const ui::TextStyle style{
      .size = text_size(46), .weight = ui::Weight::bold, .colour = theme.on_warn, .scaled = false};
  const float y = canvas.centred_y(band.y, band.h, style.size, false);
  frame.text({margin + 104, y}, words, style);
  ui::TextStyle right = style;
  right.align = ui::Align::right;
  frame.text({frame.size().w - margin, y}, frame.tr("Unsent {0}", view.state.contact.pending),
             right);
}

void draw_advice(ui::Frame& frame, std::string_view advice, float y) {
  ui::Canvas& canvas = frame.canvas();
  const ui::Rect box{margin, y, frame.size().w - 2 * margin, 104};
  canvas.rect(box, {.fill = white, .radius = 24});
  canvas.icon({box.x + 40, box.y + 16}, 72, "assignment_ind", dark_red);
  frame.text({box.x + 144, canvas.centred_y(box.y, box.h, text_size(44), false)}, advice,
             {.size = text_size(44),
              .weight = ui::Weight::bold,
              .colour = dark_red,
              .max_width = box.w - 184,
              .scaled = false});
}

std::string_view advice_for(const ui::Frame& frame, VerdictKind kind) {
  switch (kind) {
    case VerdictKind::unreadable:
      return frame.tr("Scan again, or find the booking by its code.");
    case VerdictKind::wrong_site:
      return frame.tr("This ticket belongs to another hotel.");
    case VerdictKind::unknown_key:
    case VerdictKind::bad_signature:
    case VerdictKind::revoked_key:
      return frame.tr("Do not admit. Find the booking by its code and call a supervisor.");
    case VerdictKind::cancelled:
      return frame.tr("Offer a new booking if there is room.");
    case VerdictKind::request_only:
      return frame.tr("This is a request. Check whether it was answered.");
    case VerdictKind::already_admitted:
      return frame.tr("Check an identity document before anyone enters.");
    case VerdictKind::wrong_day_early:
    case VerdictKind::wrong_day_late:
      return frame.tr("Check the dates with the guest.");
    case VerdictKind::admit:
      return {};
  }
  return {};
}

void draw_word(ui::Frame& frame, const DeskView& view, bool admits) {
  const VerdictKind kind = view.state.verdict->kind;
  frame.canvas().icon({margin, 104}, 400, admits ? ui::Icon("check_circle") : ui::Icon("cancel"),
                      white);
  const std::string word = words::verdict_word(frame.texts(), kind);
  const std::string reason = view.state.failure
                                 ? std::string(frame.tr("This desk cannot save check-ins now"))
                                 : words::verdict_reason(frame.texts(), kind);
  frame.note_node(ui::Role::alert, "verdict", word, {margin, 104, 1700, 440}, reason);
  frame.heading({556, 266 - text_size(300) / 2}, word,
                {.size = text_size(300),
                 .weight = ui::Weight::bold,
                 .colour = white,
                 .max_width = frame.size().w - 556,
                 .scaled = false});
  frame.text({572, 476 - text_size(64) / 2}, reason,
             {.size = text_size(64),
              .weight = ui::Weight::bold,
              .colour = white,
              .max_width = frame.size().w - 572 - 48,
              .scaled = false});
}

Touch draw_bottom(ui::Frame& frame, const DeskView& view, bool admits, ui::Colour dark) {
  ui::Canvas& canvas = frame.canvas();
  const ui::Size size = frame.size();
  canvas.rect({0, size.h - bottom_height, size.w, bottom_height}, {.fill = dark});
  float x = margin;
  Touch touch;
  if (bottom_action(frame, "close", x,
                    {frame.tr("Space key"), admits ? frame.tr("Next") : frame.tr("Close")}, dark)) {
    touch = flow::VerdictClosed{};
  }
  if (admits && bottom_action(frame, "undo", x, {"U", frame.tr("Undo")}, dark)) {
    touch = flow::UndoTouched{};
  }
  std::string right(frame.tr("Stays until a key is pressed"));
  if (admits) {
    right =
        view.state.verdict_offline
            ? std::string(frame.tr("If admitted elsewhere too, both desks are told"))
            : frame.tr("Back in {0} s",
                       static_cast<int>(flow::verdict_left(view.state, view.context.now) * 5) + 1);
  }
  frame.text({size.w - margin,
              canvas.centred_y(size.h - bottom_height, bottom_height, text_size(36), false)},
             right,
             {.size = text_size(36),
              .colour = white,
              .align = ui::Align::right,
              .max_width = size.w - margin - x,
              .scaled = false});
  return touch;
}

}  // namespace

Touch draw_verdict(ui::Frame& frame, const DeskView& view) {
  if (!view.state.verdict) {
    return std::nullopt;
  }
  const bool admits = view.state.verdict->admits();
  const bool offline = admits && view.state.verdict_offline;
  const ui::Colour dark = admits ? dark_green : dark_red;
  ui::Canvas& canvas = frame.canvas();
  canvas.rect({0, 0, frame.size().w, frame.size().h}, {.fill = admits ? green : red});
  draw_word(frame, view, admits);
  if (offline) {
    draw_offline_band(frame, view);
  }
  const std::vector<Fact> facts = facts_of(frame, view);
  if (!facts.empty()) {
    draw_facts(frame, facts,
               offline  ? 704.F
               : admits ? 592.F
                        : 568.F,
               offline ? 176.F : 208.F, dark);
  }
  const std::string_view advice = advice_for(frame, view.state.verdict->kind);
  if (!advice.empty()) {
    draw_advice(frame, advice, facts.empty() ? 640.F : 800.F);
  }
  if (admits) {
    const float y = frame.size().h - bottom_height - 16;
    const auto left = static_cast<float>(flow::verdict_left(view.state, view.context.now));
    canvas.rect({0, y, frame.size().w, 16}, {.fill = dark});
    canvas.rect({0, y, frame.size().w * left, 16}, {.fill = frame.theme().sun});
  }
  return draw_bottom(frame, view, admits, dark);
}

}  // namespace lobby::desk
