// Keys without cryptography: a 256-bit mixing hash, and signatures that are the hash of key and
// message. Right for tests of what is signed, checked and compared; worthless as protection.
// Any thread.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>

#include "core/base/text.h"
#include "core/port/signer.h"

namespace lobby::tests {

class FakeHasher final : public port::Hasher {
 public:
  port::Sha256 sha256(std::span<const std::uint8_t> bytes) override {
    port::Sha256 hash{};
    for (std::uint64_t lane = 0; lane < 4; ++lane) {
      // FNV-1a with a basis of its own per lane, mixed at the end.
      std::uint64_t state = 0xCBF29CE484222325ULL ^ (lane * 0x9E3779B97F4A7C15ULL);
      for (const std::uint8_t byte : bytes) {
        state = (state ^ byte) * 0x100000001B3ULL;
      }
      state = (state ^ (state >> 32U)) * 0xD6E8FEB86659FD93ULL;
      state ^= state >> 32U;
      for (unsigned index = 0; index < 8; ++index) {
        hash[lane * 8 + index] = static_cast<std::uint8_t>(state >> (8U * index));
      }
    }
    return hash;
  }
};

inline ticket::Signature fake_signature(const ticket::PublicKey& key,
                                        std::span<const std::uint8_t> message) {
  Bytes both(key.begin(), key.end());
  both.insert(both.end(), message.begin(), message.end());
  const port::Sha256 first = FakeHasher().sha256(both);
  const port::Sha256 second = FakeHasher().sha256(first);
  ticket::Signature signature{};
  std::copy(first.begin(), first.end(), signature.begin());
  std::copy(second.begin(), second.end(), signature.begin() + first.size());
  return signature;
}

class FakeSigner final : public port::Signer {
 public:
  explicit FakeSigner(std::uint8_t number) { key_.fill(number); }
  ticket::PublicKey public_key() const override { return key_; }
  ticket::Signature sign(std::span<const std::uint8_t> message) override {
    return fake_signature(key_, message);
  }

 private:
  ticket::PublicKey key_{};
};

class FakeVerifier final : public port::Verifier {
 public:
  bool verify(const ticket::PublicKey& key, std::span<const std::uint8_t> message,
              const ticket::Signature& signature) override {
    return fake_signature(key, message) == signature;
  }
};

}  // namespace lobby::tests
