// The query of a target: "/v1/feed?cursor=7&wait_ms=1000". Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/port/http.h"

namespace lobby::server {

// The value of `name`, with its percent-encoding (RFC 3986 §2.1) undone; nothing where it is
// absent. What is no encoding stays as it is.
std::optional<std::string> query_value(const port::Request& request, std::string_view name);

// A whole number from 0; `fallback` where it is absent. Errors: malformed.
Result<std::int64_t> query_number(const port::Request& request, std::string_view name,
                                  std::int64_t fallback);

}  // namespace lobby::server
