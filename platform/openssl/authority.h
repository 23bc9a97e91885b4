// The site's own certificate authority: Ed25519, valid ten years, signs the server's certificate
// and one for each device. Its key never leaves the server's data directory.
// Any thread; const members may be called by several at once.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/ticket/ticket.h"
#include "platform/openssl/certificate.h"
#include "platform/openssl/key.h"

namespace lobby::openssl {

inline constexpr Duration authority_validity = Duration::days(3'652);
inline constexpr Duration certificate_validity = Duration::days(730);  // or as long as it itself

class Authority {
 public:
  // `name` of at most 40 bytes stands in the authority's common name.
  static Result<Authority> create(std::string_view name, UtcTime now);
  // Errors of PrivateKey::load and Certificate::load; configuration where they do not belong
  // together.
  static Result<Authority> load(const std::filesystem::path& certificate_file,
                                const std::filesystem::path& key_file);
  Status save(const std::filesystem::path& certificate_file,
              const std::filesystem::path& key_file) const;

  const Certificate& certificate() const { return certificate_; }

  // `hosts`: DNS names and IP addresses, at least one. Errors: malformed (no such name).
  Result<Certificate> issue_server(const PrivateKey& key, const std::vector<std::string>& hosts,
                                   UtcTime now) const;
  // For `key` to be sealed to (sealer.h), as long as the authority itself: a device keeps it for
  // life, and a date that ends would only stop sales.
  Result<Certificate> issue_seal(const PrivateKey& key, UtcTime now) const;
  // Whether the request is signed by the key it asks for, and this key is `key`.
  // Errors: malformed, bad_signature.
  static Status check_request(std::string_view request_pem, const ticket::PublicKey& key);
  // Errors of check_request.
  Result<Certificate> issue_client(std::string_view request_pem, const ticket::PublicKey& key,
                                   DeviceId device, UtcTime now) const;

 private:
  Duration validity_at(UtcTime now) const;
  Authority(PrivateKey key, Certificate certificate)
      : key_(std::move(key)), certificate_(std::move(certificate)) {}

  PrivateKey key_;
  Certificate certificate_;
};

}  // namespace lobby::openssl
