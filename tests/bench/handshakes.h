// The limit of whoever reconnects many devices: TLS 1.3 handshakes with certificates on both sides,
// in memory, without sockets. Failures throw.
// Uses as many threads as there are cores.
#pragma once

#include <cstddef>

#include "platform/curl/transport.h"

namespace lobby::bench {

struct HandshakeFiles {
  curl::Options client;  // authority, certificate and key
  std::filesystem::path server_certificate_file;
  std::filesystem::path server_key_file;
};

// Seconds for `count` whole handshakes, each with a context of its own as each device has.
double run_handshakes(const HandshakeFiles& files, std::size_t count);

}  // namespace lobby::bench
