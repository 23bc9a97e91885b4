// Each write changes a copy and keeps it only when all went well.
#include "tests/fakes/memory_device_store.h"

#include <algorithm>
#include <variant>

#include "core/base/limits.h"
#include "core/protocol/codec.h"

namespace lobby::tests {
namespace {

Error not_enrolled() {
  return fail(ErrorCode::configuration, "the store belongs to no device");
}

}  // namespace

Result<std::optional<port::DeviceIdentity>> MemoryDeviceStore::identity() {
  const std::lock_guard lock(mutex_);
  return data_.identity;
}

Status MemoryDeviceStore::save_identity(const port::DeviceIdentity& identity) {
  const std::lock_guard lock(mutex_);
  const auto& before = data_.identity;
  const bool same_device = before && before->device == identity.device;
  const bool same_site = before && before->site == identity.site;
  if (before && (!same_device || !same_site)) {
    data_.sync.incarnation = 0;
    data_.sync.reported = 1;
    for (auto& [id, listed] : data_.bookings) {
      listed.version = 0;
    }
    if (data_.catalog) {
      data_.catalog->version = 0;
    }
  }
  if (before && !same_site) {
    data_.catalog.reset();
    data_.keys.clear();
    data_.bookings.clear();
    data_.admissions.clear();
    data_.own_steps.clear();
  }
  const bool same_chain = same_device && before->epoch == identity.epoch;
  if (!same_chain || !same_site) {
    data_.balances.clear();
    if (identity.role == protocol::DeviceRole::kiosk || !same_device || !same_site) {
      data_.sync.cursor = 0;
    }
  }
  if (!same_chain) {
    data_.last_sequence = 0;
    data_.epoch_claim.reset();
  }
  data_.identity = identity;
  return done();
}

Result<OperationId> MemoryDeviceStore::close_epoch(OperationId claim) {
  const std::lock_guard lock(mutex_);
  if (!data_.identity) {
    return fail(ErrorCode::configuration, "the store belongs to no device");
  }
  data_.balances.clear();
  data_.epoch_claim = data_.epoch_claim.value_or(claim);
  return *data_.epoch_claim;
}

Status MemoryDeviceStore::append(Data& data, const port::NewOperation& operation) {
  const auto* placed = std::get_if<protocol::PlaceBooking>(&operation.payload);
  const auto pending = std::ranges::count(data.operations, OperationState::pending, &Entry::state);
  if (static_cast<std::size_t>(pending) >= limits::outbox_operations_max) {
    return fail(ErrorCode::too_large, "the outbox is full");
  }
  for (const Entry& entry : data.operations) {
    if (entry.id == operation.id ||
        (placed != nullptr && entry.booking == std::optional(placed->booking.id))) {
      return fail(ErrorCode::already_exists, "operation or booking is committed already");
    }
  }
  Entry entry;
  entry.id = operation.id;
  entry.device_time = operation.device_time;
  if (placed != nullptr) {
    entry.booking = placed->booking.id;
  }
  entry.content = protocol::to_json(protocol::Operation{
      .id = operation.id,
      .site = data.identity->site,
      .device = data.identity->device,
      .epoch = data.identity->epoch,
      .sequence = ++data.last_sequence,
      .device_time = operation.device_time,
      .clock_offset = operation.clock_offset,
      .payload = operation.payload,
      .previous = operation.previous,
  });
  if (const auto readable = protocol::operation_from(entry.content); !readable) {
    return readable.error();
  }
  data.operations.push_back(std::move(entry));
  return done();
}

Status MemoryDeviceStore::commit_booking(const port::NewOperation& operation,
                                         const std::string& ticket_text) {
  const std::lock_guard lock(mutex_);
  const auto* placed = std::get_if<protocol::PlaceBooking>(&operation.payload);
  CHECK(placed != nullptr);
  if (!placed->is_sealed()) {
    return fail(ErrorCode::out_of_range, "the guest is not sealed");
  }
  const booking::Booking& booking = placed->booking;
  const bool confirmed = booking.state == booking::BookingState::confirmed;
  if (!confirmed && booking.state != booking::BookingState::requested) {
    return fail(ErrorCode::invalid_transition, "neither confirmed nor requested");
  }
  if (!data_.identity) {
    return not_enrolled();
  }
  if (booking.site != data_.identity->site) {
    return fail(ErrorCode::wrong_site, "made for " + booking.site.text());
  }
  Data changed = data_;
  if (Status appended = append(changed, operation); !appended) {
    return appended;
  }
  for (const auto& [slot, units] : confirmed ? booking.demand : decltype(booking.demand){}) {
    if (units <= 0 || units > limits::capacity_max) {
      return fail(ErrorCode::out_of_range, to_string(slot));
    }
    const auto found = changed.balances.find(slot);
    if (found == changed.balances.end() || found->second.free() < units) {
      return fail(ErrorCode::sold_out, "no unit left for " + to_string(slot));
    }
    found->second.sold += units;
  }
  changed.unseen.push_back({booking.id, booking.code, operation.device_time, ticket_text});
  data_ = std::move(changed);
  return done();
}

Status MemoryDeviceStore::commit_admission(const port::NewOperation& operation) {
  const std::lock_guard lock(mutex_);
  if (!data_.identity) {
    return not_enrolled();
  }
  const auto* check_in = std::get_if<protocol::CheckIn>(&operation.payload);
  const auto* undo = std::get_if<protocol::UndoCheckIn>(&operation.payload);
  CHECK(check_in != nullptr || undo != nullptr);
  const protocol::AdmissionId id = check_in != nullptr ? check_in->admission : undo->admission;
  const UtcTime at = check_in != nullptr ? check_in->at : undo->at;
  const bool admitted = known(data_, id).has_value();
  if (check_in != nullptr && admitted) {
    return fail(ErrorCode::already_exists, "already admitted");
  }
  if (undo != nullptr && !admitted) {
    return fail(ErrorCode::not_found, "not admitted");
  }
  Data changed = data_;
  if (Status appended = append(changed, operation); !appended) {
    return appended;
  }
  changed.own_steps[id] = {
      operation.id, {at, data_.identity->device, data_.identity->name}, undo != nullptr};
  data_ = std::move(changed);
  return done();
}

Status MemoryDeviceStore::commit_units(const port::NewOperation& operation) {
  const std::lock_guard lock(mutex_);
  const auto* returned = std::get_if<protocol::ReturnUnits>(&operation.payload);
  CHECK(returned != nullptr || std::holds_alternative<protocol::RequestUnits>(operation.payload));
  if (!data_.identity) {
    return not_enrolled();
  }
  Data changed = data_;
  if (Status appended = append(changed, operation); !appended) {
    return appended;
  }
  for (const auto& [slot, units] :
       returned == nullptr ? std::vector<inventory::SlotUnits>{} : returned->units) {
    const auto found = changed.balances.find(slot);
    if (found == changed.balances.end() || found->second.free() < units) {
      return fail(ErrorCode::sold_out, "not so many to give back of " + to_string(slot));
    }
    found->second.returned += units;
  }
  data_ = std::move(changed);
  return done();
}

Status MemoryDeviceStore::mark_ticket_seen(BookingId id) {
  const std::lock_guard lock(mutex_);
  std::erase_if(data_.unseen, [&](const auto& ticket) { return ticket.id == id; });
  return done();
}

Result<std::vector<port::UnseenTicket>> MemoryDeviceStore::unseen_tickets() {
  const std::lock_guard lock(mutex_);
  return data_.unseen;
}

Result<bool> MemoryDeviceStore::has_placed(ticket::BookingCode code) {
  const std::lock_guard lock(mutex_);
  const std::string told = "\"code\":\"" + code.text() + "\"";
  return std::ranges::any_of(data_.operations, [&](const Entry& entry) {
    return entry.booking && entry.content.find(told) != std::string::npos;
  });
}

Result<std::vector<inventory::SlotBalance>> MemoryDeviceStore::balances(const PoolId& pool,
                                                                        LocalDate first,
                                                                        LocalDate last) {
  const std::lock_guard lock(mutex_);
  std::vector<inventory::SlotBalance> found;
  for (const auto& [slot, balance] : data_.balances) {
    if (slot.pool == pool && slot.date >= first && slot.date <= last) {
      found.push_back({slot, balance});
    }
  }
  return found;
}

Result<std::vector<inventory::SlotBalance>> MemoryDeviceStore::surplus(LocalDate first) {
  const std::lock_guard lock(mutex_);
  std::vector<inventory::SlotBalance> found;
  for (const auto& [slot, balance] : data_.balances) {
    if (slot.date >= first && balance.free() > balance.standing) {
      found.push_back({slot, balance});
    }
  }
  return found;
}

Result<std::vector<port::OutboxEntry>> MemoryDeviceStore::due_operations(UtcTime now,
                                                                         port::OutboxLimit limit) {
  const std::lock_guard lock(mutex_);
  std::vector<port::OutboxEntry> due;
  std::size_t bytes = 0;
  for (const Entry& entry : data_.operations) {
    if (due.size() == limit.operations || bytes > limit.bytes) {
      break;
    }
    if (entry.state == OperationState::pending && entry.next_attempt <= now) {
      Result<protocol::Operation> operation = protocol::operation_from(entry.content);
      if (!operation) {
        return fail(ErrorCode::corrupt, operation.error().detail);
      }
      bytes += entry.content.size();
      due.push_back(
          {std::move(*operation), entry.attempts, entry.next_attempt, entry.content.size()});
    }
  }
  return due;
}

void MemoryDeviceStore::fold_step(Data& data, const protocol::OperationReply& reply) {
  const auto own = std::ranges::find_if(
      data.own_steps, [&](const auto& step) { return step.second.operation == reply.id; });
  if (own == data.own_steps.end()) {
    return;
  }
  if (!own->second.undone) {
    data.admissions.emplace(own->first, own->second.admission);
  } else if (const auto told = data.admissions.find(own->first);
             reply.outcome == protocol::Outcome::applied && told != data.admissions.end() &&
             own->second.admission.device == told->second.device &&
             own->second.admission.at >= told->second.at) {
    data.admissions.erase(told);
  }
  data.own_steps.erase(own);
}

Result<std::optional<std::string>> MemoryDeviceStore::last_operation() {
  const std::lock_guard lock(mutex_);
  return data_.last_sequence == 0 ? std::nullopt : std::optional(data_.operations.back().content);
}

Status MemoryDeviceStore::settle(const std::vector<protocol::OperationReply>& replies,
                                 std::int64_t cursor) {
  const std::lock_guard lock(mutex_);
  for (const protocol::OperationReply& reply : replies) {
    const auto entry = std::ranges::find(data_.operations, reply.id, &Entry::id);
    if (entry == data_.operations.end() || entry->state != OperationState::pending) {
      continue;
    }
    const Result<protocol::Operation> operation = protocol::operation_from(entry->content);
    CHECK(operation.ok());
    const bool applied = reply.outcome == protocol::Outcome::applied ||
                         std::holds_alternative<protocol::RequestUnits>(operation->payload);
    entry->state = applied ? OperationState::applied : OperationState::refused;
    entry->settled_cursor = cursor;
    fold_step(data_, reply);
  }
  return done();
}

Status MemoryDeviceStore::retry_later(const std::vector<OperationId>& ids, UtcTime next_attempt) {
  const std::lock_guard lock(mutex_);
  for (Entry& entry : data_.operations) {
    if (entry.state == OperationState::pending && std::ranges::find(ids, entry.id) != ids.end()) {
      entry.attempts += 1;
      entry.next_attempt = next_attempt;
    }
  }
  return done();
}

Result<port::OutboxSummary> MemoryDeviceStore::outbox_summary() {
  const std::lock_guard lock(mutex_);
  port::OutboxSummary summary;
  for (const Entry& entry : data_.operations) {
    if (entry.state == OperationState::pending) {
      summary.pending += 1;
      summary.oldest_pending = summary.oldest_pending.value_or(entry.device_time);
    }
    summary.refused += entry.state == OperationState::refused ? 1 : 0;
  }
  return summary;
}

std::string MemoryDeviceStore::everything_stored() {
  const std::lock_guard lock(mutex_);
  std::string all;
  for (const Entry& entry : data_.operations) {
    all += entry.content;
  }
  return all;
}

}  // namespace lobby::tests
