// The keyed hash port: HMAC-SHA256 (RFC 2104, FIPS 180-4) under one secret the object keeps. It
// shows that a message comes from who shares the secret.
// Any thread; several at once.
#pragma once

#include <cstdint>
#include <span>

#include "core/port/signer.h"

namespace lobby::port {

class KeyedHash {
 public:
  virtual ~KeyedHash() = default;
  virtual Sha256 mac(std::span<const std::uint8_t> message) = 0;
};

}  // namespace lobby::port
