// One operation against the store: applied, or refused with nothing changed. Everything that can
// refuse is looked at before the first write; a write that then fails ends the transaction, so no
// half of an operation can stay (the store has no savepoints and needs none).
// The thread that runs the transaction.
#pragma once

#include <set>

#include "core/inventory/slot.h"
#include "core/protocol/operation.h"
#include "core/service/guest_seal.h"
#include "core/service/work.h"

namespace lobby::service {

// Who finds a place for the guest of a conflict until staff name somebody.
inline constexpr std::string_view first_owner = "Duty manager";

// Who states the operation. Late: its epoch is closed, so its units were given back; what it sold
// is taken from free capacity, and becomes a conflict where there is none (protocol rule 10).
struct Source {
  const port::DeviceRecord& device;
  bool late = false;
};

// What the operations of a batch did to slots.
struct Touched {
  std::set<inventory::Slot> sold;   // sales lowered the device's allotment: fill it again
  std::set<inventory::Slot> freed;  // what is free changed otherwise
};

// `opened` is what its seal held.
Result<Decision> decide(const Work& work, const Source& source,
                        const protocol::Operation& operation, const OpenedGuest& opened,
                        Touched& touched);

}  // namespace lobby::service
