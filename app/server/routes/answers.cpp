// One table from error names to HTTP statuses (RFC 9110 §15).
#include "app/server/routes/answers.h"

#include <utility>

#include "core/protocol/codec.h"

namespace lobby::server {
namespace {

constexpr Duration retry_after = Duration::seconds(2);

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
  response.body = protocol::to_json(error);
  if (status == 503) {
    response.retry_after = retry_after;
  }
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
