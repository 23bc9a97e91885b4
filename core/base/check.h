// CHECK: the one macro. A false condition means the program itself is wrong, never its input.
// On in release: it writes the place and ends the process; the supervisor restarts it.
// Any thread.
#pragma once

namespace lobby {

[[noreturn]] void check_failed(const char* condition, const char* file, int line);

}  // namespace lobby

#define CHECK(condition)                                     \
  do {                                                       \
    if (!(condition)) {                                      \
      ::lobby::check_failed(#condition, __FILE__, __LINE__); \
    }                                                        \
  } while (false)
