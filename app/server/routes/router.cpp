// Which route a request belongs to.
#include <optional>
#include <string_view>
#include <utility>

#include "app/server/routes/answers.h"
#include "app/server/routes/office_routes.h"
#include "app/server/routes/routes.h"
#include "core/protocol/codec.h"

namespace lobby::server {
namespace {

using Route = port::Answer (*)(const Context&, const port::Request&);

struct Entry {
  std::string_view path;  // a trailing '/' matches everything below it
  std::string_view method;
  bool json_body;
  Route route;
};

template <port::Response (*plain)(const Context&, const port::Request&)>
port::Answer answered(const Context& context, const port::Request& request) {
  return plain(context, request);
}

constexpr Entry entries[] = {
    {"/v1/enrol", "POST", true, &answered<&enrol>},
    {"/v1/renew", "POST", true, &answered<&renew>},
    {"/v1/operations", "POST", true, &answered<&take_operations>},
    {"/v1/epoch", "POST", true, &answered<&take_epoch>},
    {"/v1/balances", "POST", true, &answered<&take_balances>},
    {"/v1/payment-notices", "POST", true, &answered<&take_payment_notice>},
    {"/v1/feed", "GET", false, &read_feed},
    {"/v1/health", "GET", false, &answered<&health>},
    {"/v1/ca", "GET", false, &answered<&authority>},
    {"/v1/seal", "GET", false, &answered<&seal>},
    {"/T/", "GET", false, &answered<&ticket_page>},
    {"/t/", "GET", false, &answered<&ticket_page>},
};

bool matches(const Entry& entry, std::string_view path) {
  return entry.path.ends_with('/') ? path.starts_with(entry.path) : path == entry.path;
}

port::Response wrong_method(const Entry& entry, const port::Request& request) {
  port::Response response =
      refuse(405, fail(ErrorCode::malformed, request.method.substr(0, 20) + " is no method of " +
                                                 std::string(entry.path) + "; use " +
                                                 std::string(entry.method)));
  response.allow = entry.method == "GET" ? "GET, HEAD" : std::string(entry.method);
  return response;
}

}  // namespace

void log_fault(const Context& context, const std::string& path, const port::Response& response) {
  constexpr std::int32_t server_fault = 500;
  if (response.status >= server_fault) {
    context.log(path + " answered " + std::to_string(response.status) + ": " +
                to_string(protocol::error_from(response.body)));
  }
}

port::Answer route(const Context& context, const port::Request& request) {
  const std::string_view target(request.target);
  const std::string_view path = target.substr(0, target.find('?'));
  for (const Entry& entry : entries) {
    if (!matches(entry, path)) {
      continue;
    }
    const bool head = request.method == "HEAD" && entry.method == "GET";
    if (request.method != entry.method && !head) {
      return wrong_method(entry, request);
    }
    if (entry.json_body) {
      if (Status json = check_json_type(request); !json) {
        return refuse(415, json.error());
      }
    }
    port::Answer answer = entry.route(context, request);
    if (const auto* response = std::get_if<port::Response>(&answer)) {
      log_fault(context, std::string(entry.path), *response);
    }
    return answer;
  }
  if (std::optional<port::Answer> answer = office_route(context, request, path)) {
    if (const auto* response = std::get_if<port::Response>(&*answer)) {
      log_fault(context, std::string(path), *response);
    }
    return *std::move(answer);
  }
  return refuse(
      fail(ErrorCode::not_found, "there is nothing at " + std::string(path.substr(0, 80))));
}

}  // namespace lobby::server
