// What a night costs, whether it is left, and whether it is chosen.
#include "app/kiosk/screens/room_days.h"

#include "app/common/words.h"

namespace lobby::kiosk {
namespace {

ui::CellState cell_state(const KioskView& view, const catalog::Service& service, LocalDate date,
                         const flow::StockView& stock) {
  if (!flow::is_open(view.context, service, date, std::nullopt)) {
    return ui::CellState::closed;
  }
  switch (stock.stock) {
    case flow::Stock::free:
      return ui::CellState::free;
    case flow::Stock::few:
      return ui::CellState::few;
    case flow::Stock::none:
      return ui::CellState::full;
  }
  return ui::CellState::full;
}

bool is_chosen_night(const KioskView& view, LocalDate date) {
  const booking::Selection& selection = view.state.selection;
  return selection.date != LocalDate{} && date >= selection.date &&
         date < selection.date.plus_days(selection.nights);
}

}  // namespace

ui::DayCell day_cell(const ui::Frame& frame, const KioskView& view, const catalog::Service& service,
                     LocalDate date, DayWords& said) {
  const flow::StockView stock = flow::stock_on(view.state, view.context, service, date);
  ui::DayCell cell;
  cell.state = cell_state(view, service, date, stock);
  cell.day = static_cast<int>(date.day());
  cell.selected = is_chosen_night(view, date);
  said.id = date.text();
  said.price = money_text(booking::price_on(view.site(), service, date));
  said.spoken = words::weekday_day(frame.texts(), date);
  if (cell.state == ui::CellState::few) {
    said.few = frame.tr("×{0}", stock.left);
    said.spoken = frame.tr("{0}, {1} left", said.spoken, stock.left);
  } else if (cell.state == ui::CellState::full) {
    said.spoken = frame.tr("{0}, full", said.spoken);
  }
  cell.id = said.id;
  cell.price = said.price;
  cell.few = said.few;
  cell.spoken = said.spoken;
  return cell;
}

Touch dates_touch(const ui::MonthTap& tap, LocalDate first) {
  switch (tap.what) {
    case ui::MonthTap::What::none:
      return std::nullopt;
    case ui::MonthTap::What::day:
      return flow::DateChosen{first.plus_days(tap.index)};
    case ui::MonthTap::What::earlier:
      return flow::DatesTurned{-1};
    case ui::MonthTap::What::later:
      return flow::DatesTurned{1};
  }
  return std::nullopt;
}

}  // namespace lobby::kiosk
