// A short secret that people know, kept as something that does not give it away: slow to compute,
// so that who stole the line has to pay for each guess.
// Any thread, but slow: about a tenth of a second and 32 MiB a call.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"

namespace lobby::port {

class PinHash {
 public:
  virtual ~PinHash() = default;
  // One line of text that says by itself how it was made; another one each time.
  // Errors: unavailable (no memory).
  virtual Result<std::string> make(std::string_view pin) = 0;
  // Whether `line` was made of `pin`. Errors: malformed (not such a line), unavailable.
  virtual Result<bool> matches(std::string_view pin, std::string_view line) = 0;
};

}  // namespace lobby::port
