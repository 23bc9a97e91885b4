// The vault on OpenSSL. One master key of 32 random bytes lies in a file of mode 0600, as 64
// hexadecimal digits and a line's end. From it HKDF-SHA256 (RFC 5869) makes a key that closes, a
// key that fingerprints, and an id that tells which master key it was; none tells another.
//
// What is closed: version 1 · key id 8 · nonce 12 · content · tag 16, under AES-256-GCM (NIST SP
// 800-38D) with a random nonce, and the bytes before the nonce and the context as associated data.
// Random nonces allow 2^32 closings under one key (SP 800-38D, 8.3), which is 136 years of one a
// second. A fingerprint is HMAC-SHA256 over kind, a zero byte and text.
// Any thread; several at once.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

#include "core/port/vault.h"

namespace lobby::openssl {

class Vault final : public port::Vault {
 public:
  static constexpr std::size_t master_key_bytes = 32;

  // A new file with a random master key. Errors of write_new_file (file.h): an existing one is
  // never written over.
  static Status make_key(const std::filesystem::path& file);
  // Errors of read_private_file (file.h), malformed.
  static Result<Vault> load(const std::filesystem::path& file);
  // An earlier master key: opens what was closed before the key changed. Before the first open().
  // Errors as of load(); already_exists (it is here).
  Status load_earlier(const std::filesystem::path& file);
  static Vault from_key(std::span<const std::uint8_t, master_key_bytes> master);

  Result<Bytes> close(std::span<const std::uint8_t> plain, std::string_view context) override;
  Result<Bytes> open(std::span<const std::uint8_t> closed, std::string_view context) override;
  port::Sha256 fingerprint(std::string_view kind, std::string_view text) override;
  std::vector<port::Sha256> fingerprints(std::string_view kind, std::string_view text) override;

 private:
  struct Key {
    explicit Key(std::span<const std::uint8_t> master);
    ~Key();
    Key(const Key&) = default;
    Key& operator=(const Key&) = default;

    std::array<std::uint8_t, 8> id{};
    std::array<std::uint8_t, 32> closing{};
    std::array<std::uint8_t, 32> finding{};
  };
  explicit Vault(const Key& key) { keys_.push_back(key); }
  static Result<Key> load_key(const std::filesystem::path& file);

  std::vector<Key> keys_;  // the newest first
};

}  // namespace lobby::openssl
