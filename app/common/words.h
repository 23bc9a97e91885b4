// How dates, prices and policies are worded, in the language of the texts. Shared by kiosk and
// desk so that one thing is called by one name.
// UI thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/ui/text_catalog.h"
#include "core/base/time.h"
#include "core/booking/policy.h"
#include "core/booking/quote.h"
#include "core/booking/selection.h"
#include "core/catalog/catalog.h"
#include "core/ticket/verdict.h"

namespace lobby::words {

std::string day(const ui::TextCatalog& texts, LocalDate date);          // "11 Dec", "12月11日"
std::string day_short(const ui::TextCatalog& texts, LocalDate date);    // "11 Dec", "12/11"
std::string weekday_day(const ui::TextCatalog& texts, LocalDate date);  // "Fri 11 Dec"
std::string weekday_short(const ui::TextCatalog& texts, Weekday day);   // "Fri", "周五"
std::string weekday_letter(const ui::TextCatalog& texts, Weekday day);  // "Fr", "五"
std::string month(const ui::TextCatalog& texts, LocalDate date);        // "December 2026"
// "09:42", "18:00 on 9 Dec"
std::string clock(const ZoneRules& zone, UtcTime time);
std::string clock_on_day(const ui::TextCatalog& texts, const ZoneRules& zone, UtcTime time);

std::string category(const ui::TextCatalog& texts, catalog::Category category);
std::string_view category_icon(catalog::Category category);
std::string nights(const ui::TextCatalog& texts, int count);                // "2 nights"
std::string people(const ui::TextCatalog& texts, int count);                // "30 people"
std::string party(const ui::TextCatalog& texts, int adults, int children);  // "2 adults, 1 child"
// party() where children may come along, people() elsewhere.
std::string party_of(const ui::TextCatalog& texts, const catalog::Service& service,
                     const booking::Party& party);
std::string time_range(int start_minute, int end_minute);  // "14:00–16:00"

// "Free", "Half night ¥374", "First night ¥748", "50% ¥1,200", "Full price ¥180".
std::string fee(const ui::TextCatalog& texts, const booking::ResolvedTier& tier,
                catalog::ServiceKind kind);
// The three columns of a price line: what, how, amount.
struct PriceLineText {
  std::string what;
  std::string how;
  std::string amount;
};
PriceLineText price_line(const ui::TextCatalog& texts, const catalog::Catalog& catalog,
                         const catalog::Service& service, std::string_view language,
                         const booking::QuoteLine& line);
// The line that says what the prices contain; nothing where tax and service are lines themselves.
std::optional<PriceLineText> tax_line(const ui::TextCatalog& texts, const booking::Quote& quote);

// The word a desk shows for a verdict, and the sentence under it.
std::string verdict_word(const ui::TextCatalog& texts, ticket::VerdictKind kind);
std::string verdict_reason(const ui::TextCatalog& texts, ticket::VerdictKind kind);

}  // namespace lobby::words
