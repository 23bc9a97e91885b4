// The transport port: one request to the server over mutual TLS, one reply.
// Sync thread. `cancel()` may be called from any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/base/time.h"

namespace lobby::port {

struct Reply {
  std::int32_t status = 0;  // HTTP (RFC 9110)
  std::string body;
  std::optional<Duration> retry_after;
};

class Transport {
 public:
  virtual ~Transport() = default;
  // `path` begins with '/'. Errors: unavailable (no contact), timed_out, untrusted_server,
  // unauthenticated (our certificate was refused), expired (it has ended), too_large (reply over
  // the limit).
  virtual Result<Reply> post(std::string_view path, std::string_view json, Duration timeout) = 0;
  virtual Result<Reply> get(std::string_view path_and_query, Duration timeout) = 0;
  // Ends the request under way, or the next one when none is, with `unavailable`; later requests
  // work again. So a caller that waits in a long poll can be woken without a race.
  virtual void cancel() = 0;
};

}  // namespace lobby::port
