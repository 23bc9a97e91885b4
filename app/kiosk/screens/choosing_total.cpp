// How a total comes about, in the fewest words: priced pieces joined by "+", set into two lines.
// UI thread.
#include <algorithm>

#include "app/common/words.h"
#include "app/kiosk/screens/choosing.h"
#include "app/ui/prices.h"

namespace lobby::kiosk {
namespace {

using booking::LineKind;
using booking::Quote;
using booking::QuoteLine;

// "2 people × ¥198" where people pay, the bare price elsewhere; `times` equal ones together.
std::string priced(const ui::Frame& frame, const catalog::Service& service, const QuoteLine& line,
                   int times) {
  std::string price = money_text(line.unit);
  if (service.priced_per == catalog::UnitsPer::person) {
    price = frame.tr("{0} × {1}", words::people(frame.texts(), line.count), price);
  }
  return times == 1 ? price : frame.tr("{0} × {1}", times, price);
}

// Blocks of one price that follow each other are one piece: "14:00–18:00 2 × ¥2,400".
std::vector<std::string> block_pieces(const ui::Frame& frame, const catalog::Service& service,
                                      const Quote& quote) {
  std::vector<std::string> pieces;
  for (std::size_t first = 0; first < quote.lines.size();) {
    const QuoteLine& line = quote.lines[first];
    if (line.kind != LineKind::block) {
      ++first;
      continue;
    }
    std::size_t last = first;
    while (last + 1 < quote.lines.size() && quote.lines[last + 1].kind == LineKind::block &&
           quote.lines[last + 1].unit == line.unit) {
      ++last;
    }
    pieces.push_back(words::time_range(line.start_minute, quote.lines[last].end_minute) + " " +
                     priced(frame, service, line, static_cast<int>(last - first + 1)));
    first = last + 1;
  }
  return pieces;
}

// One or two nights by date; more by price: "3 × ¥688 + 1 × ¥748".
std::vector<std::string> night_pieces(const ui::Frame& frame, const catalog::Service& service,
                                      const Quote& quote) {
  std::vector<const QuoteLine*> nights;
  for (const QuoteLine& line : quote.lines) {
    if (line.kind == LineKind::night || line.kind == LineKind::day) {
      nights.push_back(&line);
    }
  }
  std::vector<std::string> pieces;
  if (nights.size() <= 2) {
    for (const QuoteLine* line : nights) {
      pieces.push_back(words::day(frame.texts(), line->date) + " " +
                       priced(frame, service, *line, 1));
    }
    return pieces;
  }
  std::vector<std::pair<const QuoteLine*, int>> groups;
  for (const QuoteLine* line : nights) {
    const auto same = std::ranges::find_if(
        groups, [&](const auto& group) { return group.first->unit == line->unit; });
    if (same == groups.end()) {
      groups.emplace_back(line, 1);
    } else {
      ++same->second;
    }
  }
  for (const auto& [line, times] : groups) {
    pieces.push_back(frame.tr("{0} × {1}", times, priced(frame, service, *line, 1)));
  }
  return pieces;
}

std::vector<std::string> add_on_pieces(const ui::Frame& frame, const KioskView& view,
                                       const Quote& quote) {
  std::vector<std::string> pieces;
  for (const QuoteLine& line : quote.lines) {
    const catalog::AddOn* add_on =
        line.kind == LineKind::add_on ? view.catalog().add_on(line.add_on) : nullptr;
    if (add_on != nullptr) {
      const std::string price = money_text(line.unit);
      pieces.push_back(add_on->name.in(view.language()) + " " +
                       (line.count == 1 ? price : frame.tr("{0} × {1}", line.count, price)));
    }
  }
  return pieces;
}

struct Setting {
  ui::Frame& frame;
  float room;
  float room_last;  // of the second line, which says about tax too

  bool fits(const std::string& text) const { return frame.canvas().text_width(text) <= room; }
};

// As many pieces as fit on one line; `from` moves on.
std::string line_of(const Setting& setting, const std::vector<std::string>& pieces,
                    std::size_t& from) {
  std::string line = from == 0 ? "" : "+ ";
  bool first = true;
  while (from < pieces.size()) {
    const std::string longer = line + (first ? "" : " + ") + pieces[from];
    if (!first && !setting.fits(longer)) {
      break;
    }
    line = longer;
    first = false;
    ++from;
  }
  return line;
}

Money sum_of(const Quote& quote, bool add_ons) {
  Money sum{0, quote.total.currency};
  for (const QuoteLine& line : quote.lines) {
    if ((line.kind == LineKind::add_on) == add_ons) {
      sum = sum + line.amount;
    }
  }
  return sum;
}

// What is booked and what is added to it, each on a line of its own where one is too short; many
// of a kind are summed up.
struct Pieces {
  std::vector<std::string> main;
  std::string main_in_short;
  std::vector<std::string> add_ons;
};

Pieces pieces_of(const ui::Frame& frame, const KioskView& view, const catalog::Service& service,
                 const Quote& quote) {
  const booking::Selection& chosen = view.state.selection;
  Pieces pieces;
  pieces.add_ons = add_on_pieces(frame, view, quote);
  if (service.kind == catalog::ServiceKind::time_slot) {
    pieces.main = block_pieces(frame, service, quote);
    pieces.main_in_short = frame.trn("{0} slot {1}", "{0} slots {1}",
                                     static_cast<std::int64_t>(chosen.block_starts.size()),
                                     money_text(sum_of(quote, false)));
  } else {
    pieces.main = night_pieces(frame, service, quote);
    pieces.main_in_short = words::day(frame.texts(), chosen.date) + " – " +
                           words::day(frame.texts(), chosen.date.plus_days(chosen.nights));
  }
  return pieces;
}

std::vector<std::string> set_in_lines(const Setting& setting, const Pieces& pieces,
                                      const Quote& quote) {
  ui::Frame& frame = setting.frame;
  std::vector<std::string> all = pieces.main;
  all.insert(all.end(), pieces.add_ons.begin(), pieces.add_ons.end());
  std::size_t from = 0;
  std::string first = line_of(setting, all, from);
  if (from == all.size() && setting.fits(first)) {
    return {first};
  }
  const std::string second = line_of(setting, all, from);
  if (from == all.size() && setting.fits(first) &&
      frame.canvas().text_width(second) <= setting.room_last) {
    return {first, second};
  }
  from = 0;
  first = line_of(setting, pieces.main, from);
  if (from < pieces.main.size() || !setting.fits(first)) {
    first = pieces.main_in_short;
  }
  if (pieces.add_ons.empty()) {
    return {first};
  }
  return {first, frame.trn("+ {0} extra {1}", "+ {0} extras {1}",
                           static_cast<std::int64_t>(pieces.add_ons.size()),
                           money_text(sum_of(quote, true)))};
}

std::vector<std::string> quoted_lines(ui::Frame& frame, const KioskView& view,
                                      const catalog::Service& service, const Quote& quote,
                                      float room) {
  const Pieces pieces = pieces_of(frame, view, service, quote);
  const float tax = frame.canvas().text_width(frame.tr("{0}, tax included", ""));
  std::vector<std::string> lines = set_in_lines({frame, room, room - tax}, pieces, quote);
  if (flow::as_request(view.state, view.context)) {
    return {lines.front(), std::string(frame.tr("Full: this will be a request"))};
  }
  if (service.kind == catalog::ServiceKind::nightly) {
    return {lines.front(),
            frame.tr("1 {0} × {1}, tax included", service.unit_name.in(view.language()),
                     words::nights(frame.texts(), view.state.selection.nights))};
  }
  if (lines.size() == 1) {
    lines.emplace_back(frame.tr("Tax included"));
  } else {
    lines.back() = frame.tr("{0}, tax included", lines.back());
  }
  return lines;
}

}  // namespace

TotalWords total_words(ui::Frame& frame, const KioskView& view, const catalog::Service& service,
                       float room) {
  const std::optional<Quote> quote = flow::quote(view.state, view.context);
  if (quote) {
    return {quoted_lines(frame, view, service, *quote, room), money_text(quote->total)};
  }
  const bool time = view.state.selection.date != LocalDate{};
  return {{std::string(time ? frame.tr("Choose a time and see the price")
                            : frame.tr("Choose a date and see the price"))},
          {}};
}

void draw_total(ui::Frame& frame, const KioskView& view, const catalog::Service& service,
                ui::Rect rect) {
  const std::optional<Quote> quote = flow::quote(view.state, view.context);
  const float total =
      quote ? frame.canvas().text_width(money_text(quote->total),
                                        {.size = ui::type::title, .weight = ui::Weight::bold})
            : 0.F;
  constexpr float padding = 72;
  const TotalWords said = total_words(frame, view, service, rect.w - total - padding);
  ui::total_bar(
      frame, {.rect = rect, .lines = {said.lines.begin(), said.lines.end()}, .total = said.total});
}

}  // namespace lobby::kiosk
