// The shared checks of a catalogue's texts, numbers, prices and names.
#include "core/catalog/fault_list.h"

#include <utility>

#include "core/base/limits.h"
#include "core/base/text.h"

namespace lobby::catalog {
namespace {

// A million major units. With this and limits.h no quote or fee leaves limits::money_minor_max, be
// it twice as much in a season, for extra people every night, or twice with tax and service added.
constexpr std::int64_t price_minor_max = 100'000'000;
static_assert(price_minor_max * 2 * 4 * limits::party_max * std::int64_t{limits::quote_lines_max} <=
              limits::money_minor_max);
static_assert(price_minor_max * 4 * limits::party_max * limits::nights_max <=
              limits::money_minor_max);
constexpr std::size_t questions_max = 12;

std::string text_in(const std::string& place, const Language& language) {
  return place + "." + language;
}

}  // namespace

void FaultList::add(std::string place, std::string remedy) {
  faults_.push_back({std::move(place), std::move(remedy)});
}

void FaultList::require(bool holds, const std::string& place, std::string_view remedy) {
  if (!holds) {
    add(place, std::string(remedy));
  }
}

void FaultList::range(const std::string& place, std::int64_t value, std::int64_t low,
                      std::int64_t high) {
  if (value < low || value > high) {
    add(place, "is " + std::to_string(value) + "; write a number from " + std::to_string(low) +
                   " to " + std::to_string(high));
  }
}

void FaultList::text(const std::string& place, const LocalText& text) {
  for (const Language& language : site_.languages) {
    const auto found = text.by_language.find(language);
    if (found == text.by_language.end() || found->second.empty()) {
      add(text_in(place, language), "is missing; every language of the site needs this text");
      continue;
    }
    const Result<std::string> clean = clean_text(found->second, limits::catalog_text_bytes);
    if (!clean || found->second.size() > limits::catalog_text_bytes) {
      add(text_in(place, language), clean ? "is longer than " +
                                                std::to_string(limits::catalog_text_bytes) +
                                                " bytes; shorten it"
                                          : clean.error().detail + "; correct it");
    }
    require(!clean || *clean == found->second, text_in(place, language),
            "begins or ends with a blank; remove it");
  }
  for (const auto& [language, unused] : text.by_language) {
    require(std::ranges::find(site_.languages, language) != site_.languages.end(),
            text_in(place, language), "is a language that site.languages does not list");
  }
}

void FaultList::optional_text(const std::string& place, const LocalText& words) {
  if (!words.empty()) {
    text(place, words);
  }
}

void FaultList::questions(const std::string& place, const std::vector<Question>& questions) {
  count(questions, place, questions_max);
  for (std::size_t index = 0; index < questions.size(); ++index) {
    text(numbered(place, index) + ".question", questions[index].question);
    text(numbered(place, index) + ".answer", questions[index].answer);
  }
}

void FaultList::days(const std::string& place, const DateRange& days) {
  require(days.first <= days.last, place,
          "ends on " + days.last.text() + ", before it begins; exchange the dates");
}

void FaultList::picture(const std::string& place, std::string_view name) {
  require(is_slug(name), place,
          "is no picture name; write the file's name without folder and ending: \"room-king\"");
}

void FaultList::price(const std::string& place, const Money& price) {
  require(price.currency == site_.currency, place,
          "is in another currency than the site; use " + std::string(site_.currency.code()));
  require(price.amount_minor >= 0 && price.amount_minor <= price_minor_max, place,
          "is " + money_text(price) + "; write a price from 0 to a million");
}

void FaultList::rates(const std::string& place, const RateTable& rates) {
  for (std::size_t index = 0; index < rates.size(); ++index) {
    price(place + "." + std::string(name_of(static_cast<DateKind>(index))), rates[index]);
  }
}

void FaultList::reference(bool found, const std::string& place, std::string_view name,
                          std::string_view table) {
  if (!found) {
    const std::string quoted = "\"" + std::string(name) + "\"";
    add(place, quoted + " is not in " + std::string(table) + "; add [[" + std::string(table) +
                   "]] id = " + quoted + " or correct the name");
  }
}

}  // namespace lobby::catalog
