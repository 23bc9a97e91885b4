// POSIX reading and writing of small files; the mode is checked on the open file, not on its name.
#include "platform/openssl/file.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/openssl/credential.h"

namespace lobby::openssl {
namespace {

constexpr std::size_t file_bytes_max = 65'536;

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
  int get() const { return number_; }

 private:
  int number_;
};

Error file_error(int number, std::string_view what, const std::filesystem::path& file) {
  const std::string detail = std::string(what) + " " + file.string() + ": " + std::strerror(number);
  switch (number) {
    case ENOENT:
    case ENOTDIR:
      return fail(ErrorCode::not_found, detail);
    case EEXIST:
      return fail(ErrorCode::already_exists, detail);
    case EROFS:
    case EACCES:
    case EPERM:
      return fail(ErrorCode::read_only, detail);
    case ENOSPC:
    case EDQUOT:
      return fail(ErrorCode::disk_full, detail);
    default:
      return fail(ErrorCode::unavailable, detail);
  }
}

Result<std::string> read_all(const Descriptor& in, const std::filesystem::path& file) {
  std::string text;
  std::array<char, 4096> buffer{};
  for (;;) {
    const ssize_t count = ::read(in.get(), buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) {
      continue;
    }
    if (count < 0) {
      return fail(ErrorCode::unavailable,
                  "cannot read " + file.string() + ": " + std::strerror(errno));
    }
    if (count == 0) {
      return text;
    }
    text.append(buffer.data(), static_cast<std::size_t>(count));
    if (text.size() > file_bytes_max) {
      return fail(ErrorCode::too_large, file.string() + " is larger than 64 KiB");
    }
  }
}

Status write_all(const Descriptor& out, std::string_view text, const std::filesystem::path& file) {
  while (!text.empty()) {
    const ssize_t count = ::write(out.get(), text.data(), text.size());
    if (count < 0 && errno == EINTR) {
      continue;
    }
    if (count < 0) {
      return file_error(errno, "cannot write", file);
    }
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  if (::fsync(out.get()) != 0) {
    return file_error(errno, "cannot flush", file);
  }
  return done();
}

Status sync_directory(const std::filesystem::path& file) {
  const std::filesystem::path parent = file.has_parent_path() ? file.parent_path() : ".";
  const Descriptor directory(::open(parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (directory.get() < 0 || ::fsync(directory.get()) != 0) {
    return file_error(errno, "cannot flush the directory of", file);
  }
  return done();
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& file) {
  const Descriptor in(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (in.get() < 0) {
    return file_error(errno, "cannot open", file);
  }
  return read_all(in, file);
}

Result<std::string> read_private_file(const std::filesystem::path& file) {
  const Descriptor in(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (in.get() < 0) {
    return file_error(errno, "cannot open", file);
  }
  struct stat status{};
  if (::fstat(in.get(), &status) != 0) {
    return file_error(errno, "cannot inspect", file);
  }
  // systemd lets a service's user read a credential by an ACL, which shows as the group's bits.
  const bool credential = is_credential(file);
  if ((status.st_mode & (credential ? 027U : 077U)) != 0) {
    std::array<char, 8> mode{};
    std::snprintf(mode.data(), mode.size(), "%04o", status.st_mode & 07777U);
    const std::string remedy = credential ? "it has to be passed by systemd (LoadCredential=)"
                                          : "run: chmod 600 " + file.string();
    return fail(ErrorCode::configuration, "the key " + file.string() + " has mode " + mode.data() +
                                              ", so others may have read it; " + remedy);
  }
  return read_all(in, file);
}

Status write_new_file(const std::filesystem::path& file, std::string_view text, mode_t mode) {
  const Descriptor out(::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode));
  if (out.get() < 0) {
    return file_error(errno, "cannot create", file);
  }
  // The umask may have taken bits away that this program itself needs.
  Status status = ::fchmod(out.get(), mode) == 0 ? write_all(out, text, file)
                                                 : file_error(errno, "cannot protect", file);
  if (status) {
    status = sync_directory(file);
  }
  if (!status) {
    ::unlink(file.c_str());
  }
  return status;
}

}  // namespace lobby::openssl
