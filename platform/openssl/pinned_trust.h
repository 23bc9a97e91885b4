// Trust in one authority known only by its fingerprint: what a device has before enrolment.
// The server sends its authority in the handshake; the chain must end in the very certificate
// whose SHA-256 staff typed in. Nothing else is trusted and no check is left out.
// Any thread.
#pragma once

#include "core/port/signer.h"

namespace lobby::openssl {

class PinnedTrust {
 public:
  explicit PinnedTrust(const port::Sha256& fingerprint) : fingerprint_(fingerprint) {}

  // From here on the handshakes of `tls_context` (an SSL_CTX) verify against the pinned authority.
  // REQUIRES: this object outlives them.
  void apply(void* tls_context) const;

 private:
  port::Sha256 fingerprint_;
};

}  // namespace lobby::openssl
