// The seal over guests' details: anyone who has the server's sealing certificate can close one,
// only the server can open it. A device has a Sealer and nothing that opens: what it has sealed it
// cannot read again, and neither can who steals it.
// Any thread; several at once.
#pragma once

#include <cstdint>
#include <span>

#include "core/base/result.h"
#include "core/base/text.h"

namespace lobby::port {

class Sealer {
 public:
  virtual ~Sealer() = default;
  // Twice the same bytes give two different seals. Errors: too_large (the seal would be longer than
  // limits::sealed_guest_bytes_max), unavailable. REQUIRES: not empty.
  virtual Result<Bytes> seal(std::span<const std::uint8_t> plain) = 0;
};

class Unsealer {
 public:
  virtual ~Unsealer() = default;
  // Exactly what was sealed. Errors: too_large, malformed (cut short, or no seal of ours),
  // not_found (sealed to a key that is not here), bad_signature (changed since it was sealed).
  virtual Result<Bytes> open(std::span<const std::uint8_t> sealed) = 0;
};

}  // namespace lobby::port
