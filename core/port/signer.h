// Key ports: Ed25519 (RFC 8032) signing and checking, SHA-256.
// Any thread; one object on one thread at a time.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "core/base/result.h"
#include "core/ticket/ticket.h"

namespace lobby::port {

class Signer {
 public:
  virtual ~Signer() = default;
  virtual ticket::PublicKey public_key() const = 0;
  virtual ticket::Signature sign(std::span<const std::uint8_t> message) = 0;
};

class Verifier {
 public:
  virtual ~Verifier() = default;
  virtual bool verify(const ticket::PublicKey& key, std::span<const std::uint8_t> message,
                      const ticket::Signature& signature) = 0;
};

using Sha256 = std::array<std::uint8_t, 32>;

class Hasher {
 public:
  virtual ~Hasher() = default;
  virtual Sha256 sha256(std::span<const std::uint8_t> bytes) = 0;
};

}  // namespace lobby::port
