// HMAC by OpenSSL.
#include "platform/openssl/keyed_hash.h"

#include <utility>

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "platform/openssl/secret.h"

namespace lobby::openssl {

KeyedHash::KeyedHash(std::string secret) : secret_(std::move(secret)) {
  CHECK(!secret_.empty());
}

Result<KeyedHash> KeyedHash::load(const std::filesystem::path& file) {
  Result<std::string> secret = read_secret(file);
  if (!secret) {
    return secret.error();
  }
  return KeyedHash(*std::move(secret));
}

port::Sha256 KeyedHash::mac(std::span<const std::uint8_t> message) {
  port::Sha256 value{};
  unsigned length = 0;
  CHECK(HMAC(EVP_sha256(), secret_.data(), static_cast<int>(secret_.size()), message.data(),
             message.size(), value.data(), &length) != nullptr);
  CHECK(length == value.size());
  return value;
}

}  // namespace lobby::openssl
