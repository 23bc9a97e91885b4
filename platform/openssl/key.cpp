// Keys over EVP_PKEY.
#include "platform/openssl/key.h"

#include <algorithm>
#include <array>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/sha.h>

#include "platform/openssl/error.h"
#include "platform/openssl/file.h"
#include "platform/openssl/handle.h"

namespace lobby::openssl {
namespace {

// A key file is never encrypted: a kiosk starts without a person. Asking on the terminal, which
// OpenSSL does by default, would hang it.
int no_passphrase(char*, int, int, void*) {
  return -1;
}

}  // namespace

void ReleaseKey::operator()(evp_pkey_st* key) const {
  EVP_PKEY_free(key);
}
void ReleaseCertificate::operator()(x509_st* certificate) const {
  X509_free(certificate);
}

Result<PrivateKey> PrivateKey::generate(KeyKind kind) {
  KeyHandle key(kind == KeyKind::ed25519 ? EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519")
                                         : EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
  if (!key) {
    return openssl_error(ErrorCode::unavailable, "cannot generate a key");
  }
  return PrivateKey(std::move(key));
}

Result<PrivateKey> PrivateKey::from_seed(std::span<const std::uint8_t, 32> seed) {
  KeyHandle key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed.data(), seed.size()));
  if (!key) {
    return openssl_error(ErrorCode::malformed, "cannot make a key from this seed");
  }
  return PrivateKey(std::move(key));
}

Result<PrivateKey> PrivateKey::load(const std::filesystem::path& file) {
  Result<std::string> text = read_private_file(file);
  if (!text) {
    return text.error();
  }
  const BioHandle bio = reader_of(*text);
  KeyHandle key(PEM_read_bio_PrivateKey(bio.get(), nullptr, &no_passphrase, nullptr));
  std::ranges::fill(*text, '\0');
  if (!key) {
    return openssl_error(ErrorCode::malformed, file.string() + " is not a private key in PEM");
  }
  const int type = EVP_PKEY_get_base_id(key.get());
  if (type != EVP_PKEY_ED25519 && type != EVP_PKEY_EC) {
    return fail(ErrorCode::malformed, file.string() + " is neither an Ed25519 nor a P-256 key");
  }
  return PrivateKey(std::move(key));
}

Status PrivateKey::save(const std::filesystem::path& file) const {
  const BioHandle bio = memory_writer();
  if (!bio || PEM_write_bio_PKCS8PrivateKey(bio.get(), key_.get(), nullptr, nullptr, 0, nullptr,
                                            nullptr) != 1) {
    return openssl_error(ErrorCode::unavailable, "cannot write the key as PEM");
  }
  return write_new_file(file, text_of(bio.get()), mode_private);
}

KeyKind PrivateKey::kind() const {
  return EVP_PKEY_get_base_id(key_.get()) == EVP_PKEY_ED25519 ? KeyKind::ed25519 : KeyKind::p256;
}

ticket::PublicKey PrivateKey::public_key() const {
  ticket::PublicKey key{};
  std::size_t length = key.size();
  CHECK(EVP_PKEY_get_raw_public_key(key_.get(), key.data(), &length) == 1 && length == key.size());
  return key;
}

ticket::Signature PrivateKey::sign(std::span<const std::uint8_t> message) const {
  ticket::Signature signature{};
  std::size_t length = signature.size();
  const ContextHandle context(EVP_MD_CTX_new());
  CHECK(context && EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key_.get()) == 1);
  CHECK(EVP_DigestSign(context.get(), signature.data(), &length, message.data(), message.size()) ==
        1);
  CHECK(length == signature.size());
  return signature;
}

ticket::KeyId key_id(const ticket::PublicKey& key) {
  std::array<std::uint8_t, SHA256_DIGEST_LENGTH> hash{};
  CHECK(EVP_Digest(key.data(), key.size(), hash.data(), nullptr, EVP_sha256(), nullptr) == 1);
  ticket::KeyId id{};
  std::copy_n(hash.begin(), id.size(), id.begin());
  return id;
}

}  // namespace lobby::openssl
