// What a request is once TLS and HTTP are taken off it, and what a route answers: values that
// join platform/http to app/server, and let tests call routes without a socket.
// Handlers and polls run on the server's pool, several at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/base/time.h"

namespace lobby::port {

struct Request {
  std::string method;  // as sent: "GET"
  std::string target;  // path and query: "/v1/feed?cursor=7"
  std::string content_type;
  std::string body;
  std::string remote_address;           // without the port
  std::string notice_signature{};       // the header Lobby-Signature (core/payment/signature.h)
  std::optional<DeviceId> peer_device;  // its certificate was verified against our authority
  // Its certificate is one of ours and has ended: good for a renewal and nothing else.
  std::optional<DeviceId> expired_device;
  // Why the certificate that was shown does not count: expired, unauthenticated.
  std::optional<Error> peer_problem;
};

struct Response {
  std::int32_t status = 200;  // RFC 9110
  std::string content_type = "application/json";
  std::string content_encoding;  // of the body; set by the server itself
  std::string body;
  std::string allow;  // the methods a 405 names
  std::optional<Duration> retry_after;

  bool operator==(const Response&) const = default;
};

// An answer that waits without holding a thread (a long poll). `poll` runs at once, after every
// wake-up of the server, and with `last` when `wait` is over or the server stops; then it must
// answer.
struct Deferred {
  std::function<std::optional<Response>(bool last)> poll;
  Duration wait;
};

using Answer = std::variant<Response, Deferred>;
using Handler = std::function<Answer(const Request&)>;

}  // namespace lobby::port
