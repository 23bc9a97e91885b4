// One line that is typed and not shown.
// One caller at a time, before other threads read standard input.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace lobby::system {

// From standard input, without its end. At a terminal `prompt` is written to standard error and
// what is typed is not echoed, also where the read is interrupted. Errors: unavailable (nothing to
// read), too_large.
Result<std::string> read_hidden_line(std::string_view prompt, std::size_t bytes_max);

}  // namespace lobby::system
