// Knows whether the last program that had a store open ended without closing it: nobody has it
// open now (an flock on <path>.lock, which the kernel drops with its holder), yet its log is
// still there (SQLite removes the log on a clean end).
// The thread that opens the store.
#pragma once

#include <string>

#include "core/base/result.h"

namespace lobby::sqlite {

class OpenGuard {
 public:
  // Errors: not_found (directory), read_only, disk_full, unavailable.
  static Result<OpenGuard> take(const std::string& path);
  OpenGuard(OpenGuard&& other) noexcept;
  OpenGuard& operator=(OpenGuard&& other) = delete;
  ~OpenGuard();

  bool unclean_end() const { return unclean_end_; }
  // Lets other programs open the store as well. Until then they wait in take(), half a minute at
  // most (unavailable).
  void share();

 private:
  explicit OpenGuard(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
  bool unclean_end_ = false;
};

}  // namespace lobby::sqlite
