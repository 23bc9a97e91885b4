// A PIN "hash" that tests need not wait for: the line is the PIN turned round.
// Any thread.
#pragma once

#include <string>

#include "core/port/pin_hash.h"

namespace lobby::tests {

class PlainPin final : public port::PinHash {
 public:
  Result<std::string> make(std::string_view pin) override {
    return "plain$" + std::string(pin.rbegin(), pin.rend());
  }
  Result<bool> matches(std::string_view pin, std::string_view line) override {
    if (!line.starts_with("plain$")) {
      return fail(ErrorCode::malformed, "not a plain line");
    }
    return line == *make(pin);
  }
};

}  // namespace lobby::tests
