// A batch of operations in one transaction: known ids get their stored reply, the device's
// sequence is followed, each operation is decided on its own, every refusal that is stored is
// told to staff, and the allotments that sales lowered are filled again.
#include <algorithm>
#include <set>
#include <span>

#include "core/base/limits.h"
#include "core/protocol/codec.h"
#include "core/service/decide.h"
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
      : work_(work), device_(std::move(device)), last_sequence_(device_.last_sequence) {}

  Result<OperationReply> apply(const Operation& operation, const OpenedGuest& opened);
  // After the last operation: allotments and the device's progress.
  Status finish();
  std::int64_t epoch() const { return device_.epoch; }

 private:
  Result<Decision> decide_in_sequence(const Operation& operation, const OpenedGuest& opened);
  Result<Decision> decide_now(const Operation& operation, const OpenedGuest& opened) {
    return decide(work_, {device_, operation.epoch < device_.epoch}, operation, opened, touched_);
  }
  Status fence(const Operation& operation, const std::string& reason);
  Result<OperationReply> refuse_unstored(const Operation& operation, const Error& reason);
  std::string foreign_text(const Operation& operation) const;
  Status add_task(const Operation& operation, const Error& reason) {
    return work_.store.add_staff_task(
        {operation.id, device_.id, work_.now, reason.code, reason.detail});
  }
  // The place of this operation in the device's order is taken, whatever became of it.
  void pass(const Operation& operation) {
    if (operation.epoch == device_.epoch && operation.sequence == last_sequence_ + 1) {
      last_sequence_ = operation.sequence;
    }
  }

  const Work& work_;
  port::DeviceRecord device_;
  std::int64_t last_sequence_;
  Touched touched_;
};

Result<OperationReply> BatchRun::apply(const Operation& operation, const OpenedGuest& opened) {
  const std::string content = protocol::to_json(operation);
  const port::Sha256 hash = work_.office.hasher.sha256(
      {reinterpret_cast<const std::uint8_t*>(content.data()), content.size()});
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
    pass(operation);
    return reply;
  }
  if (operation.epoch == device_.epoch && operation.sequence > last_sequence_ + 1) {
    return reply_of(operation.id, fail(ErrorCode::sequence_gap,
                                       "operation " + std::to_string(last_sequence_ + 1) +
                                           " of this device comes first; send it"));
  }
  Result<Decision> decision = decide_in_sequence(operation, opened);
  if (!decision) {
    return decision.error();
  }
  if (decision->later) {
    return reply_of(operation.id, decision->later);
  }
  const OperationReply reply = reply_of(operation.id, decision->refusal);
  if (Status added = work_.store.add_operation(operation, {hash, reply}); !added) {
    return added.error();
  }
  const std::optional<Error>& task = decision->refusal ? decision->refusal : decision->attention;
  if (task && !decision->quiet) {
    if (Status told = add_task(operation, *task); !told) {
      return told.error();
    }
  }
  pass(operation);
  return reply;
}

Result<Decision> BatchRun::decide_in_sequence(const Operation& operation,
                                              const OpenedGuest& opened) {
  if (operation.epoch > device_.epoch) {
    return Decision::refused(ErrorCode::device_fenced,
                             device_.name + " sent an operation of epoch " +
                                 std::to_string(operation.epoch) + ", it is in epoch " +
                                 std::to_string(device_.epoch) + "; settle it by hand");
  }
  if (operation.epoch == device_.epoch && operation.sequence <= last_sequence_) {
    Status fenced =
        fence(operation, device_.name + " used number " + std::to_string(operation.sequence) +
                             " twice: its disk was copied or restored from a copy");
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

// Closes the device's epoch: nothing it sells is taken for granted until it has taken the next one.
Status BatchRun::fence(const Operation& operation, const std::string& reason) {
  if (Status told = add_task(operation, fail(ErrorCode::device_fenced, reason)); !told) {
    return told;
  }
  if (Status closed = close_epoch(work_, device_); !closed) {
    return closed;
  }
  device_.epoch += 1;
  device_.epoch_taken = false;
  last_sequence_ = 0;
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
  return work_.store.save_device_progress(device_.id, last_sequence_, work_.now);
}

}  // namespace

Result<protocol::BatchReply> apply_batch(const Office& office, const protocol::Batch& batch,
                                         DeviceId device, UtcTime now) {
  if (batch.device != device) {
    return fail(ErrorCode::forbidden, "the batch names another device than the certificate");
  }
  if (batch.operations.size() > limits::batch_operations_max) {
    return fail(
        ErrorCode::too_large,
        "a batch holds at most " + std::to_string(limits::batch_operations_max) + " operations");
  }
  const std::vector<OpenedGuest> opened = open_seals(office.unsealer, batch.operations);
  protocol::BatchReply reply;
  const Status committed = office.store.run(office.site(), [&](port::ServerTransaction& store) {
    const Work work{office, store, now};
    Result<std::int64_t> incarnation = store.incarnation();
    if (!incarnation) {
      return Status(incarnation.error());
    }
    Result<port::DeviceRecord> record = known_device(store, device);
    if (!record) {
      return Status(record.error());
    }
    reply = {*incarnation, now, {}, record->epoch};
    if (record->incarnation < *incarnation && record->epoch_taken) {
      // What it sold may stand on grants that are forgotten: first it says what it holds.
      for (const Operation& operation : batch.operations) {
        reply.replies.push_back(reply_of(
            operation.id, fail(ErrorCode::unavailable, "the server was restored; report first")));
      }
      return done();
    }
    BatchRun run(work, *record);
    for (std::size_t index = 0; index < batch.operations.size(); ++index) {
      Result<OperationReply> one = run.apply(batch.operations[index], opened[index]);
      if (!one) {
        return Status(one.error());
      }
      reply.replies.push_back(*one);
    }
    reply.epoch = run.epoch();
    return run.finish();
  });
  if (!committed) {
    return committed.error();
  }
  return reply;
}

}  // namespace lobby::service
