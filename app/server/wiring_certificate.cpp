// The server's certificate, made and made again for the same key and names.
#include "app/server/wiring_certificate.h"

#include <system_error>

#include "platform/system/files.h"

namespace lobby::server {
namespace {

constexpr Duration renewed_before_end = Duration::days(60);
constexpr Duration authority_told_before_end = Duration::days(365);

}  // namespace

Status make_server_certificate(const Files& files, const openssl::Authority& authority,
                               const std::vector<std::string>& hosts, UtcTime now) {
  std::error_code ignored;
  const bool has_key = std::filesystem::exists(files.key, ignored);
  const Result<openssl::PrivateKey> key =
      has_key ? openssl::PrivateKey::load(files.key)
              : openssl::PrivateKey::generate(openssl::KeyKind::p256);
  if (!key) {
    return key.error();
  }
  const Result<openssl::Certificate> certificate = authority.issue_server(*key, hosts, now);
  if (!certificate) {
    return certificate.error();
  }
  if (!has_key) {
    if (Status saved = key->save(files.key); !saved) {
      return saved;
    }
  }
  // The authority goes along: a device that knows only its fingerprint finds it in the handshake.
  return system::write_file(files.certificate.string(),
                            certificate->pem() + authority.certificate().pem(),
                            system::FileMode::readable);
}

Status renew_server_certificate(const Files& files, const openssl::Authority& authority,
                                const system::Log& log, UtcTime now) {
  const Result<openssl::Certificate> current = openssl::Certificate::load(files.certificate);
  if (!current) {
    return current.error();
  }
  // Nothing can be issued beyond the authority's own end.
  const bool last_one = current->not_after() >= authority.certificate().not_after();
  if (last_one || now + renewed_before_end < current->not_after()) {
    return done();
  }
  log.info("tls", "the server's certificate is renewed");
  return make_server_certificate(files, authority, current->hosts(), now);
}

void warn_of_authority(const openssl::Authority& authority, const system::Log& log, UtcTime now) {
  if (now + authority_told_before_end < authority.certificate().not_after()) {
    return;
  }
  log.warning("tls",
              "the authority ends within a year and every certificate with it: make a new server "
              "with 'lobby-server init' and enrol the devices there");
}

}  // namespace lobby::server
