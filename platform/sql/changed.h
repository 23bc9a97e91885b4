// Reading a row count as an outcome, for statements whose WHERE or ON CONFLICT is the guard.
// Any thread.
#pragma once

#include <cstdint>

#include "core/base/result.h"

namespace lobby::sql {

// Any number of rows is fine.
inline Status ran(const Result<std::int64_t>& changed) {
  return changed ? done() : Status(changed.error());
}

// One row at least, else the error that `refusal` (a function) makes.
template <class Refusal>
Status changed_or(const Result<std::int64_t>& changed, const Refusal& refusal) {
  if (!changed) {
    return changed.error();
  }
  return *changed > 0 ? done() : Status(refusal());
}

}  // namespace lobby::sql
