// The program's version, as --version and the log print it.
#pragma once

#include <string_view>

namespace lobby {

inline constexpr std::string_view version = "0.1.0";

}  // namespace lobby
