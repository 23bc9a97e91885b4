// Small files of keys and certificates: bounded reading, and writing that is on disk when it
// returns. The mode is set at creation, so a key is never readable by others, not for a moment.
// Any thread.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include <sys/types.h>

#include "core/base/result.h"

namespace lobby::openssl {

inline constexpr mode_t mode_private = 0600;
inline constexpr mode_t mode_public = 0644;

// Errors: not_found, too_large (64 KiB), unavailable.
Result<std::string> read_file(const std::filesystem::path& file);
// Errors of read_file, and configuration where group or others may read or write the file. Of a
// credential (credential.h) the group may be shown as a reader: it is systemd's own.
Result<std::string> read_private_file(const std::filesystem::path& file);
// Errors: already_exists, read_only, disk_full, unavailable.
Status write_new_file(const std::filesystem::path& file, std::string_view text, mode_t mode);

}  // namespace lobby::openssl
