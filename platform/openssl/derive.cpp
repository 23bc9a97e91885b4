// HKDF by OpenSSL's EVP_KDF.
#include "platform/openssl/derive.h"

#include <array>

#include <openssl/core_names.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

#include "core/base/check.h"
#include "platform/openssl/handle.h"

namespace lobby::openssl {
namespace {

using DeriverHandle = std::unique_ptr<EVP_KDF, Releaser<&EVP_KDF_free>>;
using DeriverContextHandle = std::unique_ptr<EVP_KDF_CTX, Releaser<&EVP_KDF_CTX_free>>;

// OpenSSL's parameters are not const, and it changes none of these.
OSSL_PARAM octet_parameter(const char* name, const void* data, std::size_t size) {
  return OSSL_PARAM_construct_octet_string(name, const_cast<void*>(data), size);
}

}  // namespace

Bytes hkdf_sha256(std::span<const std::uint8_t> key, std::span<const std::uint8_t> salt,
                  std::string_view purpose, std::size_t size) {
  CHECK(!key.empty() && size >= 1 && size <= std::size_t{255} * 32);
  const DeriverHandle deriver(EVP_KDF_fetch(nullptr, "HKDF", nullptr));
  const DeriverContextHandle context(EVP_KDF_CTX_new(deriver.get()));
  CHECK(context);
  std::array<char, 7> digest{"SHA256"};
  std::array<OSSL_PARAM, 5> parameters = {
      OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest.data(), 0),
      octet_parameter(OSSL_KDF_PARAM_KEY, key.data(), key.size()),
      octet_parameter(OSSL_KDF_PARAM_INFO, purpose.data(), purpose.size()),
      octet_parameter(OSSL_KDF_PARAM_SALT, salt.data(), salt.size()), OSSL_PARAM_construct_end()};
  if (salt.empty()) {
    parameters[3] = OSSL_PARAM_construct_end();
  }
  Bytes derived(size);
  CHECK(EVP_KDF_derive(context.get(), derived.data(), derived.size(), parameters.data()) == 1);
  return derived;
}

}  // namespace lobby::openssl
