// Memory is zeroed when it is freed, in the whole process: program, SDL, SQLite, OpenSSL. A program
// that shows guests links this object; its free() and realloc() then stand in front of glibc's (the
// GNU C Library manual, "Replacing malloc"). mallopt(M_PERTURB) would not do: it leaves the blocks
// that a thread caches as they were. The price: glibc no longer sees that a cached block is freed
// twice, since its mark is zeroed too; the address sanitizer, which has a malloc of its own, does.
// Any thread.
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <malloc.h>

extern "C" {

void __libc_free(void* block);  // NOLINT: glibc's name

void free(void* block) noexcept {
  if (block == nullptr) {
    return;
  }
  explicit_bzero(block, malloc_usable_size(block));
  __libc_free(block);
}

// What a block outgrows is freed; what it gives up is zeroed.
void* realloc(void* block, std::size_t size) noexcept {
  if (block == nullptr) {
    return malloc(size);
  }
  if (size == 0) {
    free(block);
    return nullptr;
  }
  const std::size_t had = malloc_usable_size(block);
  if (size <= had && size >= had / 2) {
    explicit_bzero(static_cast<char*>(block) + size, had - size);
    return block;
  }
  void* fresh = malloc(size);
  if (fresh != nullptr) {
    std::memcpy(fresh, block, size < had ? size : had);
    free(block);
  }
  return fresh;
}

}  // extern "C"
