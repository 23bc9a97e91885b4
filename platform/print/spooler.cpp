// What IPP says, in the words of the port.
#include "platform/print/spooler.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/print/question.h"

namespace lobby::print {
namespace {

using port::JobState;
using port::PrintFault;

// The service's own printer, by the name that it tells.
Result<Address> resolved(const SpoolerOptions& options) {
  Result<Address> address = address_of(options.printer);
  if (!address || !address->uri.empty()) {
    return address;
  }
  const auto answer = Question(IPP_OP_CUPS_GET_DEFAULT, *address).ask(options.patience);
  if (!answer) {
    return answer.error();
  }
  const char* name =
      ippGetString(ippFindAttribute(answer->get(), "printer-name", IPP_TAG_NAME), 0, nullptr);
  return name == nullptr ? fail(ErrorCode::not_found, "the print service has no default printer")
                         : address_of(name);
}

// Errors are faults too: a service without that printer, one that does not answer.
PrintFault fault_of(const Error& error) {
  return error.code == ErrorCode::not_found || error.code == ErrorCode::configuration
             ? PrintFault::no_printer
             : PrintFault::offline;
}

// "media-empty-error", "media-empty-warning" and "media-empty" are one: drivers do not agree on how
// bad it is (CUPS reports an empty tray as a warning), and a receipt printer has one tray.
std::string_view without_severity(std::string_view reason) {
  for (const std::string_view severity : {"-error", "-warning", "-report"}) {
    if (reason.ends_with(severity)) {
      reason.remove_suffix(severity.size());
    }
  }
  return reason;
}

// PWG 5100.9 and RFC 8011 §5.4.12; nothing for what lets paper come out.
std::optional<PrintFault> fault_of(std::string_view reason) {
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
  const std::string_view bare = without_severity(reason);
  const auto* found = std::ranges::find(reasons, bare, &Reason::name);
  return found == std::end(reasons) ? std::nullopt : std::optional(found->fault);
}

std::optional<PrintFault> worst_of(ipp_t* answer) {
  std::optional<PrintFault> worst;
  ipp_attribute_t* reasons = ippFindAttribute(answer, "printer-state-reasons", IPP_TAG_KEYWORD);
  for (int index = 0; index < ippGetCount(reasons); ++index) {
    const std::optional<PrintFault> fault = fault_of(ippGetString(reasons, index, nullptr));
    if (fault && (!worst || *fault < *worst)) {
      worst = fault;
    }
  }
  if (worst) {
    return worst;
  }
  ipp_attribute_t* state = ippFindAttribute(answer, "printer-state", IPP_TAG_ENUM);
  ipp_attribute_t* takes = ippFindAttribute(answer, "printer-is-accepting-jobs", IPP_TAG_BOOLEAN);
  const bool stopped = state != nullptr && ippGetInteger(state, 0) == IPP_PSTATE_STOPPED;
  const bool closed = takes != nullptr && ippGetBoolean(takes, 0) == 0;
  return stopped || closed ? std::optional(PrintFault::refused) : std::nullopt;
}

// PWG 5101.1; a roll's length is what this letter needs.
std::string media_of(const port::LetterDocument& document) {
  constexpr std::int32_t a4_width = 210;
  constexpr std::int32_t a4_height = 297;
  if (document.width_mm == a4_width && document.height_mm == a4_height) {
    return "iso_a4_210x297mm";
  }
  const std::string size =
      std::to_string(document.width_mm) + "x" + std::to_string(document.height_mm) + "mm";
  return "custom_letter_" + size;
}

JobState state_of(int state) {
  switch (state) {
    case IPP_JSTATE_COMPLETED:
      return JobState::done;
    case IPP_JSTATE_CANCELED:
    case IPP_JSTATE_ABORTED:
      return JobState::lost;
    case IPP_JSTATE_PROCESSING:
      return JobState::printing;
    default:
      return JobState::waiting;
  }
}

Result<Owned<ipp_t>> hand_over(const Address& address, const port::LetterDocument& document,
                               std::chrono::milliseconds patience, const std::string& media) {
  Question question(IPP_OP_PRINT_JOB, address);
  question.add_name("job-name", IPP_TAG_NAME, "Lobby");  // lists of jobs name no guest
  question.add_name("document-format", IPP_TAG_MIMETYPE, "application/pdf");
  if (!media.empty()) {
    ippAddString(question.message(), IPP_TAG_JOB, IPP_TAG_KEYWORD, "media", nullptr, media.c_str());
    ippAddString(question.message(), IPP_TAG_JOB, IPP_TAG_KEYWORD, "print-scaling", nullptr,
                 "none");
  }
  return question.ask(patience, document.pdf);
}

}  // namespace

Spooler::Spooler(SpoolerOptions options) : options_(std::move(options)) {}

std::optional<PrintFault> Spooler::fault() {
  const Result<Address> address = resolved(options_);
  if (!address) {
    detail_ = address.error().detail;
    return fault_of(address.error());
  }
  Question question(IPP_OP_GET_PRINTER_ATTRIBUTES, *address);
  constexpr const char* wanted[] = {"printer-state", "printer-state-reasons",
                                    "printer-is-accepting-jobs"};
  ippAddStrings(question.message(), IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes",
                static_cast<int>(std::size(wanted)), nullptr, wanted);
  const auto answer = question.ask(options_.patience);
  if (!answer) {
    detail_ = answer.error().detail;
    return fault_of(answer.error());
  }
  return worst_of(answer->get());
}

Result<port::JobId> Spooler::submit(const port::LetterDocument& document) {
  const Result<Address> address = resolved(options_);
  if (!address) {
    return fail(ErrorCode::unavailable, address.error().detail);
  }
  Result<Owned<ipp_t>> answer =
      hand_over(*address, document, options_.patience, media_of(document));
  if (!answer && answer.error().code == ErrorCode::out_of_range) {
    // It knows no paper of that size: on the one that is in it, then.
    answer = hand_over(*address, document, options_.patience, {});
  }
  if (!answer) {
    detail_ = answer.error().detail;
    return fail(ErrorCode::unavailable, detail_);
  }
  ipp_attribute_t* id = ippFindAttribute(answer->get(), "job-id", IPP_TAG_INTEGER);
  if (id == nullptr) {
    return fail(ErrorCode::unavailable, "the print service gives the job no number");
  }
  return ippGetInteger(id, 0);
}

Result<JobState> Spooler::job(port::JobId id) {
  const Result<Address> address = resolved(options_);
  if (!address) {
    return fail(ErrorCode::unavailable, address.error().detail);
  }
  Question question(IPP_OP_GET_JOB_ATTRIBUTES, *address);
  ippAddInteger(question.message(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", id);
  question.add_name("requested-attributes", IPP_TAG_KEYWORD, "job-state");
  const auto answer = question.ask(options_.patience);
  if (!answer) {
    detail_ = answer.error().detail;
    // Somebody removed it at the service.
    return answer.error().code == ErrorCode::not_found ? Result<JobState>(JobState::lost)
                                                       : fail(ErrorCode::unavailable, detail_);
  }
  ipp_attribute_t* state = ippFindAttribute(answer->get(), "job-state", IPP_TAG_ENUM);
  return state == nullptr ? JobState::waiting : state_of(ippGetInteger(state, 0));
}

Status Spooler::remove(port::JobId id) {
  const Result<Address> address = resolved(options_);
  if (!address) {
    return fail(ErrorCode::unavailable, address.error().detail);
  }
  Question question(IPP_OP_CANCEL_JOB, *address);
  ippAddInteger(question.message(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", id);
  // CUPS: its file and its entry in the history go too, whatever its settings are. A printer that
  // speaks IPP itself ignores it.
  ippAddBoolean(question.message(), IPP_TAG_OPERATION, "purge-job", 1);
  const auto answer = question.ask(options_.patience);
  if (answer || answer.error().code == ErrorCode::not_found) {
    return done();
  }
  const Result<JobState> state = job(id);
  // One that has come to its end cannot be cancelled any more (RFC 8011 §4.3.3).
  return state && (*state == JobState::done || *state == JobState::lost) ? done()
                                                                         : Status(answer.error());
}

}  // namespace lobby::print
