// X.509 certificates (RFC 5280) as this system uses them: the site's authority, its server, its
// devices. A device's certificate carries its id as the subject's common name.
// Any thread; one object on one thread at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/port/signer.h"
#include "platform/openssl/key.h"
#include "platform/openssl/release.h"

namespace lobby::openssl {

class Certificate {
 public:
  explicit Certificate(CertificateHandle handle) : handle_(std::move(handle)) {}
  // The first certificate of the text. Errors: malformed.
  static Result<Certificate> parse_pem(std::string_view text);
  static Result<Certificate> parse_der(std::span<const std::uint8_t> bytes);
  static Result<Certificate> load(const std::filesystem::path& file);

  std::string pem() const;
  // SHA-256 over the DER form: what staff compare.
  port::Sha256 fingerprint() const;
  UtcTime not_before() const;
  UtcTime not_after() const;
  // DNS names and IP addresses of the subject alternative name.
  std::vector<std::string> hosts() const;
  // Errors: unauthenticated (the common name is no device id).
  Result<DeviceId> device() const;
  bool belongs_to(const PrivateKey& key) const;
  // Whether `authority` signed it. No date or use is looked at.
  bool is_signed_by(const Certificate& authority) const;

  x509_st* handle() const { return handle_.get(); }

 private:
  CertificateHandle handle_;
};

// For the TLS server: the device a verified peer certificate names.
Result<DeviceId> device_of(std::span<const std::uint8_t> certificate_der);

// "SHA256:0A1B…": the form in which staff carry a fingerprint to a device.
std::string fingerprint_text(const port::Sha256& fingerprint);
// Either case, with or without colons. Errors: malformed.
Result<port::Sha256> parse_fingerprint(std::string_view text);

// A certification request (PKCS #10, RFC 2986) that proves possession of `key`.
Result<std::string> certificate_request(const PrivateKey& key);

}  // namespace lobby::openssl
