// Reasons by their names.
#include "platform/print/reasons.h"

#include <algorithm>

namespace lobby::print {
namespace {

using port::PrintFault;

// False where the reason is one that the printer prints on with.
bool stops(std::string_view& reason) {
  for (const std::string_view mild : {"-warning", "-report"}) {
    if (reason.ends_with(mild)) {
      reason.remove_suffix(mild.size());
      return false;
    }
  }
  if (constexpr std::string_view error = "-error"; reason.ends_with(error)) {
    reason.remove_suffix(error.size());
  }
  return true;
}

// PWG 5100.9 and RFC 8011 §5.4.12; nothing for what lets paper come out.
std::optional<PrintFault> fault_named(std::string_view name) {
  struct Reason {
    std::string_view name;
    PrintFault fault;
  };
  constexpr Reason reasons[] = {
      {"offline", PrintFault::offline},
      {"shutdown", PrintFault::offline},
      {"timed-out", PrintFault::offline},
      {"cups-missing-filter", PrintFault::refused},
      {"paused", PrintFault::refused},
      {"hold-new-jobs", PrintFault::refused},
      {"cover-open", PrintFault::cover_open},
      {"door-open", PrintFault::cover_open},
      {"interlock-open", PrintFault::cover_open},
      {"media-jam", PrintFault::jammed},
      {"media-empty", PrintFault::out_of_paper},
      {"media-needed", PrintFault::out_of_paper},
      {"input-tray-missing", PrintFault::out_of_paper},
  };
  const auto* found = std::ranges::find(reasons, name, &Reason::name);
  return found == std::end(reasons) ? std::nullopt : std::optional(found->fault);
}

}  // namespace

Ailments ailments_of(std::span<const std::string_view> reasons, PrinterSays says) {
  Ailments found;
  for (std::string_view reason : reasons) {
    std::optional<PrintFault>& worst = stops(reason) || says.stopped ? found.fault : found.warning;
    const std::optional<PrintFault> fault = fault_named(reason);
    if (fault && (!worst || *fault < *worst)) {
      worst = fault;
    }
  }
  if (!found.fault && (says.stopped || !says.takes_jobs)) {
    found.fault = PrintFault::refused;
  }
  return found;
}

}  // namespace lobby::print
