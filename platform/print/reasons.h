// What an IPP printer says of itself, in the words of the port. Private to this folder.
// Any thread.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "core/port/printer.h"

namespace lobby::print {

struct PrinterSays {
  bool stopped = false;    // printer-state
  bool takes_jobs = true;  // printer-is-accepting-jobs
};

// Each the worst of its kind.
struct Ailments {
  std::optional<port::PrintFault> fault;    // no paper comes out
  std::optional<port::PrintFault> warning;  // it prints on, as it says

  bool operator==(const Ailments&) const = default;
};

// Of printer-state-reasons (RFC 8011 §5.4.12). "-error" and no suffix stop the printer by
// definition; "-warning" and "-report" are faults only where it has stopped all the same.
Ailments ailments_of(std::span<const std::string_view> reasons, PrinterSays says);

}  // namespace lobby::print
