// Whole files: read within a limit, written so that a reader sees the old or the new content and
// nothing between, also after a power cut. The one place that translates errno into ErrorCode.
// Any thread; a file has one writer at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace lobby::system {

enum class FileMode : std::uint8_t {
  owner_only,  // 0600: keys, device state
  readable,    // 0644
};

// Errors: not_found, forbidden, too_large, malformed (not a regular file), unavailable (I/O).
Result<std::string> read_file(const std::string& path, std::size_t bytes_max);

// Writes `path`.tmp beside it, flushes it to the disk, renames it over `path` and flushes the
// directory. On an error `path` keeps its old content and the temporary file is gone.
// Errors: disk_full, read_only, not_found (the directory), unavailable (I/O).
Status write_file(const std::string& path, std::string_view content, FileMode mode);

// "write /var/lib/lobby/state: No space left on device" under the code that fits `error_number`.
Error file_error(int error_number, std::string_view action, const std::string& path);

}  // namespace lobby::system
