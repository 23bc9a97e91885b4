// The vouchers' part of the walk that tests of the office's API take through a hotel's day.
// One thread.
#pragma once

#include <functional>
#include <string>

#include <nlohmann/json.hpp>

#include "tests/web/office_house.h"

namespace lobby::tests {

struct VoucherWalk {
  nlohmann::json stay;  // that can be had
  nlohmann::json guest;
  std::function<std::string()> new_id;  // of each command
};

// A discount by way of a quote, credit on a folio, and a voucher in place of a cancellation's fee.
void walk_through_vouchers(Office& office, const VoucherWalk& walk);

}  // namespace lobby::tests
