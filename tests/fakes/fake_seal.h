// A seal without cryptography: the bytes mixed with a stream of their own, the key's number and a
// checksum round them. Right for tests of who seals what and when; worthless as protection.
// Any thread.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>

#include "core/base/limits.h"
#include "core/port/sealer.h"
#include "tests/fakes/fake_keys.h"

namespace lobby::tests {

inline constexpr std::uint8_t fake_seal_mark = 0x5E;
inline constexpr std::size_t fake_seal_check_bytes = 8;

// Mixing twice gives the bytes again.
inline Bytes fake_mixed(std::span<const std::uint8_t> bytes) {
  Bytes mixed;
  std::uint8_t stream = 0xA7;
  for (const std::uint8_t byte : bytes) {
    stream = static_cast<std::uint8_t>(stream * 5U + 29U);
    mixed.push_back(byte ^ stream);
  }
  return mixed;
}

class FakeSealer final : public port::Sealer {
 public:
  explicit FakeSealer(std::uint8_t key = 1) : key_(key) {}
  // From now on nothing can be sealed.
  void break_down() { broken_ = true; }

  Result<Bytes> seal(std::span<const std::uint8_t> plain) override {
    if (broken_) {
      return fail(ErrorCode::unavailable, "the sealer gave out");
    }
    Bytes sealed{fake_seal_mark, key_};
    const Bytes mixed = fake_mixed(plain);
    sealed.insert(sealed.end(), mixed.begin(), mixed.end());
    const port::Sha256 check = FakeHasher().sha256(sealed);
    sealed.insert(sealed.end(), check.begin(), check.begin() + fake_seal_check_bytes);
    if (sealed.size() > limits::sealed_guest_bytes_max) {
      return fail(ErrorCode::too_large, "the seal is too long");
    }
    return sealed;
  }

 private:
  std::uint8_t key_;
  bool broken_ = false;
};

class FakeUnsealer final : public port::Unsealer {
 public:
  explicit FakeUnsealer(std::uint8_t key = 1) : key_(key) {}

  Result<Bytes> open(std::span<const std::uint8_t> sealed) override {
    if (sealed.size() > limits::sealed_guest_bytes_max) {
      return fail(ErrorCode::too_large, "the seal is too long");
    }
    if (sealed.size() < 2 + fake_seal_check_bytes || sealed[0] != fake_seal_mark) {
      return fail(ErrorCode::malformed, "this is no seal");
    }
    const auto body = sealed.first(sealed.size() - fake_seal_check_bytes);
    const port::Sha256 check = FakeHasher().sha256(body);
    if (!std::ranges::equal(sealed.last(fake_seal_check_bytes),
                            std::span(check).first(fake_seal_check_bytes))) {
      return fail(ErrorCode::bad_signature, "it was changed since it was sealed");
    }
    if (sealed[1] != key_) {
      return fail(ErrorCode::not_found, "it is sealed to another key");
    }
    return fake_mixed(body.subspan(2));
  }

 private:
  std::uint8_t key_;
};

}  // namespace lobby::tests
