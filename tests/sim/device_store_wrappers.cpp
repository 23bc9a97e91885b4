// Killing, recording and sabotaging on the device.
#include "tests/sim/device_store_wrappers.h"

#include <algorithm>

namespace lobby::sim {

Status SabotagedDevice::commit_booking(const port::NewOperation& operation,
                                       const std::string& text) {
  if (sabotage_ == Sabotage::commit_before_yes && ++committed_ % 3 == 0) {
    return done();
  }
  return DeviceStoreProxy::commit_booking(operation, text);
}

Status SabotagedDevice::settle(const std::vector<protocol::OperationReply>& replies,
                               std::int64_t cursor) {
  if (sabotage_ != Sabotage::retry_isolation) {
    return DeviceStoreProxy::settle(replies, cursor);
  }
  std::vector<protocol::OperationReply> kept = replies;
  std::erase_if(kept, [&](const protocol::OperationReply& reply) {
    const bool refused = reply.outcome == protocol::Outcome::refused;
    if (refused) {
      blocked_.insert(reply.id);
    }
    return refused;
  });
  return DeviceStoreProxy::settle(kept, cursor);
}

Result<std::vector<port::OutboxEntry>> SabotagedDevice::due_operations(UtcTime now,
                                                                       port::OutboxLimit limit) {
  auto due = DeviceStoreProxy::due_operations(now, limit);
  if (due && sabotage_ == Sabotage::retry_isolation && now != far_future) {
    const auto blocking = std::ranges::find_if(*due, [&](const port::OutboxEntry& entry) {
      return blocked_.contains(entry.operation.id);
    });
    if (blocking != due->end()) {
      due->erase(blocking + 1, due->end());
    }
  }
  return due;
}

void WatchedStore::before_call() {
  if (disk_.off() || (plan_.calls == 1 && !plan_.after)) {
    throw Killed{};
  }
}

void WatchedStore::after_call() {
  if (disk_.off() || (plan_.calls == 1 && plan_.after)) {
    throw Killed{};
  }
  plan_.calls -= plan_.calls > 0 ? 1 : 0;
}

// What was promised must be on the disk: it is looked up there, never taken from memory.
void WatchedStore::note(const port::NewOperation& operation, const Status& said) {
  if (!said) {
    return;
  }
  const Result<std::vector<port::OutboxEntry>> entries = outbox();
  if (!entries) {
    return;
  }
  const auto found = std::ranges::find_if(
      *entries, [&](const port::OutboxEntry& entry) { return entry.operation.id == operation.id; });
  if (found == entries->end()) {
    ledger_.violated("I2", "the store said yes to operation " + operation.id.text() +
                               " and it is not in the outbox");
    return;
  }
  ledger_.saw_operation(found->operation);
}

Status WatchedStore::commit_booking(const port::NewOperation& operation, const std::string& text) {
  Status said = DeviceStoreProxy::commit_booking(operation, text);
  note(operation, said);
  return said;
}

Status WatchedStore::commit_admission(const port::NewOperation& operation) {
  Status said = DeviceStoreProxy::commit_admission(operation);
  note(operation, said);
  return said;
}

Status WatchedStore::commit_units(const port::NewOperation& operation) {
  Status said = DeviceStoreProxy::commit_units(operation);
  note(operation, said);
  return said;
}

}  // namespace lobby::sim
