// A verification callback that finds the pinned authority among the certificates the peer sent and
// runs OpenSSL's own chain check with it as the only anchor.
#include "platform/openssl/pinned_trust.h"

#include <algorithm>

#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>

#include "platform/openssl/handle.h"

namespace lobby::openssl {
namespace {

bool has_fingerprint(const X509* certificate, const port::Sha256& expected) {
  port::Sha256 actual{};
  unsigned length = 0;
  return X509_digest(certificate, EVP_sha256(), actual.data(), &length) == 1 &&
         length == actual.size() && actual == expected;
}

X509* find_pinned(STACK_OF(X509) * sent, const port::Sha256& expected) {
  for (int index = 0; index < sk_X509_num(sent); ++index) {
    X509* candidate = sk_X509_value(sent, index);
    if (has_fingerprint(candidate, expected)) {
      return candidate;
    }
  }
  return nullptr;
}

int verify_pinned(X509_STORE_CTX* peer, void* pinned) {
  const auto& expected = *static_cast<const port::Sha256*>(pinned);
  STACK_OF(X509)* sent = X509_STORE_CTX_get0_untrusted(peer);
  X509* anchor = find_pinned(sent, expected);
  const StoreHandle store(X509_STORE_new());
  const StoreContextHandle check(X509_STORE_CTX_new());
  if (anchor == nullptr || !store || !check || X509_STORE_add_cert(store.get(), anchor) != 1 ||
      X509_STORE_CTX_init(check.get(), store.get(), X509_STORE_CTX_get0_cert(peer), sent) != 1) {
    X509_STORE_CTX_set_error(peer, X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN);
    return 0;
  }
  X509_STORE_CTX_set_default(check.get(), "ssl_server");
  const int verified = X509_verify_cert(check.get());
  X509_STORE_CTX_set_error(peer, X509_STORE_CTX_get_error(check.get()));
  return verified == 1 ? 1 : 0;
}

}  // namespace

void PinnedTrust::apply(void* tls_context) const {
  auto* context = static_cast<SSL_CTX*>(tls_context);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
  // OpenSSL takes the argument as void*; verify_pinned only reads it.
  SSL_CTX_set_cert_verify_callback(context, &verify_pinned,
                                   const_cast<port::Sha256*>(&fingerprint_));
}

}  // namespace lobby::openssl
