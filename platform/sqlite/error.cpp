// SQLite result codes (sqlite.org/rescode.html) grouped by what staff can do about them.
#include "platform/sqlite/error.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include <sqlite3.h>
#include <unistd.h>

namespace lobby::sqlite {
namespace {

Error full(const std::string& path, std::string_view doing) {
  return fail(ErrorCode::disk_full, "the disk of " + path + " is full while " + std::string(doing) +
                                        "; nothing was changed; free space, then try again");
}

Error read_only(const std::string& path, std::string_view doing) {
  return fail(ErrorCode::read_only,
              "cannot write to " + path + " or its directory while " + std::string(doing) +
                  "; give the program's user write permission there, or remount the disk writable");
}

Error corrupt(const std::string& path, std::string_view doing, const std::string& why) {
  return fail(ErrorCode::corrupt,
              path + " is damaged (" + why + ", found while " + std::string(doing) +
                  "); keep a copy of the file, restore the last backup or enrol the device again");
}

Error unavailable(const std::string& path, std::string_view doing, const std::string& why) {
  return fail(ErrorCode::unavailable, path + ": " + why + " while " + std::string(doing));
}

// SQLite says only that it cannot open the file; the file system knows why.
Error cannot_open(const std::string& path, std::string_view doing) {
  const std::filesystem::path directory = std::filesystem::path(path).parent_path();
  std::error_code ignored;
  if (!directory.empty() && !std::filesystem::is_directory(directory, ignored)) {
    return fail(ErrorCode::not_found, "the directory " + directory.string() +
                                          " does not exist; create it or correct the data path");
  }
  const std::string where = directory.empty() ? "." : directory.string();
  if (access(where.c_str(), W_OK) != 0 ||
      (access(path.c_str(), F_OK) == 0 && access(path.c_str(), R_OK | W_OK) != 0)) {
    return read_only(path, doing);
  }
  return unavailable(path, doing, "the file cannot be opened; check the disk");
}

bool is_full(int number) {
  return number == ENOSPC || number == EDQUOT;
}

}  // namespace

Error translate(int result, sqlite3* handle, const std::string& path, std::string_view doing) {
  const std::string why = handle != nullptr ? sqlite3_errmsg(handle) : sqlite3_errstr(result);
  const int system_error = handle != nullptr ? sqlite3_system_errno(handle) : 0;
  switch (result & 0xFF) {
    case SQLITE_FULL:
      return full(path, doing);
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return read_only(path, doing);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return corrupt(path, doing, why);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      return unavailable(path, doing,
                         "another program holds the database; it will be tried again; if this "
                         "lasts, end that program");
    case SQLITE_CANTOPEN:
      return is_full(system_error) ? full(path, doing) : cannot_open(path, doing);
    case SQLITE_IOERR:
      if (is_full(system_error)) {
        return full(path, doing);
      }
      return unavailable(path, doing,
                         "the disk refused to read or write (" + why +
                             "); nothing was changed; check the disk and the system's log");
    case SQLITE_NOMEM:
      return unavailable(path, doing, "no memory left");
    case SQLITE_TOOBIG:
      return fail(ErrorCode::too_large,
                  path + ": a value is too large while " + std::string(doing));
    default:
      return fail(ErrorCode::internal, path + ": " + why + " (SQLite " + std::to_string(result) +
                                           ") while " + std::string(doing));
  }
}

Error translate_errno(int number, const std::string& path, std::string_view doing) {
  if (is_full(number)) {
    return full(path, doing);
  }
  if (number == EACCES || number == EROFS || number == EPERM) {
    return read_only(path, doing);
  }
  if (number == ENOENT) {
    return cannot_open(path, doing);
  }
  return unavailable(path, doing, std::strerror(number));
}

}  // namespace lobby::sqlite
