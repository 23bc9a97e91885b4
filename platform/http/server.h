// The HTTPS server: TLS 1.3 only, HTTP/1.1, a bounded number of connections, each with deadlines.
// A client certificate is asked for and checked against the site's authority; a client without
// one, or with one that does not hold, is served as nobody (Request::peer_device is empty,
// peer_problem says why), so that a route can refuse it by name. One that held until its end came
// is told apart (Request::expired_device). One thread owns all sockets; handlers run on a bounded
// pool, and a full pool answers 503 with Retry-After. A client that says nothing or trickles costs
// no thread and is closed in time. start(), reload_certificate(), wake(), stop() and the destructor
// from any thread but a handler's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "core/base/limits.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/port/http.h"
#include "platform/http/worker_pool.h"

namespace lobby::http {

struct Deadlines {
  Duration handshake = Duration::seconds(10);
  Duration header = Duration::seconds(10);  // from its first byte, or from the handshake
  Duration body = Duration::seconds(30);    // the whole of it
  Duration idle = Duration::seconds(75);    // between requests of one connection
  Duration write = Duration::seconds(30);   // the whole response
  Duration stop = Duration::seconds(5);     // for requests under way when the server stops
};

struct Options {
  std::string address = "127.0.0.1";             // IPv4 or IPv6, numeric
  std::uint16_t port = 0;                        // 0: any free one
  std::filesystem::path certificate_chain_file;  // the server's, then the authority's
  std::filesystem::path private_key_file;
  std::filesystem::path authority_file;
  PoolSize pool;
  std::size_t connections_max = 2'048;
  std::size_t header_bytes_max = 8'192;
  std::size_t body_bytes_max = limits::request_body_bytes_max;  // as sent, and as it unfolds
  Deadlines deadlines;
  // gzip (RFC 1952), there and back; on threads of the pool. Where one is missing, a body that is
  // compressed is refused with 415, or no answer is compressed. `decompress` gives at most
  // `bytes_max` bytes; errors: too_large, malformed.
  std::function<Result<std::string>(std::string_view text)> compress;
  std::function<Result<std::string>(std::string_view bytes, std::size_t bytes_max)> decompress;
  // The device that a verified certificate (DER) names.
  std::function<Result<DeviceId>(std::span<const std::uint8_t>)> identify;
  // One line for the operator.
  std::function<void(std::string_view)> log = [](std::string_view) {};
};

class Server {
 public:
  // Listens when it returns. Errors: configuration (address, certificate or key), unavailable
  // (the port is taken).
  static Result<std::unique_ptr<Server>> start(Options options, port::Handler handler);
  virtual ~Server() = default;

  virtual std::uint16_t port() const = 0;
  // Polls the deferred answers again: something may have changed.
  virtual void wake() = 0;
  // Reads the certificate and key files again: connections from here on are served with them, those
  // there are go on. Errors: configuration, naming the file; then nothing changes.
  virtual Status reload_certificate() = 0;
  // How many deferred answers wait; 0 means that nobody misses a wake().
  virtual std::size_t waiting() const = 0;
  virtual std::size_t connections() const = 0;
  // Stops listening, finishes what is under way (see Deadlines::stop), closes everything.
  virtual void stop() = 0;
};

}  // namespace lobby::http
