// The vouchers' part of the walk that tests of the office's API take through a hotel's day.
// One thread.
#pragma once

#include "tests/web/office_walk.h"

namespace lobby::tests {

// A discount by way of a quote, credit on a folio, and a voucher in place of a cancellation's fee.
void walk_through_vouchers(Office& office, const Walk& walk);

}  // namespace lobby::tests
