// A printer that does what a test wrote down, and remembers what it was given.
// The script: any thread; the port: the thread that prints.
#pragma once

#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "core/port/printer.h"

namespace lobby::tests {

class ScriptedPrinter final : public port::Printer {
 public:
  // What the looks at the job find, one after the other; the last goes on.
  void set_states(std::deque<port::JobState> states) {
    const std::lock_guard lock(mutex_);
    states_ = std::move(states);
  }
  // Found before a job is taken, and while it is there.
  void set_fault(std::optional<port::PrintFault> fault) {
    const std::lock_guard lock(mutex_);
    fault_ = fault;
  }
  // Prints on with it, or not.
  void set_warning(std::optional<port::PrintFault> warning) {
    const std::lock_guard lock(mutex_);
    warning_ = warning;
  }
  // While a job is there, in place of that.
  void set_fault_of_job(std::optional<port::PrintFault> fault) {
    const std::lock_guard lock(mutex_);
    fault_of_job_ = fault;
  }
  void refuse_jobs(bool refuse) {
    const std::lock_guard lock(mutex_);
    refuses_ = refuse;
  }
  void keep_jobs(bool keep) {
    const std::lock_guard lock(mutex_);
    keeps_ = keep;
  }
  std::vector<std::string> taken() const {
    const std::lock_guard lock(mutex_);
    return taken_;
  }
  // With the service now.
  int jobs() const {
    const std::lock_guard lock(mutex_);
    return jobs_;
  }
  int purges() const {
    const std::lock_guard lock(mutex_);
    return purges_;
  }
  // An earlier run, or a job that was taken without an answer.
  void leave_job() {
    const std::lock_guard lock(mutex_);
    ++jobs_;
  }
  // Takes the next jobs and says that it did not.
  void swallow_jobs(bool swallow) {
    const std::lock_guard lock(mutex_);
    swallows_ = swallow;
  }

  std::optional<port::PrintFault> fault() override {
    const std::lock_guard lock(mutex_);
    return jobs_ > 0 && fault_of_job_ ? fault_of_job_ : fault_;
  }
  std::optional<port::PrintFault> warning() const override {
    const std::lock_guard lock(mutex_);
    return warning_;
  }
  Result<port::JobId> submit(const port::LetterDocument& document) override {
    const std::lock_guard lock(mutex_);
    if (swallows_) {
      ++jobs_;
    }
    if (refuses_ || swallows_) {
      return fail(ErrorCode::unavailable, "as a test wants it");
    }
    taken_.push_back(document.pdf);
    ++jobs_;
    return static_cast<port::JobId>(taken_.size());
  }
  Result<port::JobState> job(port::JobId) override {
    const std::lock_guard lock(mutex_);
    if (states_.empty()) {
      return fail(ErrorCode::unavailable, "as a test wants it");
    }
    const port::JobState state = states_.front();
    if (states_.size() > 1) {
      states_.pop_front();
    }
    return state;
  }
  Status purge() override {
    const std::lock_guard lock(mutex_);
    ++purges_;
    if (keeps_) {
      return fail(ErrorCode::unavailable, "as a test wants it");
    }
    jobs_ = 0;
    return done();
  }
  Status remove(port::JobId) override {
    const std::lock_guard lock(mutex_);
    if (keeps_) {
      return fail(ErrorCode::unavailable, "as a test wants it");
    }
    --jobs_;
    return done();
  }

 private:
  mutable std::mutex mutex_;
  std::deque<port::JobState> states_;
  std::optional<port::PrintFault> fault_;
  std::optional<port::PrintFault> fault_of_job_;
  std::optional<port::PrintFault> warning_;
  bool refuses_ = false;
  bool keeps_ = false;
  bool swallows_ = false;
  int purges_ = 0;
  std::vector<std::string> taken_;
  int jobs_ = 0;
};

// Its title is all of a letter.
class PlainLetterWriter final : public port::LetterWriter {
 public:
  Result<port::LetterDocument> write(const port::Letter& letter, port::Paper) override {
    return letter.title.empty()
               ? Result<port::LetterDocument>(fail(ErrorCode::configuration, "no font"))
               : port::LetterDocument{letter.title, 80, 200};
  }
};

}  // namespace lobby::tests
