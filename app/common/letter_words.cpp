// Composed of the same wording as review and ticket.
#include "app/common/letter_words.h"

#include <utility>

#include "app/common/words.h"
#include "app/common/words_chosen.h"
#include "app/ui/theme.h"

namespace lobby::words {
namespace {

using port::Letter;
using ui::TextCatalog;

// "2026-12-07 14:02": on paper a day needs its year, whatever the language.
std::string stamp(const ZoneRules& zone, UtcTime time) {
  return zone.to_local(time).date.text() + " " + clock(zone, time);
}

void add_fact(Letter& letter, std::string_view label, std::string value) {
  if (!value.empty()) {
    letter.facts.push_back({std::string(label), std::move(value)});
  }
}

void add_facts(Letter& letter, const TextCatalog& texts, const LetterSubject& subject,
               const catalog::Service* service) {
  const booking::Booking& booking = subject.booking;
  add_fact(letter, texts.tr("Guest"), booking.guest.name);
  add_fact(letter, texts.tr("Phone"), guest::phone_text(booking.guest.phone));
  if (service != nullptr) {
    ChosenWords chosen = chosen_words(texts, *service, booking.selection, subject.language);
    const bool stay = service->kind == catalog::ServiceKind::nightly;
    add_fact(letter, texts.tr("Service"), chosen.units);
    add_fact(letter, stay ? texts.tr("Arrival") : texts.tr("Date"), std::move(chosen.begins));
    add_fact(letter, stay ? texts.tr("Departure") : texts.tr("Time"), std::move(chosen.ends));
    add_fact(letter, texts.tr("Party"),
             stay ? joined(texts, chosen.party, nights(texts, booking.selection.nights))
                  : std::move(chosen.party));
  }
  add_fact(letter, texts.tr("Notes"),
           joined(texts, wishes_text(texts, subject.catalog, booking.guest.notes, subject.language),
                  booking.guest.remark));
  if (!booking.history.empty()) {
    add_fact(letter, letter.confirmed ? texts.tr("Booked") : texts.tr("Asked"),
             stamp(subject.zone, booking.history.front().act.at));
  }
}

void add_line(port::LetterList& list, std::string line) {
  if (!line.empty()) {
    list.lines.push_back(std::move(line));
  }
}

void add_contents(Letter& letter, const TextCatalog& texts, const LetterSubject& subject,
                  const catalog::Service& service) {
  port::LetterList& list = letter.contents;
  list.title =
      letter.confirmed ? texts.tr("What you have booked") : texts.tr("What you have asked for");
  add_line(list, service.description.in(subject.language));
  std::string facts;
  for (const catalog::Fact& fact : service.facts) {
    facts = joined(texts, facts, fact.text.in(subject.language));
  }
  add_line(list, std::move(facts));
  std::string included;
  for (const catalog::Included& one : service.included) {
    included = joined(texts, included, one.name.in(subject.language));
  }
  if (!included.empty()) {
    add_line(list, texts.tr("Included: {0}", included));
  }
  for (const catalog::Part& part : service.parts) {
    if (const catalog::Service* sold = subject.catalog.service(part.service)) {
      add_line(list, sold->name.in(subject.language));
    }
  }
  add_line(list, service.notice.in(subject.language));
}

void add_prices(Letter& letter, const TextCatalog& texts, const LetterSubject& subject,
                const catalog::Service* service) {
  const booking::Quote& quote = subject.booking.quote;
  letter.prices_title = texts.tr("How the price adds up");
  const auto add = [&](PriceLineText line) {
    letter.prices.push_back({std::move(line.what), std::move(line.how), std::move(line.amount)});
  };
  for (const booking::QuoteLine& line : quote.lines) {
    if (service != nullptr) {
      add(price_line(texts, subject.catalog, *service, subject.language, line));
    }
  }
  if (std::optional<PriceLineText> tax = tax_line(texts, quote)) {
    add(*std::move(tax));
  }
  letter.total_label = letter.confirmed ? texts.tr("Total, pay at the hotel")
                                        : texts.tr("If confirmed, pay at the hotel");
  letter.total = money_text(quote.total);
}

std::string until_text(const TextCatalog& texts, const ZoneRules& zone,
                       const booking::ResolvedPolicy& policy, const booking::ResolvedTier& tier) {
  if (tier.until) {
    return texts.tr("Until {0}", clock_on_day(texts, zone, *tier.until));
  }
  return std::string(policy.tiers.size() > 1 ? texts.tr("After that, or no-show")
                                             : texts.tr("From now on, or no-show"));
}

void add_terms(Letter& letter, const TextCatalog& texts, const LetterSubject& subject,
               const catalog::Service* service) {
  const booking::ResolvedPolicy& policy = subject.booking.policy;
  letter.tiers_title = texts.tr("If you cancel");
  const catalog::ServiceKind kind =
      service == nullptr ? catalog::ServiceKind::whole_day : service->kind;
  for (const booking::ResolvedTier& tier : policy.tiers) {
    letter.tiers.push_back({until_text(texts, subject.zone, policy, tier), fee(texts, tier, kind)});
  }
  const catalog::Policy* words = subject.catalog.policy(policy.id);
  if (words == nullptr) {
    return;
  }
  letter.change_rule = words->change_rule.in(subject.language);
  if (policy.changes && policy.changes->until > subject.now) {
    letter.change_rule = texts.tr("{0}, until {1}", letter.change_rule,
                                  clock_on_day(texts, subject.zone, policy.changes->until));
  }
  letter.breach.title = words->breach_title.in(subject.language);
  add_line(letter.breach, words->breach_text.in(subject.language));
  if (policy.breach && !policy.breach->compensation.is_zero()) {
    add_line(letter.breach, texts.tr("Compensation for this booking: {0}",
                                     money_text(policy.breach->compensation)));
  }
}

void add_next(Letter& letter, const TextCatalog& texts, const LetterSubject& subject,
              const catalog::Service* service) {
  const std::string& phone = subject.catalog.site.phone;
  if (!letter.confirmed) {
    letter.next.title = texts.tr("What happens next");
    add_line(letter.next, std::string(texts.tr("It goes to the hotel by itself")));
    add_line(letter.next, std::string(texts.tr("Reception will call you")));
    add_line(letter.next, std::string(texts.tr("Nothing is charged until then")));
    add_line(letter.next, std::string(texts.tr("Another time needs your yes")));
    add_line(letter.next,
             std::string(texts.tr("The terms above hold once the hotel has confirmed.")));
    return;
  }
  letter.next.title = texts.tr("What next");
  const std::string from = clock_on_day(texts, subject.zone, subject.booking.window.from);
  const bool stay = service != nullptr && service->kind == catalog::ServiceKind::nightly;
  add_line(letter.next, stay ? texts.tr("From {0}, show this at reception", from)
                             : texts.tr("At {0}, show this at reception", from));
  if (!phone.empty()) {
    add_line(letter.next, texts.tr("To change or cancel: {0}", phone));
  }
  add_line(letter.next,
           std::string(texts.tr("Keep this: whoever shows the code can use the booking.")));
}

void add_head(Letter& letter, const TextCatalog& texts, const LetterSubject& subject,
              const catalog::Service* service) {
  const catalog::Site& site = subject.catalog.site;
  letter.hotel = site.name.in(subject.language);
  letter.tagline = site.tagline.in(subject.language);
  letter.phone = site.phone.empty() ? "" : texts.tr("Reception {0}", site.phone);
  if (const Result<ui::Colour> brand = ui::parse_colour(site.brand_colour)) {
    letter.accent = static_cast<std::uint32_t>(brand->r) << 16U |
                    static_cast<std::uint32_t>(brand->g) << 8U | brand->b;
  }
  if (!letter.confirmed) {
    letter.title = texts.tr("Request received");
    letter.status = texts.tr("Not a confirmed booking yet.");
    letter.code_label = texts.tr("Request code");
    letter.qr_label = texts.tr("Request only");
    return;
  }
  const bool stay = service != nullptr && service->kind == catalog::ServiceKind::nightly;
  letter.title = texts.tr("Booking confirmed");
  letter.status = stay ? texts.tr("The room is set aside for you.")
                       : texts.tr("Your place is set aside for you.");
  letter.code_label = texts.tr("Booking code");
  letter.qr_label = texts.tr("Scan this at reception");
}

}  // namespace

port::Letter letter_of(const TextCatalog& texts, const LetterSubject& subject) {
  const catalog::Service* service = subject.catalog.service(subject.booking.selection.service);
  Letter letter;
  letter.language = subject.language;
  letter.confirmed = subject.booking.state == booking::BookingState::confirmed;
  letter.code = subject.booking.code.spaced_text();
  letter.qr = subject.qr;
  add_head(letter, texts, subject, service);
  add_facts(letter, texts, subject, service);
  if (service != nullptr) {
    add_contents(letter, texts, subject, *service);
  }
  add_prices(letter, texts, subject, service);
  add_terms(letter, texts, subject, service);
  add_next(letter, texts, subject, service);
  letter.printed =
      joined(texts, texts.tr("Printed {0}", stamp(subject.zone, subject.now)), letter.hotel);
  return letter;
}

port::Letter test_letter_of(const TextCatalog& texts, const TestLetterSubject& subject) {
  Letter letter;
  letter.language = subject.language;
  letter.hotel = subject.site.name.in(subject.language);
  letter.title = texts.tr("Printer test");
  letter.status = texts.tr("No booking: whoever reads this sees that the printer works.");
  letter.qr = subject.qr;
  letter.qr_label = texts.tr("It should scan, too.");
  letter.printed =
      joined(texts, texts.tr("Printed {0}", stamp(subject.zone, subject.now)), letter.hotel);
  return letter;
}

}  // namespace lobby::words
