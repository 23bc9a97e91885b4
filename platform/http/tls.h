// The server's TLS settings, and what it can say about a peer. Private to this adapter.
// Any thread; an SSL object on one thread at a time.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/base/text.h"
#include "platform/http/server.h"

struct ssl_ctx_st;
struct ssl_st;

namespace lobby::http {

struct ReleaseTls {
  void operator()(ssl_ctx_st* context) const;
};
using TlsContext = std::unique_ptr<ssl_ctx_st, ReleaseTls>;

// Errors: configuration, naming the file.
Result<TlsContext> make_tls_context(const Options& options);

// What a finished handshake tells of the client.
struct Peer {
  Bytes certificate_der;  // empty without a certificate or with one that does not hold
  bool expired = false;   // it held until its end came; `problem` says so
  std::optional<Error> problem;
};
Peer peer_of(ssl_st* tls);

// Without this mark SSL_free throws the session away and the client cannot resume it.
void keep_session(ssl_st* tls);

}  // namespace lobby::http
