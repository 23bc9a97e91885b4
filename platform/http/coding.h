// Content codings (RFC 9110 §8.4) of bodies: gzip and none. What a request carries is undone before
// a route sees it, what a client takes is done to large answers. Private to this adapter; on a
// thread of the pool, since both take their time.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/port/http.h"
#include "platform/http/server.h"

namespace lobby::http {

// What a request says of codings.
struct Codings {
  std::string of_body;     // Content-Encoding
  std::string acceptable;  // Accept-Encoding
};

// Whether a field Accept-Encoding names gzip, or everything, and not with a weight of nothing.
bool accepts_gzip(std::string_view acceptable);

// Replaces the body by what it holds. A refusal: 415 for a coding that is not known, 413 for a body
// that would be too large, 400 for one that is broken.
std::optional<port::Response> undo_coding(port::Request& request, const Codings& codings,
                                          const Options& options);
// Compresses a large answer in JSON where the client takes gzip and it helps.
void apply_coding(port::Response& response, const Codings& codings, const Options& options);

}  // namespace lobby::http
