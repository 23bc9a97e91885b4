// The invariants I1-I7 of the protocol, one function a row. A new invariant is a function and a
// row. A broken one is told to the ledger, which keeps the first.
// One thread.
#pragma once

#include "tests/sim/audit.h"

namespace lobby::sim {

// What costs little, after a step at this device.
void check_step(World& world, Device& device);
// All, every audit_every steps.
void check_all(World& world);
// All, and that everything has drained and agrees (I7). REQUIRES: drain() was called.
void check_end(World& world);

}  // namespace lobby::sim
