// Ends a wrong program with its place on standard error.
#include "core/base/check.h"

#include <cstdio>
#include <cstdlib>

namespace lobby {

void check_failed(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "CHECK failed: %s at %s:%d\n", condition, file, line);
  std::fflush(stderr);
  std::abort();
}

}  // namespace lobby
