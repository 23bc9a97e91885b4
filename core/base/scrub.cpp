// Writes that the optimiser must keep.
#include "core/base/scrub.h"

#include <algorithm>
#include <array>

namespace lobby {

void scrub(void* bytes, std::size_t size) {
  // As bytes that may change or be read behind the compiler's back.
  auto* at = static_cast<volatile unsigned char*>(bytes);
  std::fill_n(at, size, static_cast<unsigned char>(0));
}

[[gnu::noinline]] void scrub_stack() {
  constexpr std::size_t deep = 256 * 1024;
  std::array<unsigned char, deep> below;  // NOLINT: written by the next line
  scrub(below.data(), below.size());
}

}  // namespace lobby
