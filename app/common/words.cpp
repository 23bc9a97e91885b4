// Dates, counts, categories and parties in the language of the texts. Month and weekday names are
// messages like any other, so a new language needs no code. UI thread.
#include "app/common/words.h"

#include <array>

namespace lobby::words {

namespace {

using ui::Msg;
using ui::TextCatalog;

constexpr std::array<Msg, 12> month_names = {"January",   "February", "March",    "April",
                                             "May",       "June",     "July",     "August",
                                             "September", "October",  "November", "December"};
constexpr std::array<Msg, 12> month_names_short = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<Msg, 7> weekday_names_short = {"Mon", "Tue", "Wed", "Thu",
                                                    "Fri", "Sat", "Sun"};
constexpr std::array<Msg, 7> weekday_letters = {"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"};
constexpr std::array<Msg, catalog::category_count> category_names = {"Rooms", "Meetings", "Dining",
                                                                     "Spa", "Travel"};
constexpr std::array<std::string_view, catalog::category_count> category_icons = {
    "hotel", "groups", "restaurant", "spa", "airport_shuttle"};

std::string_view name_of_month(const TextCatalog& texts, const std::array<Msg, 12>& names,
                               LocalDate date) {
  return texts.tr(names[date.month() - 1]);
}

}  // namespace

std::string day(const TextCatalog& texts, LocalDate date) {
  return texts.tr("{day} {month}", ui::Argument("day", date.day()),
                  ui::Argument("month", name_of_month(texts, month_names_short, date)));
}

std::string day_short(const TextCatalog& texts, LocalDate date) {
  return texts.tr("{day} {month} (narrow)", ui::Argument("day", date.day()),
                  ui::Argument("month", name_of_month(texts, month_names_short, date)),
                  ui::Argument("number", date.month()));
}

std::string weekday_short(const TextCatalog& texts, Weekday day) {
  return std::string(texts.tr(weekday_names_short[static_cast<std::size_t>(day)]));
}

std::string weekday_letter(const TextCatalog& texts, Weekday day) {
  return std::string(texts.tr(weekday_letters[static_cast<std::size_t>(day)]));
}

std::string weekday_day(const TextCatalog& texts, LocalDate date) {
  return texts.tr("{weekday} {date}", ui::Argument("weekday", weekday_short(texts, date.weekday())),
                  ui::Argument("date", day(texts, date)));
}

std::string month(const TextCatalog& texts, LocalDate date) {
  return texts.tr("{month} {year}", ui::Argument("month", name_of_month(texts, month_names, date)),
                  ui::Argument("year", date.year()));
}

std::string clock(const ZoneRules& zone, UtcTime time) {
  return clock_text(zone.to_local(time).minute_of_day);
}

std::string clock_on_day(const TextCatalog& texts, const ZoneRules& zone, UtcTime time) {
  return texts.tr("{time} on {date}", ui::Argument("time", clock(zone, time)),
                  ui::Argument("date", day(texts, zone.to_local(time).date)));
}

std::string category(const TextCatalog& texts, catalog::Category category) {
  return std::string(texts.tr(category_names[static_cast<std::size_t>(category)]));
}

std::string_view category_icon(catalog::Category category) {
  return category_icons[static_cast<std::size_t>(category)];
}

std::string nights(const TextCatalog& texts, int count) {
  return texts.trn("{0} night", "{0} nights", count);
}

std::string people(const TextCatalog& texts, int count) {
  return texts.trn("{0} person", "{0} people", count);
}

std::string party(const TextCatalog& texts, int adults, int children) {
  std::string grown = texts.trn("{0} adult", "{0} adults", adults);
  if (children == 0) return grown;
  return texts.tr("{adults}, {children}", ui::Argument("adults", grown),
                  ui::Argument("children", texts.trn("{0} child", "{0} children", children)));
}

std::string party_of(const TextCatalog& texts, const catalog::Service& service,
                     const booking::Party& party) {
  return service.children_allowed ? words::party(texts, party.adults, party.children)
                                  : people(texts, party.total());
}

}  // namespace lobby::words
