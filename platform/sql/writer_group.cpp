// The shared transaction and the repetition after a conflict.
#include "platform/sql/writer_group.h"

#include <algorithm>
#include <random>
#include <thread>

#include "platform/sql/site_transaction.h"

namespace lobby::sql {
namespace {

constexpr int retries_max = 8;
constexpr std::size_t members_max = 64;
constexpr std::chrono::milliseconds time_max{2};

// Full jitter: uniform in 0 .. 5 ms × 2^attempt, at most 320 ms.
std::chrono::milliseconds jitter(int attempt) {
  thread_local std::minstd_rand random(std::random_device{}());
  return std::chrono::milliseconds(
      std::uniform_int_distribution(0, 5 << std::min(attempt, 6))(random));
}

}  // namespace

Status WriterGroup::run(const SiteId& site, const port::ServerStore::Work& work) {
  for (int attempt = 0;; ++attempt) {
    Outcome outcome = try_run(site, work);
    if (!outcome.again || attempt == retries_max) {
      return std::move(outcome.status);
    }
    std::this_thread::sleep_for(jitter(attempt));
  }
}

WriterGroup::Outcome WriterGroup::try_run(const SiteId& site, const port::ServerStore::Work& work) {
  ++waiting_;
  std::unique_lock lock(mutex_);
  --waiting_;
  if (!open_) {
    if (Status begun = writer_->begin(site); !begun) {
      return {begun, writer_->conflict()};
    }
    open_ = true;
    began_ = std::chrono::steady_clock::now();
  }
  Outcome worked = work_in_group(site, work);
  if (!worked.status && !open_) {
    return worked;
  }
  Member member;
  if (worked.status) {
    members_.push_back(&member);
  }
  if (waiting_ == 0 || is_full()) {
    const Outcome ended = end();
    return worked.status ? ended : worked;
  }
  if (!worked.status) {
    return worked;
  }
  committed_.wait(lock, [&] { return member.outcome.has_value(); });
  return std::move(*member.outcome);
}

// An error leaves the group as it was before, or ends it (open_ is false).
WriterGroup::Outcome WriterGroup::work_in_group(const SiteId& site,
                                                const port::ServerStore::Work& work) {
  const bool alone = members_.empty();
  if (!alone) {
    if (Status opened = writer_->mark(); !opened) {
      writer_->roll_back();
      finish({opened, false});
      return {opened, false};
    }
  }
  Outcome worked = run_work(site, work);
  if (!writer_->in_transaction()) {
    // The engine gave the whole transaction up, and with it what the others did.
    if (worked.status) {
      worked = {fail(ErrorCode::internal, "the transaction ended early"), false};
    }
    writer_->roll_back();
    finish(worked);
    return worked;
  }
  if (alone) {
    if (!worked.status) {
      writer_->roll_back();
      finish(worked);
    }
    return worked;
  }
  const Status left = worked.status ? writer_->keep() : writer_->undo();
  if (!left) {
    writer_->roll_back();
    finish({left, false});
    return {left, false};
  }
  return worked;
}

WriterGroup::Outcome WriterGroup::run_work(const SiteId& site,
                                           const port::ServerStore::Work& work) {
  Status status = SiteTransaction::run(writer_->session(), site, work);
  const std::optional<Error> failure = writer_->failure();
  if (!failure) {
    return {std::move(status), false};
  }
  return {*failure, writer_->conflict()};
}

bool WriterGroup::is_full() const {
  return members_.size() >= members_max || std::chrono::steady_clock::now() - began_ >= time_max;
}

WriterGroup::Outcome WriterGroup::end() {
  Outcome outcome{writer_->commit(), false};
  outcome.again = !outcome.status && writer_->conflict();
  finish(outcome);
  return outcome;
}

void WriterGroup::finish(const Outcome& outcome) {
  open_ = false;
  for (Member* member : members_) {
    member->outcome = outcome;
  }
  members_.clear();
  committed_.notify_all();
}

}  // namespace lobby::sql
