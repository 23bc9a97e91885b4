// The letter of a booking in words: what screens say, complete, for paper.
// UI thread, where the texts are; the letter is a value and goes to the thread that prints.
#pragma once

#include <string_view>

#include "app/ui/text_catalog.h"
#include "core/base/time.h"
#include "core/booking/booking.h"
#include "core/catalog/catalog.h"
#include "core/port/letter.h"

namespace lobby::words {

struct LetterSubject {
  const booking::Booking& booking;
  const catalog::Catalog& catalog;
  const ZoneRules& zone;
  UtcTime now;                // when it is printed
  const port::QrModules& qr;  // of its ticket
  std::string_view language;  // of the catalogue's texts; `texts` speaks the same
};

// Every price line, every tier, all terms. A service that the catalogue has no more leaves out what
// only it knew.
port::Letter letter_of(const ui::TextCatalog& texts, const LetterSubject& subject);

// A page that only shows that the printer works.
struct TestLetterSubject {
  const catalog::Site& site;
  const ZoneRules& zone;
  UtcTime now;
  const port::QrModules& qr;
  std::string_view language;
};
port::Letter test_letter_of(const ui::TextCatalog& texts, const TestLetterSubject& subject);

}  // namespace lobby::words
