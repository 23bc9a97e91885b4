// POSIX files with every return value checked.
#include "platform/system/files.h"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace lobby::system {
namespace {

// Owns a descriptor.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) {
      ::close(number_);
    }
  }

  int number() const { return number_; }
  bool ok() const { return number_ >= 0; }

 private:
  int number_;
};

int open_file(const std::string& path, int flags, mode_t mode = 0) {
  int number = -1;
  do {
    number = ::open(path.c_str(), flags | O_CLOEXEC, mode);
  } while (number < 0 && errno == EINTR);
  return number;
}

// 0, or the error number.
int write_all(int descriptor, std::string_view content) {
  while (!content.empty()) {
    const ssize_t count = ::write(descriptor, content.data(), content.size());
    if (count < 0 && errno != EINTR) {
      return errno;
    }
    content.remove_prefix(count > 0 ? static_cast<std::size_t>(count) : 0);
  }
  return 0;
}

mode_t bits_of(FileMode mode) {
  switch (mode) {
    case FileMode::owner_only:
      return 0600;
    case FileMode::readable:
      return 0644;
  }
  return 0600;
}

int write_temporary(const std::string& path, std::string_view content, FileMode mode) {
  const Descriptor file(open_file(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, bits_of(mode)));
  if (!file.ok()) {
    return errno;
  }
  if (::fchmod(file.number(), bits_of(mode)) != 0) {
    return errno;
  }
  if (const int error_number = write_all(file.number(), content); error_number != 0) {
    return error_number;
  }
  return ::fsync(file.number()) == 0 ? 0 : errno;
}

int flush_directory_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  const std::string directory = slash == std::string::npos ? "." : path.substr(0, slash + 1);
  const Descriptor file(open_file(directory, O_RDONLY | O_DIRECTORY));
  if (!file.ok()) {
    return errno;
  }
  return ::fsync(file.number()) == 0 ? 0 : errno;
}

}  // namespace

Error file_error(int error_number, std::string_view action, const std::string& path) {
  const auto code = [&] {
    switch (error_number) {
      case ENOSPC:
      case EDQUOT:
      case EFBIG:
        return ErrorCode::disk_full;
      case EROFS:
        return ErrorCode::read_only;
      case ENOENT:
      case ENOTDIR:
        return ErrorCode::not_found;
      case EACCES:
      case EPERM:
        return action == "read" ? ErrorCode::forbidden : ErrorCode::read_only;
      case ENAMETOOLONG:
        return ErrorCode::too_large;
      default:
        return ErrorCode::unavailable;
    }
  };
  return fail(code(), std::string(action) + " " + path + ": " +
                          std::generic_category().message(error_number));
}

Result<std::string> read_file(const std::string& path, std::size_t bytes_max) {
  // O_NONBLOCK: opening a pipe that nobody writes to must not hang.
  const Descriptor file(open_file(path, O_RDONLY | O_NONBLOCK));
  if (!file.ok()) {
    return file_error(errno, "read", path);
  }
  struct stat status{};
  if (::fstat(file.number(), &status) != 0) {
    return file_error(errno, "read", path);
  }
  if (!S_ISREG(status.st_mode)) {
    return fail(ErrorCode::malformed, "read " + path + ": is not a regular file");
  }
  const auto too_large = [&] {
    return fail(ErrorCode::too_large,
                "read " + path + ": is larger than " + std::to_string(bytes_max) + " bytes");
  };
  if (static_cast<std::uint64_t>(status.st_size) > bytes_max) {
    return too_large();
  }
  // Files in /proc say 0 and a file may grow meanwhile: read to the end, one byte past the limit.
  std::string content;
  std::string buffer(64 * 1024, '\0');
  while (true) {
    const ssize_t count = ::read(file.number(), buffer.data(), buffer.size());
    if (count < 0 && errno != EINTR) {
      return file_error(errno, "read", path);
    }
    if (count == 0) {
      return content;
    }
    content.append(buffer, 0, count > 0 ? static_cast<std::size_t>(count) : 0);
    if (content.size() > bytes_max) {
      return too_large();
    }
  }
}

Status write_file(const std::string& path, std::string_view content, FileMode mode) {
  const std::string temporary = path + ".tmp";
  int error_number = write_temporary(temporary, content, mode);
  if (error_number == 0 && ::rename(temporary.c_str(), path.c_str()) != 0) {
    error_number = errno;
  }
  if (error_number != 0) {
    ::unlink(temporary.c_str());
    return file_error(error_number, "write", path);
  }
  if (error_number = flush_directory_of(path); error_number != 0) {
    return file_error(error_number, "write", path);
  }
  return done();
}

}  // namespace lobby::system
