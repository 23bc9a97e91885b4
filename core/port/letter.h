// A letter that confirms a booking, as words that are already in the guest's language, and the port
// that sets it on paper. The words are made by app/common/letter_words, so that screen and paper
// say the same.
// A value; the port on any thread, one object on one thread at a time. Personal data: never logged,
// never in a file.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/port/qr.h"

namespace lobby::port {

// roll_80mm: the receipt printer's roll, of which 72 mm can be printed on; as long as it needs.
enum class Paper : std::uint8_t { a4, roll_80mm };
std::string_view name_of(Paper paper);

struct LetterFact {
  std::string label;  // "Arrival"
  std::string value;  // "Fri 11 Dec, in from 15:00"

  bool operator==(const LetterFact&) const = default;
};

struct LetterPrice {
  std::string what;
  std::string how;  // may be empty
  std::string amount;

  bool operator==(const LetterPrice&) const = default;
};

struct LetterTier {
  std::string until;  // "until 9 Dec, 18:00"
  std::string cost;   // "Free"

  bool operator==(const LetterTier&) const = default;
};

struct LetterList {
  std::string title;
  std::vector<std::string> lines;

  bool operator==(const LetterList&) const = default;
};

// What is empty is left out.
struct Letter {
  std::string language;               // BCP 47: how it is set, and what a reading program is told
  std::string title;                  // "Booking confirmed"
  std::string status;                 // the sentence under it
  bool confirmed = true;              // false: a request; it must not look like a booking
  std::uint32_t accent = 0x14'18'1F;  // the house's colour, RGB
  std::string hotel;
  std::string tagline;
  std::string phone;
  std::string code_label;
  std::string code;
  std::vector<LetterFact> facts;
  LetterList contents;  // what the service is and what the price holds
  std::string prices_title;
  std::vector<LetterPrice> prices;
  std::string total_label;
  std::string total;
  std::string tiers_title;
  std::vector<LetterTier> tiers;
  std::string change_rule;
  LetterList breach;  // what the house owes
  LetterList next;    // what the guest does now
  QrModules qr;
  std::string qr_label;
  std::string printed;  // when and where, small

  bool operator==(const Letter&) const = default;
};

// Tagged PDF of one or more pages, and their size for the printer.
struct LetterDocument {
  std::string pdf;
  std::int32_t width_mm = 0;
  std::int32_t height_mm = 0;  // rounded up
};

class LetterWriter {
 public:
  virtual ~LetterWriter() = default;
  // Errors: configuration (a font is missing), too_large (limits::letter_pages_max), internal.
  virtual Result<LetterDocument> write(const Letter& letter, Paper paper) = 0;
};

}  // namespace lobby::port
