// The server's answer: its body, or the error it states. Any thread.
#pragma once

#include <string>

#include "core/base/result.h"
#include "core/port/transport.h"

namespace lobby::device {

// Errors: those of the request; what the server refused; unavailable (it gave no reason, as a proxy
// before it does).
Result<std::string> body_of(const Result<port::Reply>& reply);

}  // namespace lobby::device
