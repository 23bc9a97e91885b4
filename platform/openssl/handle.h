// Owners of OpenSSL's objects. Private to this adapter: it is included by its .cpp files only.
// Any thread; one object on one thread at a time.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/cms.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include "platform/openssl/release.h"

namespace lobby::openssl {

template <auto release>
struct Releaser {
  template <class Object>
  void operator()(Object* object) const {
    release(object);
  }
};

using ContextHandle = std::unique_ptr<EVP_MD_CTX, Releaser<&EVP_MD_CTX_free>>;
using KeyContextHandle = std::unique_ptr<EVP_PKEY_CTX, Releaser<&EVP_PKEY_CTX_free>>;
using BioHandle = std::unique_ptr<BIO, Releaser<&BIO_free_all>>;
using NumberHandle = std::unique_ptr<BIGNUM, Releaser<&BN_free>>;
using RequestHandle = std::unique_ptr<X509_REQ, Releaser<&X509_REQ_free>>;
using ExtensionHandle = std::unique_ptr<X509_EXTENSION, Releaser<&X509_EXTENSION_free>>;
using StoreHandle = std::unique_ptr<X509_STORE, Releaser<&X509_STORE_free>>;
using StoreContextHandle = std::unique_ptr<X509_STORE_CTX, Releaser<&X509_STORE_CTX_free>>;
using MessageHandle = std::unique_ptr<CMS_ContentInfo, Releaser<&CMS_ContentInfo_free>>;
using NamesHandle = std::unique_ptr<GENERAL_NAMES, Releaser<&GENERAL_NAMES_free>>;

// A reader over text that outlives it.
inline BioHandle reader_of(std::string_view text) {
  return BioHandle(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

inline BioHandle memory_writer() {
  return BioHandle(BIO_new(BIO_s_mem()));
}

inline std::string text_of(BIO* bio) {
  char* data = nullptr;
  const long length = BIO_get_mem_data(bio, &data);
  return {data, static_cast<std::size_t>(length)};
}

}  // namespace lobby::openssl
