// The one place that turns SQLite's result codes into ours. A message says what happened, to
// which file, and what to do now; it never holds a bound value.
// Any thread.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"

struct sqlite3;

namespace lobby::sqlite {

// `result` is an (extended) SQLite result code; `handle` may be null (open failed).
// `doing` completes "while …": "committing a booking".
Error translate(int result, sqlite3* handle, const std::string& path, std::string_view doing);

// A failed system call on a file of the store.
Error translate_errno(int number, const std::string& path, std::string_view doing);

}  // namespace lobby::sqlite
