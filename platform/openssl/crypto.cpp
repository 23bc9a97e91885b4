// The key ports over EVP. A bad signature leaves entries in OpenSSL's queue; they are dropped here
// so that no later call takes them for its own.
#include "platform/openssl/crypto.h"

#include <utility>

#include <openssl/err.h>
#include <openssl/evp.h>

#include "platform/openssl/handle.h"

namespace lobby::openssl {

Signer::Signer(PrivateKey key) : key_(std::move(key)), public_key_(key_.public_key()) {}

ticket::Signature Signer::sign(std::span<const std::uint8_t> message) {
  return key_.sign(message);
}

bool Verifier::verify(const ticket::PublicKey& key, std::span<const std::uint8_t> message,
                      const ticket::Signature& signature) {
  const KeyHandle handle(
      EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, key.data(), key.size()));
  const ContextHandle context(EVP_MD_CTX_new());
  const bool valid =
      handle && context &&
      EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, handle.get()) == 1 &&
      EVP_DigestVerify(context.get(), signature.data(), signature.size(), message.data(),
                       message.size()) == 1;
  if (!valid) {
    ERR_clear_error();
  }
  return valid;
}

port::Sha256 Hasher::sha256(std::span<const std::uint8_t> bytes) {
  port::Sha256 hash{};
  CHECK(EVP_Digest(bytes.data(), bytes.size(), hash.data(), nullptr, EVP_sha256(), nullptr) == 1);
  return hash;
}

}  // namespace lobby::openssl
