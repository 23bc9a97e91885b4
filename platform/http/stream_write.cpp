// Responses, with the headers every one of them carries.
#include <algorithm>
#include <cstdint>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>

#include <boost/asio/buffer.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/write.hpp>

#include "platform/http/stream.h"

namespace lobby::http {
namespace {

namespace asio = boost::asio;
namespace bhttp = boost::beast::http;
using boost::system::error_code;

constexpr std::string_view page_policy =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'";

// The whole message as text. Beast's own serializer writes the same from a state machine of its
// buffers, which takes the compiler as long as the rest of this adapter.
std::string text_of(const port::Response& response, bool keep_alive) {
  constexpr unsigned http_1_1 = 11;
  bhttp::response<bhttp::empty_body> message(static_cast<bhttp::status>(response.status), http_1_1);
  message.set(bhttp::field::content_type, response.content_type);
  message.set(bhttp::field::cache_control, "no-store");
  message.set("X-Content-Type-Options", "nosniff");
  if (!response.content_encoding.empty()) {
    message.set(bhttp::field::content_encoding, response.content_encoding);
  }
  if (response.content_type.starts_with("text/html")) {
    message.set("Content-Security-Policy", page_policy);
    message.set("Referrer-Policy", "no-referrer");
  }
  if (!response.allow.empty()) {
    message.set(bhttp::field::allow, response.allow);
  }
  if (response.retry_after) {
    const std::int64_t seconds = std::max<std::int64_t>(1, (response.retry_after->ms + 999) / 1000);
    message.set(bhttp::field::retry_after, std::to_string(seconds));
  }
  message.keep_alive(keep_alive);
  message.content_length(response.body.size());
  std::ostringstream text;
  text << message.base() << response.body;
  return std::move(text).str();
}

}  // namespace

asio::awaitable<bool> Stream::write(port::Response response, bool keep_alive) {
  const std::string text = text_of(response, keep_alive);
  expires_after(options_.deadlines.write);
  error_code error;
  co_await asio::async_write(stream_, asio::buffer(text),
                             asio::redirect_error(asio::use_awaitable, error));
  co_return !error;
}

}  // namespace lobby::http
