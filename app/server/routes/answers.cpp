// One table from error names to HTTP statuses (RFC 9110 §15).
#include "app/server/routes/answers.h"

#include <string_view>
#include <utility>

#include "core/protocol/codec.h"
#include "core/protocol/office_codec.h"

namespace lobby::server {
namespace {

constexpr Duration retry_after = Duration::seconds(2);

// The reason phrases of RFC 9110, as problems without a type of their own are titled (RFC 9457
// §4.2.1).
std::string title_of(std::int32_t status) {
  switch (status) {
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 409:
      return "Conflict";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 422:
      return "Unprocessable Content";
    case 503:
      return "Service Unavailable";
    default:
      return "Internal Server Error";
  }
}

// "guest.phone" of "guest.phone: has 3 digits"; empty where the detail begins otherwise.
std::string field_of(std::string_view detail) {
  const std::string_view path = detail.substr(0, detail.find(": "));
  constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyz_.[]0123456789";
  const bool is_path =
      path.size() < detail.size() && path.find_first_not_of(allowed) == std::string_view::npos;
  return is_path ? std::string(path) : std::string();
}

}  // namespace

std::int32_t status_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::malformed:
    case ErrorCode::invalid_utf8:
      return 400;
    case ErrorCode::unauthenticated:
    case ErrorCode::expired:
      return 401;
    case ErrorCode::forbidden:
    case ErrorCode::device_fenced:
    case ErrorCode::wrong_site:
      return 403;
    case ErrorCode::not_found:
      return 404;
    case ErrorCode::already_exists:
    case ErrorCode::id_reused:
    case ErrorCode::sequence_gap:
    case ErrorCode::version_conflict:
    case ErrorCode::invalid_transition:
    case ErrorCode::sold_out:
      return 409;
    case ErrorCode::too_large:
      return 413;
    case ErrorCode::wrong_type:
    case ErrorCode::unknown_field:
    case ErrorCode::missing_field:
    case ErrorCode::out_of_range:
    case ErrorCode::unsupported_version:
    case ErrorCode::policy_refused:
    case ErrorCode::bad_signature:
      return 422;
    case ErrorCode::unavailable:
    case ErrorCode::timed_out:
    case ErrorCode::disk_full:
    case ErrorCode::read_only:
    case ErrorCode::corrupt:
      return 503;
    case ErrorCode::untrusted_server:
    case ErrorCode::configuration:
    case ErrorCode::internal:
      return 500;
  }
  return 500;
}

port::Response json_answer(std::string body) {
  port::Response response;
  response.body = std::move(body);
  return response;
}

port::Response refuse(const Error& error) {
  return refuse(status_of(error.code), error);
}

port::Response refuse(std::int32_t status, const Error& error) {
  port::Response response;
  response.status = status;
  response.content_type = "application/problem+json";
  response.body = protocol::to_json(error);
  if (status == 503) {
    response.retry_after = retry_after;
  }
  return response;
}

port::Response problem(const Error& error) {
  return problem(status_of(error.code), error);
}

port::Response problem(std::int32_t status, const Error& error) {
  port::Response response = refuse(status, error);
  response.body = protocol::problem_json(error, {status, title_of(status), field_of(error.detail)});
  return response;
}

Result<DeviceId> device_of(const port::Request& request) {
  if (request.peer_device) {
    return *request.peer_device;
  }
  return request.peer_problem.value_or(
      fail(ErrorCode::unauthenticated, "this needs the certificate of an enrolled device"));
}

Status check_json_type(const port::Request& request) {
  constexpr std::string_view json = "application/json";
  const std::string_view type(request.content_type);
  const bool is_json =
      type.starts_with(json) &&
      (type.size() == json.size() || type[json.size()] == ';' || type[json.size()] == ' ');
  return is_json ? done()
                 : Status(fail(ErrorCode::malformed,
                               "send the body as Content-Type: application/json"));
}

}  // namespace lobby::server
