// What IPP says, in the words of the port.
#include "platform/print/spooler.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/print/question.h"
#include "platform/print/reasons.h"

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

Ailments ailments_in(ipp_t* answer) {
  std::vector<std::string_view> reasons;
  ipp_attribute_t* told = ippFindAttribute(answer, "printer-state-reasons", IPP_TAG_KEYWORD);
  reasons.reserve(static_cast<std::size_t>(ippGetCount(told)));
  for (int index = 0; index < ippGetCount(told); ++index) {
    reasons.emplace_back(ippGetString(told, index, nullptr));
  }
  ipp_attribute_t* state = ippFindAttribute(answer, "printer-state", IPP_TAG_ENUM);
  ipp_attribute_t* takes = ippFindAttribute(answer, "printer-is-accepting-jobs", IPP_TAG_BOOLEAN);
  return ailments_of(reasons,
                     {.stopped = state != nullptr && ippGetInteger(state, 0) == IPP_PSTATE_STOPPED,
                      .takes_jobs = takes == nullptr || ippGetBoolean(takes, 0) != 0});
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

// Lists of jobs name no guest; devices that share a queue tell their jobs apart by it.
std::string job_name(const SpoolerOptions& options) {
  return options.owner.empty() ? "Lobby" : "Lobby " + options.owner;
}

Result<Owned<ipp_t>> hand_over(const Address& address, const port::LetterDocument& document,
                               const SpoolerOptions& options, const std::string& media) {
  Question question(IPP_OP_PRINT_JOB, address);
  question.add_name("job-name", IPP_TAG_NAME, job_name(options));
  question.add_name("document-format", IPP_TAG_MIMETYPE, "application/pdf");
  if (!media.empty()) {
    ippAddString(question.message(), IPP_TAG_JOB, IPP_TAG_KEYWORD, "media", nullptr, media.c_str());
    ippAddString(question.message(), IPP_TAG_JOB, IPP_TAG_KEYWORD, "print-scaling", nullptr,
                 "none");
  }
  return question.ask(options.patience, document.pdf);
}

Result<Owned<ipp_t>> list_jobs(const Address& address, std::chrono::milliseconds patience,
                               bool ended_too) {
  Question question(IPP_OP_GET_JOBS, address);
  constexpr const char* wanted[] = {"job-id", "job-name", "job-originating-user-name"};
  ippAddStrings(question.message(), IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes",
                static_cast<int>(std::size(wanted)), nullptr, wanted);
  if (ended_too) {
    question.add_name("which-jobs", IPP_TAG_KEYWORD, "all");  // PWG 5100.7
  }
  ippAddBoolean(question.message(), IPP_TAG_OPERATION, "my-jobs", 1);
  return question.ask(patience);
}

// Of a list of jobs, those of this program under that name.
std::vector<port::JobId> jobs_named(ipp_t* list, std::string_view name) {
  struct Job {
    port::JobId id = 0;
    std::string_view name;
    std::string_view user = user_name;  // "my-jobs", where a service keeps it to itself
  };
  std::vector<port::JobId> found;
  Job job;
  const auto end_job = [&] {
    if (job.id > 0 && job.name == name && job.user == user_name) {
      found.push_back(job.id);
    }
    job = {};
  };
  for (ipp_attribute_t* one = ippFirstAttribute(list); one != nullptr;
       one = ippNextAttribute(list)) {
    const char* key = ippGetName(one);
    if (key == nullptr || ippGetGroupTag(one) != IPP_TAG_JOB) {
      end_job();  // what stands between two jobs has no name
    } else if (const std::string_view word = key; word == "job-id") {
      job.id = ippGetInteger(one, 0);
    } else if (word == "job-name") {
      job.name = ippGetString(one, 0, nullptr);
    } else if (word == "job-originating-user-name") {
      job.user = ippGetString(one, 0, nullptr);
    }
  }
  end_job();
  return found;
}

}  // namespace

Spooler::Spooler(SpoolerOptions options) : options_(std::move(options)) {}

std::optional<PrintFault> Spooler::fault() {
  warning_.reset();
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
  const Ailments ailments = ailments_in(answer->get());
  warning_ = ailments.warning;
  return ailments.fault;
}

Result<port::JobId> Spooler::submit(const port::LetterDocument& document) {
  const Result<Address> address = resolved(options_);
  if (!address) {
    return fail(ErrorCode::unavailable, address.error().detail);
  }
  Result<Owned<ipp_t>> answer = hand_over(*address, document, options_, media_of(document));
  if (!answer && answer.error().code == ErrorCode::out_of_range) {
    // It knows no paper of that size: on the one that is in it, then.
    answer = hand_over(*address, document, options_, {});
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

Status Spooler::purge() {
  const Result<Address> address = resolved(options_);
  if (!address) {
    return fail(ErrorCode::unavailable, address.error().detail);
  }
  auto jobs = list_jobs(*address, options_.patience, true);
  if (!jobs && jobs.error().code == ErrorCode::out_of_range) {
    jobs = list_jobs(*address, options_.patience, false);
  }
  if (!jobs) {
    return fail(ErrorCode::unavailable, jobs.error().detail);
  }
  Status all = done();
  for (const port::JobId id : jobs_named(jobs->get(), job_name(options_))) {
    if (Status removed = remove(id); !removed) {
      all = std::move(removed);  // and on with the others
    }
  }
  return all;
}

}  // namespace lobby::print
