// Seals as CMS AuthEnvelopedData (RFC 5083) in DER: the content under AES-256-GCM (RFC 5084), its
// key agreed by ephemeral-static ECDH on P-256 with the sealing certificate (RFC 5753, SHA-256),
// named by its key identifier so that a certificate issued again opens what was sealed before.
// A seal says nothing about who made it: the device's own key does, on the connection.
// Any thread; several at once: OpenSSL shares keys and certificates for reading.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

#include "core/port/sealer.h"
#include "platform/openssl/certificate.h"
#include "platform/openssl/key.h"

namespace lobby::openssl {

class Sealer final : public port::Sealer {
 public:
  // Errors: malformed, bad_signature (the certificate does not come from `authority`, or is not one
  // to seal to; no date is looked at, see Authority::issue_seal).
  static Result<Sealer> make(std::string_view certificate_pem, const Certificate& authority);
  // On a device. Errors: configuration (no certificate) and those of make(); they say what to do.
  static Result<Sealer> load(const std::filesystem::path& certificate_file,
                             const std::filesystem::path& authority_file);

  Result<Bytes> seal(std::span<const std::uint8_t> plain) override;

 private:
  explicit Sealer(Certificate certificate) : certificate_(std::move(certificate)) {}

  Certificate certificate_;
};

class Unsealer final : public port::Unsealer {
 public:
  // On the server. Errors of Certificate::load and PrivateKey::load; configuration where they do
  // not belong together.
  static Result<Unsealer> load(const std::filesystem::path& certificate_file,
                               const std::filesystem::path& key_file);
  // An earlier pair: opens what was sealed before the key changed. Before the first open().
  // Errors as of load().
  Status load_earlier(const std::filesystem::path& certificate_file,
                      const std::filesystem::path& key_file);

  Result<Bytes> open(std::span<const std::uint8_t> sealed) override;
  // What devices seal to.
  const Certificate& certificate() const { return pairs_.front().certificate; }

 private:
  struct Pair {
    PrivateKey key;
    Certificate certificate;
  };
  static Result<Pair> load_pair(const std::filesystem::path& certificate_file,
                                const std::filesystem::path& key_file);
  explicit Unsealer(Pair current) { pairs_.push_back(std::move(current)); }

  std::vector<Pair> pairs_;  // the current one first
};

// Whether these bytes have the one form that Sealer writes: one recipient by key agreement,
// AES-256-GCM with a nonce of 12 bytes and a tag of 16, nothing after it. Looked at before OpenSSL
// opens a seal, so that no other algorithm or length ever reaches it (CVE-2025-15467 was a nonce
// too long for its buffer). Errors: malformed.
Status check_seal_form(std::span<const std::uint8_t> sealed);

}  // namespace lobby::openssl
