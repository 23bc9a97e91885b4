// HMAC-SHA256 (RFC 2104) under a shared secret.
// Any thread; several at once.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

#include "core/port/keyed_hash.h"

namespace lobby::openssl {

class KeyedHash final : public port::KeyedHash {
 public:
  // REQUIRES: not empty. Any bytes are a key.
  explicit KeyedHash(std::string secret);
  // Errors of read_secret (secret.h).
  static Result<KeyedHash> load(const std::filesystem::path& file);

  port::Sha256 mac(std::span<const std::uint8_t> message) override;

 private:
  std::string secret_;
};

}  // namespace lobby::openssl
