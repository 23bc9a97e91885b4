// How routes answer: a JSON body, or an error under the HTTP status that fits its name, as a
// problem document (RFC 9457) whose member `code` is that name. Any thread.
#pragma once

#include <cstdint>
#include <string>

#include "core/base/result.h"
#include "core/port/http.h"

namespace lobby::server {

std::int32_t status_of(ErrorCode code);

port::Response json_answer(std::string body);
// Where the machine is at fault, Retry-After says when to come back.
port::Response refuse(const Error& error);
port::Response refuse(std::int32_t status, const Error& error);
// The same as a whole problem document (RFC 9457): with title, status and the field that is wrong,
// where the detail begins with one ("guest.phone: …").
port::Response problem(const Error& error);
port::Response problem(std::int32_t status, const Error& error);

// The device that asks. Errors: unauthenticated, expired.
Result<DeviceId> device_of(const port::Request& request);
// Errors: malformed (answered with 415).
Status check_json_type(const port::Request& request);

}  // namespace lobby::server
