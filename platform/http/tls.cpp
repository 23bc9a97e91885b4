// TLS 1.3 with a client certificate that may be missing. A bad one does not break the handshake,
// where the client would only see an alert; it is remembered, and no device is derived from it.
#include "platform/http/tls.h"

#include <array>
#include <string_view>

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>

namespace lobby::http {
namespace {

constexpr std::string_view session_context = "lobby";

Error tls_error(const std::string& what) {
  std::array<char, 256> reason{};
  const unsigned long error = ERR_get_error();
  ERR_clear_error();
  ERR_error_string_n(error, reason.data(), reason.size());
  return fail(ErrorCode::configuration, what + " (" + reason.data() + ")");
}

// OpenSSL keeps the error in the verification result; peer_of reads it.
int note_and_go_on(int, X509_STORE_CTX*) {
  return 1;
}

Error problem_of(long verify_result) {
  const std::string reason = X509_verify_cert_error_string(verify_result);
  switch (verify_result) {
    case X509_V_ERR_CERT_HAS_EXPIRED:
      return fail(ErrorCode::expired,
                  "the device certificate has expired; the device renews it at /v1/renew");
    case X509_V_ERR_CERT_NOT_YET_VALID:
      return fail(ErrorCode::unauthenticated,
                  "the device certificate is not valid yet; check the server's clock");
    default:
      return fail(ErrorCode::unauthenticated,
                  "the device certificate is not from this server's authority: " + reason);
  }
}

struct ReleaseCheck {
  void operator()(X509_STORE_CTX* check) const { X509_STORE_CTX_free(check); }
};

bool has_ended(const X509* certificate) {
  return X509_cmp_current_time(X509_get0_notAfter(certificate)) < 0;
}

// Whether nothing but its end stands against it: the whole check once more, without the dates. The
// handshake's own result does not say so, since it keeps the last of several errors.
bool held_until_its_end(ssl_st* tls, X509* certificate) {
  const std::unique_ptr<X509_STORE_CTX, ReleaseCheck> check(X509_STORE_CTX_new());
  X509_STORE* authority = SSL_CTX_get_cert_store(SSL_get_SSL_CTX(tls));
  if (!has_ended(certificate) || !check ||
      X509_STORE_CTX_init(check.get(), authority, certificate, nullptr) != 1 ||
      X509_STORE_CTX_set_default(check.get(), "ssl_client") != 1) {
    ERR_clear_error();
    return false;
  }
  X509_STORE_CTX_set_flags(check.get(), X509_V_FLAG_NO_CHECK_TIME);
  const bool held = X509_verify_cert(check.get()) == 1;
  ERR_clear_error();
  return held;
}

}  // namespace

void ReleaseTls::operator()(ssl_ctx_st* context) const {
  SSL_CTX_free(context);
}

Result<TlsContext> make_tls_context(const Options& options) {
  TlsContext context(SSL_CTX_new(TLS_server_method()));
  if (!context || SSL_CTX_set_min_proto_version(context.get(), TLS1_3_VERSION) != 1) {
    return tls_error("cannot set up TLS 1.3");
  }
  const std::string chain = options.certificate_chain_file.string();
  if (SSL_CTX_use_certificate_chain_file(context.get(), chain.c_str()) != 1) {
    return tls_error("cannot use the certificate " + chain);
  }
  const std::string key = options.private_key_file.string();
  if (SSL_CTX_use_PrivateKey_file(context.get(), key.c_str(), SSL_FILETYPE_PEM) != 1 ||
      SSL_CTX_check_private_key(context.get()) != 1) {
    return tls_error("cannot use the key " + key + " with the certificate " + chain);
  }
  const std::string authority = options.authority_file.string();
  STACK_OF(X509_NAME)* names = SSL_load_client_CA_file(authority.c_str());
  if (names == nullptr || SSL_CTX_load_verify_file(context.get(), authority.c_str()) != 1) {
    sk_X509_NAME_pop_free(names, X509_NAME_free);
    return tls_error("cannot use the authority " + authority);
  }
  SSL_CTX_set_client_CA_list(context.get(), names);
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, &note_and_go_on);
  SSL_CTX_set_mode(context.get(), SSL_MODE_RELEASE_BUFFERS);
  const auto* id = reinterpret_cast<const unsigned char*>(session_context.data());
  SSL_CTX_set_session_id_context(context.get(), id, static_cast<unsigned>(session_context.size()));
  return context;
}

Peer peer_of(ssl_st* tls) {
  Peer peer;
  X509* certificate = SSL_get0_peer_certificate(tls);
  if (certificate == nullptr) {
    return peer;
  }
  long result = SSL_get_verify_result(tls);
  // A session that is resumed was checked when it began.
  if (result == X509_V_OK && has_ended(certificate)) {
    result = X509_V_ERR_CERT_HAS_EXPIRED;
  }
  if (result != X509_V_OK) {
    peer.expired = result == X509_V_ERR_CERT_HAS_EXPIRED && held_until_its_end(tls, certificate);
    peer.problem = problem_of(result);
    if (!peer.expired) {
      return peer;
    }
  }
  const int length = i2d_X509(certificate, nullptr);
  if (length > 0) {
    peer.certificate_der.resize(static_cast<std::size_t>(length));
    unsigned char* out = peer.certificate_der.data();
    i2d_X509(certificate, &out);
  }
  return peer;
}

void keep_session(ssl_st* tls) {
  SSL_set_shutdown(tls, SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
}

}  // namespace lobby::http
