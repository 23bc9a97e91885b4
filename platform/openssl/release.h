// Ownership of keys and certificates without OpenSSL's headers, for this adapter's own headers.
#pragma once

#include <memory>

struct evp_pkey_st;
struct x509_st;

namespace lobby::openssl {

struct ReleaseKey {
  void operator()(evp_pkey_st* key) const;
};
struct ReleaseCertificate {
  void operator()(x509_st* certificate) const;
};

using KeyHandle = std::unique_ptr<evp_pkey_st, ReleaseKey>;
using CertificateHandle = std::unique_ptr<x509_st, ReleaseCertificate>;

}  // namespace lobby::openssl
