// I1, I2 and I4: counts of units and of operations.
#include <numeric>

#include "core/protocol/office_codec.h"
#include "core/service/audit_run.h"

namespace lobby::service {
namespace {

constexpr std::size_t strays_max = 1'000;

}  // namespace

// What is offered to guests on the waiting list is held as what is booked.
Status Auditor::look_at_offers() {
  port::RecordId last;
  return each_page(
      [&] {
        return store_.office().records_with(port::RecordKind::waiting, protocol::offered_key, last,
                                            audit_rows_a_page);
      },
      [&](const port::Record& record) {
        last = record.id;
        const Result<protocol::WaitingGuest> waiting = protocol::waiting_guest_from(record.content);
        if (!waiting) {
          violated(grants, "waiting-list entry " + record.id.text() +
                               " cannot be read: " + waiting.error().detail);
          return;
        }
        for (const inventory::SlotUnits& units : waiting->held) {
          held_by_bookings_[units.slot] += units.units;
        }
      });
}

Status Auditor::look_at_slots() {
  std::optional<inventory::Slot> last;
  std::int64_t count = 0;
  Status looked = each_page([&] { return store_.slot_accounts(last, audit_rows_a_page); },
                            [&](const port::SlotAccount& account) {
                              last = account.slot;
                              count += 1;
                              look_at(account);
                            });
  if (!looked) {
    return looked;
  }
  for (const auto& [slot, units] : held_by_bookings_) {
    violated(grants, inventory::to_string(slot) + " is not here, bookings hold " +
                         std::to_string(units) + " of it");
  }
  report.invariants[capacity].counted = "I1 capacity: " + counted(count, "slot");
  report.invariants[grants].counted = "I4 grants: " + counted(count, "slot");
  return done();
}

void Auditor::look_at(const port::SlotAccount& account) {
  const inventory::Capacity& count = account.count;
  const std::string name = inventory::to_string(account.slot);
  const std::int32_t room = count.capacity - count.sold - count.granted;
  if (count.sold < 0 || count.granted < 0 || room < 0) {
    violated(capacity, name + ": sold " + std::to_string(count.sold) + " and granted " +
                           std::to_string(count.granted) + " of " + std::to_string(count.capacity) +
                           ", " + std::to_string(std::max(0, -room)) + " too many");
  }
  if (count.granted != account.outstanding) {
    violated(grants, name + ": granted " + std::to_string(count.granted) + ", devices hold " +
                         std::to_string(account.outstanding));
  }
  const auto held = held_by_bookings_.find(account.slot);
  const std::int64_t units = held == held_by_bookings_.end() ? 0 : held->second;
  if (count.sold != units) {
    violated(grants, name + ": sold " + std::to_string(count.sold) + ", bookings hold " +
                         std::to_string(units));
  }
  if (held != held_by_bookings_.end()) {
    held_by_bookings_.erase(held);
  }
}

Status Auditor::look_at_strays() {
  const Result<std::vector<port::StrayAllotment>> strays = store_.stray_allotments(strays_max);
  if (!strays) {
    return strays.error();
  }
  for (const port::StrayAllotment& stray : *strays) {
    violated(grants, name_of_device(stray.holder.device) + " holds " +
                         std::to_string(stray.outstanding) + " of " +
                         inventory::to_string(stray.slot) + " in epoch " +
                         std::to_string(stray.holder.epoch) +
                         (!stray.slot_known       ? ", a slot that is not here"
                          : stray.outstanding > 0 ? ", which is closed"
                                                  : ""));
  }
  return done();
}

Status Auditor::look_at_sequences() {
  const Result<std::vector<port::SequenceAccount>> accounts = store_.sequence_accounts();
  if (!accounts) {
    return accounts.error();
  }
  for (const port::DeviceRecord& device : devices_) {
    const auto account = std::ranges::find(*accounts, port::Holder{device.id, device.epoch},
                                           &port::SequenceAccount::holder);
    look_at(account == accounts->end() ? nullptr : &*account, device);
  }
  const std::int64_t all = std::accumulate(
      accounts->begin(), accounts->end(), std::int64_t{0},
      [](std::int64_t sum, const port::SequenceAccount& one) { return sum + one.operations; });
  report.invariants[operations].counted =
      "I2 operations: " + counted(all, "operation") + " of " +
      counted(static_cast<std::int64_t>(devices_.size()), "device");
  return done();
}

void Auditor::look_at(const port::SequenceAccount* account, const port::DeviceRecord& device) {
  const port::SequenceAccount stated = account == nullptr ? port::SequenceAccount{} : *account;
  if (stated.in_order > stated.numbers) {
    violated(operations, device.name + ": " +
                             counted(stated.in_order - stated.numbers, "operation") +
                             " of its open epoch repeat a number");
  }
  if (stated.highest > device.last_sequence) {
    violated(operations, device.name + ": operation " + std::to_string(stated.highest) +
                             " is here, the last is said to be " +
                             std::to_string(device.last_sequence));
  }
  // A number under an id used before is passed over and has a task instead.
  const std::int64_t missing = device.last_sequence - stated.numbers;
  if (missing <= 0) {
    return;
  }
  const Result<std::vector<port::StaffTask>> tasks = store_.staff_tasks();
  const std::int64_t explained =
      !tasks ? 0 : std::ranges::count_if(*tasks, [&](const port::StaffTask& task) {
        return task.device == device.id && task.code == ErrorCode::id_reused;
      });
  if (missing > explained) {
    violated(operations, device.name + ": " + counted(missing - explained, "operation") +
                             " of 1 to " + std::to_string(device.last_sequence) +
                             " of its open epoch missing, and no task says so");
  }
}

}  // namespace lobby::service
