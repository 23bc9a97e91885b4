// A private key: Ed25519 (RFC 8032) for devices and the authority, P-256 for the TLS server,
// since browsers have no Ed25519. Kept as PKCS #8 PEM (RFC 5958) in a file of mode 0600.
// Any thread; one object on one thread at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

#include "core/base/result.h"
#include "core/port/signer.h"
#include "core/ticket/ticket.h"
#include "platform/openssl/release.h"

namespace lobby::openssl {

enum class KeyKind : std::uint8_t { ed25519, p256 };

class PrivateKey {
 public:
  static Result<PrivateKey> generate(KeyKind kind);
  // RFC 8032: the 32-byte seed is the private key.
  static Result<PrivateKey> from_seed(std::span<const std::uint8_t, 32> seed);
  // Errors: not_found, unavailable, configuration (readable by group or others, with the command
  // that mends it), malformed, too_large.
  static Result<PrivateKey> load(const std::filesystem::path& file);

  // Writes a new file of mode 0600, flushed to disk. Errors: already_exists, read_only,
  // disk_full, unavailable.
  Status save(const std::filesystem::path& file) const;

  KeyKind kind() const;
  // REQUIRES: kind() == ed25519.
  ticket::PublicKey public_key() const;
  ticket::Signature sign(std::span<const std::uint8_t> message) const;

  evp_pkey_st* handle() const { return key_.get(); }

 private:
  explicit PrivateKey(KeyHandle key) : key_(std::move(key)) {}

  KeyHandle key_;
};

// The first 8 bytes of SHA-256 over the raw public key.
ticket::KeyId key_id(const ticket::PublicKey& key);

}  // namespace lobby::openssl
