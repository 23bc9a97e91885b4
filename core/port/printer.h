// Printer: takes a document, tells what became of it and what ails the machine.
//
//   submit -> waiting -> printing -> done
//                    (or) -> lost: cancelled or aborted at the printer
//
// Every call asks the print service and may take seconds: one thread of its own (PrintWorker).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/port/letter.h"

namespace lobby::port {

// Why nothing can be printed; in the order of precedence where several hold.
enum class PrintFault : std::uint8_t {
  no_printer,  // none is known by that name
  offline,     // the service or the machine does not answer, or is switched off
  cover_open,
  jammed,
  out_of_paper,
  refused,  // it takes no jobs, or gave this one up
};
inline constexpr std::size_t print_fault_count = 6;
// "out_of_paper"
std::string_view name_of(PrintFault fault);

enum class JobState : std::uint8_t { waiting, printing, done, lost };

using JobId = std::int32_t;

class Printer {
 public:
  virtual ~Printer() = default;

  // What ails it; nothing: a document could be printed now.
  virtual std::optional<PrintFault> fault() = 0;
  // What it warned of at the last fault(), which it prints on with by its own account: a second
  // tray that is empty. Where nothing comes out all the same, that is why.
  virtual std::optional<PrintFault> warning() const = 0;
  // Errors: unavailable. fault() says what is wrong.
  virtual Result<JobId> submit(const LetterDocument& document) = 0;
  // Errors: unavailable (the service does not answer).
  virtual Result<JobState> job(JobId id) = 0;
  // Ends the job where it is not at its end and leaves nothing of it with the service, where the
  // service can do that. Errors: unavailable.
  virtual Status remove(JobId id) = 0;
  // remove() for every job that this device has left with the service, also in an earlier run and
  // also one whose submit() was not answered. Jobs of others stay. Errors: unavailable.
  virtual Status purge() = 0;
};

}  // namespace lobby::port
