// A batch of operations in one transaction: known ids get their stored reply, the device's
// sequence is followed, each operation is decided on its own, every refusal that is stored is
// told to staff, and the allotments that sales lowered are filled again.
#include <algorithm>
#include <map>
#include <set>
#include <span>

#include "core/base/limits.h"
#include "core/protocol/codec.h"
#include "core/service/decide.h"
#include "core/service/journal.h"
#include "core/service/standing.h"

namespace lobby::service {
namespace {

using protocol::Operation;
using protocol::OperationReply;
using protocol::Outcome;

OperationReply reply_of(OperationId id, const std::optional<Error>& refusal) {
  return refusal ? OperationReply{id, Outcome::refused, refusal->code, refusal->detail}
                 : OperationReply{id, Outcome::applied, ErrorCode::internal, {}};
}

class BatchRun {
 public:
  BatchRun(const Work& work, port::DeviceRecord device)
      : work_(work), device_(std::move(device)), progress_{device_.last_sequence, device_.chain} {}

  Result<OperationReply> apply(const Operation& operation, const OpenedGuest& opened);
  // It cannot be applied for a reason of its own: refused for a person to look at, kept as sent.
  Result<OperationReply> quarantine(const Operation& operation, const Error& reason);
  // After the last operation: allotments, the journal and the device's progress.
  Status finish();
  std::int64_t epoch() const { return device_.epoch; }

 private:
  Result<Decision> decide_in_sequence(const Operation& operation, const OpenedGuest& opened);
  Result<Decision> decide_now(const Operation& operation, const OpenedGuest& opened) {
    return decide(work_, {device_, operation.epoch < device_.epoch}, operation, opened, touched_);
  }
  Status fence(const Operation& operation, const std::string& reason);
  bool forks(const Operation& operation) const;
  Result<OperationReply> store(const Operation& operation, const port::Sha256& hash,
                               const Decision& decision);
  Result<OperationReply> refuse_unstored(const Operation& operation, const Error& reason);
  std::string foreign_text(const Operation& operation) const;
  Status add_task(const Operation& operation, const Error& reason) {
    return work_.store.add_staff_task(
        {operation.id, device_.id, work_.now, reason.code, reason.detail});
  }
  bool is_next(const Operation& operation) const {
    return operation.epoch == device_.epoch && operation.sequence == progress_.last_sequence + 1;
  }
  // The place of this operation in the device's order is taken, whatever became of it.
  void pass(const Operation& operation, const port::Sha256& hash) {
    if (is_next(operation)) {
      progress_ = {operation.sequence,
                   operation.previous ? std::optional(hash) : std::optional<port::Sha256>()};
    }
  }

  const Work& work_;
  port::DeviceRecord device_;
  port::Progress progress_;
  Touched touched_;
  std::vector<office::JournalEntry> journal_;
};

port::Sha256 hash_of(port::Hasher& hasher, const Operation& operation) {
  const std::string content = protocol::to_json(operation);
  return hasher.sha256({reinterpret_cast<const std::uint8_t*>(content.data()), content.size()});
}

Result<OperationReply> BatchRun::apply(const Operation& operation, const OpenedGuest& opened) {
  const port::Sha256 hash = hash_of(work_.office.hasher, operation);
  Result<std::optional<port::StoredOperation>> stored = work_.store.operation(operation.id);
  if (!stored) {
    return stored.error();
  }
  if (stored->has_value() && stored.value()->content_hash == hash) {
    return stored.value()->reply;
  }
  if (operation.device != device_.id) {
    return refuse_unstored(operation, fail(ErrorCode::forbidden, foreign_text(operation)));
  }
  if (stored->has_value()) {
    const Result<OperationReply> reply =
        refuse_unstored(operation, fail(ErrorCode::id_reused, device_.name + " sent operation " +
                                                                  operation.id.text() +
                                                                  " twice with different content"));
    pass(operation, hash);
    return reply;
  }
  if (operation.epoch == device_.epoch && operation.sequence > progress_.last_sequence + 1) {
    return reply_of(operation.id, fail(ErrorCode::sequence_gap,
                                       "operation " + std::to_string(progress_.last_sequence + 1) +
                                           " of this device comes first; send it"));
  }
  Result<Decision> decision = decide_in_sequence(operation, opened);
  if (!decision) {
    return decision.error();
  }
  if (decision->later) {
    return reply_of(operation.id, decision->later);
  }
  return store(operation, hash, *decision);
}

Result<OperationReply> BatchRun::store(const Operation& operation, const port::Sha256& hash,
                                       const Decision& decision) {
  const OperationReply reply = reply_of(operation.id, decision.refusal);
  if (Status added = work_.store.add_operation(operation, {hash, reply}); !added) {
    return added.error();
  }
  const std::optional<Error>& task = decision.refusal ? decision.refusal : decision.attention;
  if (task && !decision.quiet) {
    if (Status told = add_task(operation, *task); !told) {
      return told.error();
    }
  }
  pass(operation, hash);
  office::JournalEntry entry = entry_from(
      device_,
      std::string(protocol::kind_of(operation.payload)) + (decision.refusal ? ", refused" : ""),
      "operation " + operation.id.text());
  entry.content = hash;
  journal_.push_back(std::move(entry));
  return reply;
}

Result<OperationReply> BatchRun::quarantine(const Operation& operation, const Error& reason) {
  const auto* placed = std::get_if<protocol::PlaceBooking>(&operation.payload);
  const std::string what = std::string(protocol::kind_of(operation.payload)) +
                           (placed == nullptr ? "" : " of booking " + placed->booking.code.text());
  const Error kept =
      fail(reason.code, "the " + what + " that " + device_.name + " sent cannot be processed (" +
                            reason.detail + "); it is kept as sent, settle it by hand");
  return store(operation, hash_of(work_.office.hasher, operation), Decision::refused(kept));
}

Result<Decision> BatchRun::decide_in_sequence(const Operation& operation,
                                              const OpenedGuest& opened) {
  if (operation.epoch > device_.epoch) {
    return Decision::refused(ErrorCode::device_fenced,
                             device_.name + " sent an operation of epoch " +
                                 std::to_string(operation.epoch) + ", it is in epoch " +
                                 std::to_string(device_.epoch) + "; settle it by hand");
  }
  if (operation.epoch == device_.epoch && operation.sequence <= progress_.last_sequence) {
    Status fenced =
        fence(operation, device_.name + " used number " + std::to_string(operation.sequence) +
                             " twice: its disk was copied or restored from a copy");
    if (!fenced) {
      return fenced.error();
    }
  } else if (is_next(operation) && forks(operation)) {
    Status fenced =
        fence(operation, device_.name + " sent operation " + std::to_string(operation.sequence) +
                             " that does not follow the one before it: its disk was "
                             "copied or restored from a copy");
    if (!fenced) {
      return fenced.error();
    }
  }
  Result<Decision> decision = decide_now(operation, opened);
  if (decision && decision->fence) {
    if (Status fenced = fence(operation, decision->fence->detail); !fenced) {
      return fenced.error();
    }
    decision = decide_now(operation, opened);
  }
  return decision;
}

// An epoch is chained when its first operation is; one of a program from before chains is not.
bool BatchRun::forks(const Operation& operation) const {
  const bool begins = progress_.chain == port::Sha256{};
  return progress_.chain && operation.previous != progress_.chain &&
         !(begins && !operation.previous);
}

// Closes the device's epoch: nothing it sells is taken for granted until it has taken the next one.
Status BatchRun::fence(const Operation& operation, const std::string& reason) {
  if (Status told = add_task(operation, fail(ErrorCode::device_fenced, reason)); !told) {
    return told;
  }
  if (Status closed = close_epoch(work_, device_); !closed) {
    return closed;
  }
  journal_.push_back(epoch_closed(device_, device_.epoch));
  device_.epoch += 1;
  device_.epoch_taken = false;
  progress_ = {0, port::Sha256{}};
  return done();
}

// The reply is not stored under the id, which is or may become another operation's, so the task is
// what tells a repeat.
Result<OperationReply> BatchRun::refuse_unstored(const Operation& operation, const Error& reason) {
  Result<std::vector<port::StaffTask>> tasks = work_.store.staff_tasks();
  if (!tasks) {
    return tasks.error();
  }
  const bool told = std::ranges::any_of(*tasks, [&](const port::StaffTask& task) {
    return task.operation == operation.id && task.code == reason.code;
  });
  if (!told) {
    if (Status added = add_task(operation, reason); !added) {
      return added.error();
    }
    journal_.push_back(entry_from(device_, "tell_staff", "operation " + operation.id.text()));
  }
  return reply_of(operation.id, reason);
}

// A machine that was enrolled again still holds what it committed under its former identity.
std::string BatchRun::foreign_text(const Operation& operation) const {
  const auto* placed = std::get_if<protocol::PlaceBooking>(&operation.payload);
  return device_.name + " sent what device " + operation.device.text() + " had committed (" +
         std::string(protocol::kind_of(operation.payload)) +
         (placed == nullptr ? "" : ", booking " + placed->booking.code.text()) +
         "); settle it by hand";
}

Status BatchRun::finish() {
  // A device without an epoch of its own is granted nothing.
  Status filled = !device_.epoch_taken          ? done()
                  : new_day_for(work_, device_) ? top_up_horizon(work_, device_)
                                                : top_up_slots(work_, device_, touched_.sold);
  if (!filled) {
    return filled;
  }
  touched_.freed.insert(touched_.sold.begin(), touched_.sold.end());
  if (Status told = tell_stock(work_, touched_.freed); !told) {
    return told;
  }
  if (Status noted = append_journal(work_, std::move(journal_)); !noted) {
    return noted;
  }
  return work_.store.save_device_progress(device_.id, progress_, work_.now);
}

// One batch in one transaction; again without those of its operations that cannot be applied.
class BatchWork {
 public:
  BatchWork(const Office& office, const protocol::Batch& batch, UtcTime now)
      : office_(office),
        batch_(batch),
        now_(now),
        opened_(open_seals(office.unsealer, batch.operations)) {}

  Result<protocol::BatchReply> run();

 private:
  using Quarantined = std::map<std::size_t, Error>;

  Status once(port::ServerTransaction& store, protocol::BatchReply& reply);
  Status wait_for_report(protocol::BatchReply& reply) const;

  const Office& office_;
  const protocol::Batch& batch_;
  const UtcTime now_;
  const std::vector<OpenedGuest> opened_;
  Quarantined quarantined_;
  std::optional<std::size_t> stopped_at_;
};

// The database or the machine is in trouble, not the operation: it is tried again as it is.
bool passes(ErrorCode code) {
  constexpr ErrorCode of_the_machine[] = {ErrorCode::unavailable, ErrorCode::timed_out,
                                          ErrorCode::disk_full, ErrorCode::read_only,
                                          ErrorCode::corrupt};
  return std::ranges::find(of_the_machine, code) != std::end(of_the_machine);
}

// Each time one stops it, that one is set aside and the batch begins again: what is wrong with it
// shows in the transaction, which is then of no use to the others.
Result<protocol::BatchReply> BatchWork::run() {
  for (;;) {
    stopped_at_.reset();
    protocol::BatchReply reply;
    const Status committed = office_.store.run(
        office_.site(), [&](port::ServerTransaction& store) { return once(store, reply); });
    if (committed) {
      return reply;
    }
    if (!stopped_at_ || passes(committed.error().code) || quarantined_.contains(*stopped_at_)) {
      return committed.error();
    }
    quarantined_.emplace(*stopped_at_, committed.error());
  }
}

Status BatchWork::once(port::ServerTransaction& store, protocol::BatchReply& reply) {
  stopped_at_.reset();
  const Work work{office_, store, now_};
  const Result<std::int64_t> incarnation = store.incarnation();
  if (!incarnation) {
    return incarnation.error();
  }
  Result<port::DeviceRecord> record = known_device(store, batch_.device);
  if (!record) {
    return record.error();
  }
  reply = {*incarnation, now_, {}, record->epoch, 0};
  if (record->incarnation < *incarnation && record->epoch_taken) {
    return wait_for_report(reply);
  }
  BatchRun run(work, *record);
  for (std::size_t index = 0; index < batch_.operations.size(); ++index) {
    stopped_at_ = index;
    const auto aside = quarantined_.find(index);
    const Operation& operation = batch_.operations[index];
    Result<OperationReply> one = aside == quarantined_.end()
                                     ? run.apply(operation, opened_[index])
                                     : run.quarantine(operation, aside->second);
    if (!one) {
      return one.error();
    }
    reply.replies.push_back(*std::move(one));
  }
  stopped_at_.reset();
  reply.epoch = run.epoch();
  if (Status finished = run.finish(); !finished) {
    return finished;
  }
  const Result<std::int64_t> cursor = store.feed_cursor();
  reply.cursor = cursor ? *cursor : 0;
  return cursor ? done() : Status(cursor.error());
}

// What it sold may stand on grants that are forgotten: first it says what it holds.
Status BatchWork::wait_for_report(protocol::BatchReply& reply) const {
  for (const Operation& operation : batch_.operations) {
    reply.replies.push_back(reply_of(
        operation.id, fail(ErrorCode::unavailable, "the server was restored; report first")));
  }
  return done();
}

Status is_of(const protocol::Batch& batch, DeviceId device) {
  return batch.device == device
             ? done()
             : Status(fail(ErrorCode::forbidden,
                           "the batch names another device than the certificate"));
}

}  // namespace

Result<protocol::BatchReply> apply_batch(const Office& office, const protocol::Batch& batch,
                                         DeviceId device, UtcTime now) {
  if (Status own = is_of(batch, device); !own) {
    return own.error();
  }
  if (batch.operations.size() > limits::batch_operations_max) {
    return fail(
        ErrorCode::too_large,
        "a batch holds at most " + std::to_string(limits::batch_operations_max) + " operations");
  }
  return BatchWork(office, batch, now).run();
}

Status check_signature(port::Verifier& verifier, const protocol::Batch& batch,
                       const Signatory& signatory) {
  if (Status own = is_of(batch, signatory.device); !own) {
    return own;
  }
  return verifier.verify(signatory.key, protocol::signing_message(batch), batch.signature)
             ? done()
             : Status(fail(ErrorCode::bad_signature,
                           "the batch is not signed with this device's key; nothing of it was "
                           "taken, install the current version on the device"));
}

}  // namespace lobby::service
