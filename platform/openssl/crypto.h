// The key ports on OpenSSL: signing with a device's key, checking with anyone's, hashing.
// A Signer is on one thread at a time; Verifier and Hasher hold nothing and serve any number.
#pragma once

#include <cstdint>
#include <span>

#include "core/port/signer.h"
#include "platform/openssl/key.h"

namespace lobby::openssl {

class Signer final : public port::Signer {
 public:
  // REQUIRES: key.kind() == KeyKind::ed25519.
  explicit Signer(PrivateKey key);
  ticket::PublicKey public_key() const override { return public_key_; }
  ticket::Signature sign(std::span<const std::uint8_t> message) override;

 private:
  PrivateKey key_;
  ticket::PublicKey public_key_;
};

class Verifier final : public port::Verifier {
 public:
  bool verify(const ticket::PublicKey& key, std::span<const std::uint8_t> message,
              const ticket::Signature& signature) override;
};

class Hasher final : public port::Hasher {
 public:
  port::Sha256 sha256(std::span<const std::uint8_t> bytes) override;
};

}  // namespace lobby::openssl
