// Issuing certificates. Every one gets a random serial (RFC 5280 §4.1.2.2), starts a day early for
// clocks that lag, and says what it may be used for and nothing more.
#include "platform/openssl/authority.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include <arpa/inet.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include "platform/openssl/error.h"
#include "platform/openssl/file.h"
#include "platform/openssl/handle.h"

namespace lobby::openssl {
namespace {

constexpr Duration clock_lag = Duration::days(1);

struct Extension {
  int nid;
  std::string value;
};

// What a new certificate says.
struct Statement {
  std::string common_name;
  Duration validity;
  std::vector<Extension> extensions;
};

bool set_serial(X509* certificate) {
  constexpr int serial_bits = 127;  // positive and at most 20 bytes
  const NumberHandle number(BN_new());
  return number && BN_rand(number.get(), serial_bits, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1 &&
         BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool set_validity(X509* certificate, UtcTime now, Duration validity) {
  const std::time_t first = (now - clock_lag).ms / 1000;
  const std::time_t last = (now + validity).ms / 1000;
  return ASN1_TIME_set(X509_getm_notBefore(certificate), first) != nullptr &&
         ASN1_TIME_set(X509_getm_notAfter(certificate), last) != nullptr;
}

bool set_name(X509* certificate, const std::string& common_name) {
  const auto* text = reinterpret_cast<const unsigned char*>(common_name.data());
  return X509_NAME_add_entry_by_NID(X509_get_subject_name(certificate), NID_commonName,
                                    MBSTRING_UTF8, text, static_cast<int>(common_name.size()), -1,
                                    0) == 1;
}

bool add_extensions(X509* certificate, X509* issuer, const std::vector<Extension>& extensions) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  return std::ranges::all_of(extensions, [&](const Extension& extension) {
    const ExtensionHandle handle(
        X509V3_EXT_conf_nid(nullptr, &context, extension.nid, extension.value.c_str()));
    return handle && X509_add_ext(certificate, handle.get(), -1) == 1;
  });
}

// `issuer` is null for the authority's own certificate.
Result<Certificate> issue(const Statement& statement, EVP_PKEY* subject_key, X509* issuer,
                          const PrivateKey& issuer_key, UtcTime now) {
  CertificateHandle handle(X509_new());
  X509* certificate = handle.get();
  X509* signer = issuer != nullptr ? issuer : certificate;
  const bool made = certificate != nullptr && X509_set_version(certificate, X509_VERSION_3) == 1 &&
                    set_serial(certificate) && set_validity(certificate, now, statement.validity) &&
                    set_name(certificate, statement.common_name) &&
                    X509_set_issuer_name(certificate, X509_get_subject_name(signer)) == 1 &&
                    X509_set_pubkey(certificate, subject_key) == 1 &&
                    add_extensions(certificate, signer, statement.extensions) &&
                    X509_sign(certificate, issuer_key.handle(), nullptr) > 0;
  if (!made) {
    return openssl_error(ErrorCode::malformed,
                         "cannot issue the certificate of '" + statement.common_name + "'");
  }
  return Certificate(std::move(handle));
}

bool is_address(const std::string& host) {
  std::array<unsigned char, sizeof(in6_addr)> bytes{};
  return ::inet_pton(AF_INET, host.c_str(), bytes.data()) == 1 ||
         ::inet_pton(AF_INET6, host.c_str(), bytes.data()) == 1;
}

bool is_dns_name(const std::string& host) {
  constexpr std::size_t dns_name_max = 253;  // RFC 1035 §2.3.4
  return !host.empty() && host.size() <= dns_name_max && host.front() != '.' &&
         host.front() != '-' && std::ranges::all_of(host, [](char c) {
           return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '.';
         });
}

// "DNS:desk.example,IP:10.0.0.2". Names are checked, since OpenSSL's text form has a syntax.
Result<std::string> alternative_names(const std::vector<std::string>& hosts) {
  std::string text;
  for (const std::string& host : hosts) {
    const bool address = is_address(host);
    if (!address && !is_dns_name(host)) {
      return fail(ErrorCode::malformed, "'" + host + "' is neither a host name nor an IP address");
    }
    text += text.empty() ? "" : ",";
    text += (address ? "IP:" : "DNS:") + host;
  }
  if (text.empty()) {
    return fail(ErrorCode::malformed, "a server certificate needs a host name");
  }
  return text;
}

Result<RequestHandle> checked_request(std::string_view request_pem, const ticket::PublicKey& key) {
  const BioHandle bio = reader_of(request_pem);
  RequestHandle request(PEM_read_bio_X509_REQ(bio.get(), nullptr, nullptr, nullptr));
  if (!request) {
    return openssl_error(ErrorCode::malformed, "the certificate request is not PKCS #10 in PEM");
  }
  EVP_PKEY* requested = X509_REQ_get0_pubkey(request.get());
  ticket::PublicKey raw{};
  std::size_t length = raw.size();
  if (requested == nullptr || EVP_PKEY_get_base_id(requested) != EVP_PKEY_ED25519 ||
      EVP_PKEY_get_raw_public_key(requested, raw.data(), &length) != 1 || raw != key) {
    return openssl_error(ErrorCode::bad_signature,
                         "the certificate request is for another key than the device's");
  }
  if (X509_REQ_verify(request.get(), requested) != 1) {
    return openssl_error(ErrorCode::bad_signature,
                         "the certificate request is not signed by its own key");
  }
  return request;
}

}  // namespace

Result<Authority> Authority::create(std::string_view name, UtcTime now) {
  Result<PrivateKey> key = PrivateKey::generate(KeyKind::ed25519);
  if (!key) {
    return key.error();
  }
  const Statement statement{"Lobby authority of " + std::string(name.substr(0, 40)),
                            authority_validity,
                            {{NID_basic_constraints, "critical,CA:TRUE,pathlen:0"},
                             {NID_key_usage, "critical,keyCertSign,cRLSign"},
                             {NID_subject_key_identifier, "hash"}}};
  Result<Certificate> certificate = issue(statement, key->handle(), nullptr, *key, now);
  if (!certificate) {
    return certificate.error();
  }
  return Authority(std::move(*key), std::move(*certificate));
}

Result<Authority> Authority::load(const std::filesystem::path& certificate_file,
                                  const std::filesystem::path& key_file) {
  Result<Certificate> certificate = Certificate::load(certificate_file);
  if (!certificate) {
    return certificate.error();
  }
  Result<PrivateKey> key = PrivateKey::load(key_file);
  if (!key) {
    return key.error();
  }
  if (!certificate->belongs_to(*key)) {
    return fail(ErrorCode::configuration, certificate_file.string() + " does not belong to " +
                                              key_file.string() + "; restore both together");
  }
  return Authority(std::move(*key), std::move(*certificate));
}

Status Authority::save(const std::filesystem::path& certificate_file,
                       const std::filesystem::path& key_file) const {
  if (Status saved = key_.save(key_file); !saved) {
    return saved;
  }
  return write_new_file(certificate_file, certificate_.pem(), mode_public);
}

// A certificate that outlives its authority would only look valid.
Duration Authority::validity_at(UtcTime now) const {
  return std::min(certificate_validity, certificate_.not_after() - now);
}

Result<Certificate> Authority::issue_server(const PrivateKey& key,
                                            const std::vector<std::string>& hosts,
                                            UtcTime now) const {
  const Result<std::string> names = alternative_names(hosts);
  if (!names) {
    return names.error();
  }
  const Statement statement{"Lobby server",
                            validity_at(now),
                            {{NID_basic_constraints, "critical,CA:FALSE"},
                             {NID_key_usage, "critical,digitalSignature"},
                             {NID_ext_key_usage, "serverAuth"},
                             {NID_subject_key_identifier, "hash"},
                             {NID_authority_key_identifier, "keyid:always"},
                             {NID_subject_alt_name, *names}}};
  return issue(statement, key.handle(), certificate_.handle(), key_, now);
}

Result<Certificate> Authority::issue_seal(const PrivateKey& key, UtcTime now) const {
  const Statement statement{"Lobby seal",
                            certificate_.not_after() - now,
                            {{NID_basic_constraints, "critical,CA:FALSE"},
                             {NID_key_usage, "critical,keyAgreement"},
                             {NID_subject_key_identifier, "hash"},
                             {NID_authority_key_identifier, "keyid:always"}}};
  return issue(statement, key.handle(), certificate_.handle(), key_, now);
}

Status Authority::check_request(std::string_view request_pem, const ticket::PublicKey& key) {
  const Result<RequestHandle> request = checked_request(request_pem, key);
  return request ? done() : Status(request.error());
}

Result<Certificate> Authority::issue_client(std::string_view request_pem,
                                            const ticket::PublicKey& key, DeviceId device,
                                            UtcTime now) const {
  const Result<RequestHandle> request = checked_request(request_pem, key);
  if (!request) {
    return request.error();
  }
  const Statement statement{device.text(),
                            validity_at(now),
                            {{NID_basic_constraints, "critical,CA:FALSE"},
                             {NID_key_usage, "critical,digitalSignature"},
                             {NID_ext_key_usage, "clientAuth"},
                             {NID_subject_key_identifier, "hash"},
                             {NID_authority_key_identifier, "keyid:always"}}};
  return issue(statement, X509_REQ_get0_pubkey(request->get()), certificate_.handle(), key_, now);
}

}  // namespace lobby::openssl
