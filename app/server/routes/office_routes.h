// The office's API under /v1, as assets/api/openapi.yaml describes it: availability, bookings and
// their changes, folios, the waiting list. Several threads at a time.
#pragma once

#include <optional>
#include <string_view>

#include "app/server/routes/context.h"
#include "core/port/http.h"

namespace lobby::server {

// Nothing where the path is none of the office's; 405 for an unknown method.
std::optional<port::Answer> office_route(const Context& context, const port::Request& request,
                                         std::string_view path);

}  // namespace lobby::server
