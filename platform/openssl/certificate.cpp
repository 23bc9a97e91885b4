// Reading certificates, and the request a device makes for one.
#include "platform/openssl/certificate.h"

#include <array>
#include <cctype>
#include <ctime>

#include <arpa/inet.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include "core/base/text.h"
#include "platform/openssl/error.h"
#include "platform/openssl/file.h"
#include "platform/openssl/handle.h"

namespace lobby::openssl {
namespace {

constexpr std::string_view fingerprint_mark = "SHA256:";

UtcTime time_of(const ASN1_TIME* time) {
  std::tm parts{};
  CHECK(ASN1_TIME_to_tm(time, &parts) == 1);
  return {static_cast<std::int64_t>(::timegm(&parts)) * 1000};
}

std::string host_of(const GENERAL_NAME& name) {
  int type = 0;
  const void* value = GENERAL_NAME_get0_value(&name, &type);
  const auto* text = static_cast<const ASN1_STRING*>(value);
  if (type == GEN_DNS) {
    return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(text)),
            static_cast<std::size_t>(ASN1_STRING_length(text))};
  }
  if (type == GEN_IPADD) {
    constexpr int ipv4_bytes = 4;
    const int family = ASN1_STRING_length(text) == ipv4_bytes ? AF_INET : AF_INET6;
    std::array<char, INET6_ADDRSTRLEN> buffer{};
    if (::inet_ntop(family, ASN1_STRING_get0_data(text), buffer.data(), buffer.size()) != nullptr) {
      return buffer.data();
    }
  }
  return {};
}

}  // namespace

Result<Certificate> Certificate::parse_pem(std::string_view text) {
  const BioHandle bio = reader_of(text);
  CertificateHandle handle(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
  if (!handle) {
    return openssl_error(ErrorCode::malformed, "this is not a certificate in PEM");
  }
  return Certificate(std::move(handle));
}

Result<Certificate> Certificate::parse_der(std::span<const std::uint8_t> bytes) {
  const unsigned char* position = bytes.data();
  CertificateHandle handle(d2i_X509(nullptr, &position, static_cast<long>(bytes.size())));
  if (!handle) {
    return openssl_error(ErrorCode::malformed, "this is not a certificate in DER");
  }
  return Certificate(std::move(handle));
}

Result<Certificate> Certificate::load(const std::filesystem::path& file) {
  const Result<std::string> text = read_file(file);
  if (!text) {
    return text.error();
  }
  Result<Certificate> certificate = parse_pem(*text);
  if (!certificate) {
    return fail(certificate.error().code, file.string() + ": " + certificate.error().detail);
  }
  return certificate;
}

std::string Certificate::pem() const {
  const BioHandle bio = memory_writer();
  CHECK(bio && PEM_write_bio_X509(bio.get(), handle_.get()) == 1);
  return text_of(bio.get());
}

port::Sha256 Certificate::fingerprint() const {
  port::Sha256 fingerprint{};
  unsigned length = 0;
  CHECK(X509_digest(handle_.get(), EVP_sha256(), fingerprint.data(), &length) == 1 &&
        length == fingerprint.size());
  return fingerprint;
}

UtcTime Certificate::not_before() const {
  return time_of(X509_get0_notBefore(handle_.get()));
}
UtcTime Certificate::not_after() const {
  return time_of(X509_get0_notAfter(handle_.get()));
}

std::vector<std::string> Certificate::hosts() const {
  std::vector<std::string> hosts;
  const NamesHandle names(static_cast<GENERAL_NAMES*>(
      X509_get_ext_d2i(handle_.get(), NID_subject_alt_name, nullptr, nullptr)));
  for (int index = 0; names && index < sk_GENERAL_NAME_num(names.get()); ++index) {
    std::string host = host_of(*sk_GENERAL_NAME_value(names.get(), index));
    if (!host.empty()) {
      hosts.push_back(std::move(host));
    }
  }
  return hosts;
}

Result<DeviceId> Certificate::device() const {
  constexpr int uuid_characters = 36;
  std::array<char, uuid_characters + 2> name{};
  const int length = X509_NAME_get_text_by_NID(X509_get_subject_name(handle_.get()), NID_commonName,
                                               name.data(), static_cast<int>(name.size()));
  const std::string_view text(name.data(), length > 0 ? static_cast<std::size_t>(length) : 0U);
  const Result<DeviceId> device = DeviceId::parse(text);
  if (!device) {
    return fail(ErrorCode::unauthenticated, "the certificate names no device");
  }
  return *device;
}

bool Certificate::belongs_to(const PrivateKey& key) const {
  return EVP_PKEY_eq(X509_get0_pubkey(handle_.get()), key.handle()) == 1;
}

bool Certificate::is_signed_by(const Certificate& authority) const {
  const bool signed_by = X509_verify(handle_.get(), X509_get0_pubkey(authority.handle_.get())) == 1;
  ERR_clear_error();
  return signed_by;
}

Result<DeviceId> device_of(std::span<const std::uint8_t> certificate_der) {
  const Result<Certificate> certificate = Certificate::parse_der(certificate_der);
  if (!certificate) {
    return certificate.error();
  }
  return certificate->device();
}

std::string fingerprint_text(const port::Sha256& fingerprint) {
  std::string text = hex_text(fingerprint);
  for (char& c : text) {
    c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return std::string(fingerprint_mark) + text;
}

Result<port::Sha256> parse_fingerprint(std::string_view text) {
  const auto wrong = [] {
    return fail(ErrorCode::malformed,
                "a fingerprint is SHA256: and 64 hexadecimal digits, as "
                "'lobby-server enrol' prints it");
  };
  if (text.size() < fingerprint_mark.size() ||
      text.substr(0, fingerprint_mark.size()) != fingerprint_mark) {
    return wrong();
  }
  std::string digits;
  for (const char c : text.substr(fingerprint_mark.size())) {
    if (c != ':') {
      digits += c;
    }
  }
  const std::optional<Bytes> bytes = parse_hex(digits);
  port::Sha256 fingerprint{};
  if (!bytes || bytes->size() != fingerprint.size()) {
    return wrong();
  }
  std::copy(bytes->begin(), bytes->end(), fingerprint.begin());
  return fingerprint;
}

Result<std::string> certificate_request(const PrivateKey& key) {
  const RequestHandle request(X509_REQ_new());
  const EVP_MD* digest = key.kind() == KeyKind::ed25519 ? nullptr : EVP_sha256();
  const BioHandle bio = memory_writer();
  const bool made = request && bio &&
                    X509_REQ_set_version(request.get(), X509_REQ_VERSION_1) == 1 &&
                    X509_REQ_set_pubkey(request.get(), key.handle()) == 1 &&
                    X509_REQ_sign(request.get(), key.handle(), digest) > 0 &&
                    PEM_write_bio_X509_REQ(bio.get(), request.get()) == 1;
  if (!made) {
    return openssl_error(ErrorCode::unavailable, "cannot make a certificate request");
  }
  return text_of(bio.get());
}

}  // namespace lobby::openssl
