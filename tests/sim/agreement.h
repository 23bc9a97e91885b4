// What devices hold against what the server says of them: allotments at any time, and at the end
// that outboxes are empty and replicas agree (I7).
// One thread.
#pragma once

#include "tests/sim/audit.h"

namespace lobby::sim {

// The units staff gave a pool, whatever the store believes.
std::int32_t units_of_house(const PoolId& pool);

// sold <= granted on a kiosk that runs.
void check_balances(World& world, Device& device);
void check_drained(const Audit& audit, World& world);
void check_replicas(const Audit& audit, World& world);

}  // namespace lobby::sim
