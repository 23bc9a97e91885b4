// The packages' and the house's part of the walk that tests of the office's API take through a
// hotel's day. One thread.
#pragma once

#include "tests/web/office_walk.h"

namespace lobby::tests {

// A package is all or nothing; a part is given up where the policy says so.
void walk_through_packages(Office& office, const Walk& walk);

// A family that must not eat nuts comes today, one by one: what the kitchen reads, what the house
// owes the child, the terms.
void walk_through_house(Office& office, const Walk& walk);

}  // namespace lobby::tests
