// For code that cannot go on without: an error becomes the exception that is a row's fault.
// Any thread.
#pragma once

#include <stdexcept>
#include <utility>

#include "core/base/result.h"

namespace lobby::bench {

template <class Value>
Value must(Result<Value> result) {
  if (!result) {
    throw std::runtime_error(to_string(result.error()));
  }
  return *std::move(result);
}

inline void must(const Status& status) {
  if (!status) {
    throw std::runtime_error(to_string(status.error()));
  }
}

}  // namespace lobby::bench
