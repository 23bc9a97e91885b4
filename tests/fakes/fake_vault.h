// A vault and a keyed hash without cryptography. Right for tests of what is closed for whom and
// looked up how; worthless as protection.
// Any thread.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/base/limits.h"
#include "core/port/keyed_hash.h"
#include "core/port/vault.h"
#include "tests/fakes/fake_seal.h"

namespace lobby::tests {

class FakeKeyedHash final : public port::KeyedHash {
 public:
  explicit FakeKeyedHash(std::string secret) : secret_(std::move(secret)) {}
  port::Sha256 mac(std::span<const std::uint8_t> message) override {
    Bytes both(secret_.begin(), secret_.end());
    both.insert(both.end(), message.begin(), message.end());
    return FakeHasher().sha256(both);
  }

 private:
  std::string secret_;
};

class FakeVault final : public port::Vault {
 public:
  explicit FakeVault(std::uint8_t key = 1) : keys_{key} {}
  // What was closed before still opens.
  void change_key(std::uint8_t key) { keys_.insert(keys_.begin(), key); }

  Result<Bytes> close(std::span<const std::uint8_t> plain, std::string_view context) override {
    if (plain.size() > limits::vault_plain_bytes_max) {
      return fail(ErrorCode::too_large, "the number is too long");
    }
    count_ += 1;
    Bytes closed{keys_.front(), count_};
    const Bytes mixed = fake_mixed(plain);
    closed.insert(closed.end(), mixed.begin(), mixed.end());
    const port::Sha256 check = checked(closed, context);
    closed.insert(closed.end(), check.begin(), check.end());
    return closed;
  }
  Result<Bytes> open(std::span<const std::uint8_t> closed, std::string_view context) override {
    constexpr std::size_t head = 2;
    constexpr std::size_t check_bytes = std::tuple_size_v<port::Sha256>;
    if (closed.size() < head + check_bytes) {
      return fail(ErrorCode::malformed, "nothing this program closed");
    }
    if (std::ranges::find(keys_, closed[0]) == keys_.end()) {
      return fail(ErrorCode::not_found, "closed with another key");
    }
    const auto body = closed.first(closed.size() - check_bytes);
    if (!std::ranges::equal(checked(body, context), closed.last(check_bytes))) {
      return fail(ErrorCode::bad_signature, "changed, or of another context");
    }
    return fake_mixed(body.subspan(head));
  }
  port::Sha256 fingerprint(std::string_view kind, std::string_view text) override {
    return fingerprints(kind, text).front();
  }
  std::vector<port::Sha256> fingerprints(std::string_view kind, std::string_view text) override {
    std::vector<port::Sha256> all;
    for (const std::uint8_t key : keys_) {
      const std::string whole = std::to_string(key) + " " + std::string(kind) + " ";
      all.push_back(FakeKeyedHash(whole).mac(
          {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}));
    }
    return all;
  }

 private:
  static port::Sha256 checked(std::span<const std::uint8_t> body, std::string_view context) {
    return FakeKeyedHash(std::string(context)).mac(body);
  }

  std::vector<std::uint8_t> keys_;  // the newest first
  std::uint8_t count_ = 0;
};

}  // namespace lobby::tests
