// Scrub: leaves nothing of a guest in memory that is not freed. An object keeps old bytes where a
// shorter text was assigned, a stack keeps what finished functions wrote; what is freed is the
// business of platform/scrub.
// Any thread; its own objects and stack.
#pragma once

#include <cstddef>
#include <memory>
#include <utility>

namespace lobby {

// Zeroes `size` bytes; never optimised away.
void scrub(void* bytes, std::size_t size);

// Zeroes the stack below the caller, as deep as a frame of a screen reaches.
void scrub_stack();

// Puts `fresh` where `object` was, over zeroes. `fresh` holds nothing of the old.
template <class T>
void replace_scrubbed(T& object, T fresh) noexcept {
  std::destroy_at(&object);
  scrub(static_cast<void*>(&object), sizeof(T));
  std::construct_at(&object, std::move(fresh));
}

}  // namespace lobby
