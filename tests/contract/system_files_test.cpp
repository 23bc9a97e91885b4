// Files: what is read, what is refused, and that a failed write leaves the old content.
// Method: a temporary folder; a full disk is a 64 KiB tmpfs in a mount namespace of its own where
// the kernel allows one, and a file size limit everywhere.
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <functional>

#include <gtest/gtest.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "platform/system/files.h"

namespace lobby::system {
namespace {

class SystemFiles : public testing::Test {
 protected:
  SystemFiles() {
    std::string pattern = testing::TempDir() + "lobby-files-XXXXXX";
    folder_ = ::mkdtemp(pattern.data());
    std::filesystem::permissions(folder_, std::filesystem::perms::all);
  }
  ~SystemFiles() override { std::filesystem::remove_all(folder_); }

  std::string path(const std::string& name) const { return folder_ / name; }

  std::filesystem::path folder_;
};

constexpr int not_allowed = 77;

// Runs `act` in a child, so that what it does to its limits, user or mounts ends with it.
int exit_code_of(const std::function<int()>& act) {
  const pid_t child = ::fork();
  if (child == 0) {
    ::_exit(act());
  }
  int status = 0;
  EXPECT_EQ(::waitpid(child, &status, 0), child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int code_number(const Status& status) {
  return status ? 0 : static_cast<int>(status.error().code);
}

TEST_F(SystemFiles, written_content_is_read_back_with_its_mode) {
  const std::string file = path("state");
  ASSERT_TRUE(write_file(file, std::string("a\0b", 3), FileMode::owner_only));
  EXPECT_EQ(*read_file(file, 3), std::string("a\0b", 3));
  struct stat status{};
  ASSERT_EQ(::stat(file.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  ASSERT_TRUE(write_file(file, "", FileMode::readable));
  EXPECT_EQ(*read_file(file, 0), "");
  ASSERT_EQ(::stat(file.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0644U);
  EXPECT_FALSE(std::filesystem::exists(file + ".tmp"));
}

TEST_F(SystemFiles, what_cannot_be_read_has_a_name) {
  EXPECT_EQ(read_file(path("nothing"), 10).error().code, ErrorCode::not_found);
  EXPECT_EQ(read_file(folder_, 10).error().code, ErrorCode::malformed);
  ASSERT_TRUE(write_file(path("large"), std::string(11, 'x'), FileMode::readable));
  EXPECT_EQ(read_file(path("large"), 10).error().code, ErrorCode::too_large);
  EXPECT_EQ(read_file("/dev/zero", 10).error().code, ErrorCode::malformed);
  EXPECT_TRUE(read_file("/proc/self/status", 100'000)->starts_with("Name:"));
  EXPECT_EQ(read_file(path(std::string(300, 'x')), 10).error().code, ErrorCode::too_large);
}

TEST_F(SystemFiles, a_missing_folder_is_named) {
  const Status status = write_file(path("no/such/file"), "x", FileMode::readable);
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, ErrorCode::not_found);
  EXPECT_NE(status.error().detail.find("no/such/file"), std::string::npos);
}

TEST_F(SystemFiles, a_read_only_folder_keeps_the_old_content) {
  const std::string file = path("state");
  ASSERT_TRUE(write_file(file, "old", FileMode::readable));
  ASSERT_EQ(::chmod(folder_.c_str(), 0555), 0);
  const int code = exit_code_of([&] {
    // Root writes to read-only folders all the same.
    if (::geteuid() == 0 && ::seteuid(65'534) != 0) {
      return not_allowed;
    }
    return code_number(write_file(file, "new", FileMode::readable));
  });
  if (code == not_allowed) {
    GTEST_SKIP() << "this user can neither be nor become an ordinary one";
  }
  EXPECT_EQ(code, static_cast<int>(ErrorCode::read_only));
  EXPECT_EQ(*read_file(file, 10), "old");
  ASSERT_EQ(::chmod(folder_.c_str(), 0755), 0);
}

TEST_F(SystemFiles, a_size_limit_reads_as_a_full_disk_and_keeps_the_old_content) {
  const std::string file = path("state");
  ASSERT_TRUE(write_file(file, "old", FileMode::readable));
  const int code = exit_code_of([&] {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{1'000, 1'000};
    return ::setrlimit(RLIMIT_FSIZE, &limit) != 0
               ? not_allowed
               : code_number(write_file(file, std::string(5'000, 'x'), FileMode::readable));
  });
  EXPECT_EQ(code, static_cast<int>(ErrorCode::disk_full));
  EXPECT_EQ(*read_file(file, 10), "old");
  EXPECT_FALSE(std::filesystem::exists(file + ".tmp"));
}

TEST_F(SystemFiles, a_full_disk_is_named_and_keeps_the_old_content) {
  const int code = exit_code_of([&] {
    if (::unshare(CLONE_NEWNS | (::geteuid() == 0 ? 0 : CLONE_NEWUSER)) != 0 ||
        ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
        ::mount("tmpfs", folder_.c_str(), "tmpfs", 0, "size=64k") != 0) {
      return not_allowed;
    }
    const std::string file = path("state");
    if (!write_file(file, "old", FileMode::readable)) {
      return 1;
    }
    const int full = code_number(write_file(file, std::string(200'000, 'x'), FileMode::readable));
    const Result<std::string> kept = read_file(file, 10);
    return kept.ok() && *kept == "old" && !std::filesystem::exists(file + ".tmp") ? full : 1;
  });
  if (code == not_allowed) {
    GTEST_SKIP() << "this machine lets nobody mount a tmpfs";
  }
  EXPECT_EQ(code, static_cast<int>(ErrorCode::disk_full));
}

TEST_F(SystemFiles, a_link_in_place_of_the_temporary_file_is_not_followed) {
  const std::string victim = path("victim");
  ASSERT_TRUE(write_file(victim, "safe", FileMode::readable));
  std::filesystem::create_symlink(victim, path("state.tmp"));
  EXPECT_FALSE(write_file(path("state"), "new", FileMode::readable));
  EXPECT_EQ(*read_file(victim, 10), "safe");
}

TEST(SystemErrors, errno_becomes_one_of_our_codes) {
  const std::pair<int, ErrorCode> cases[] = {
      {ENOSPC, ErrorCode::disk_full}, {EDQUOT, ErrorCode::disk_full}, {EROFS, ErrorCode::read_only},
      {EACCES, ErrorCode::read_only}, {ENOENT, ErrorCode::not_found}, {EIO, ErrorCode::unavailable},
  };
  for (const auto& [number, code] : cases) {
    EXPECT_EQ(file_error(number, "write", "/x").code, code) << number;
  }
  EXPECT_EQ(file_error(EACCES, "read", "/x").code, ErrorCode::forbidden);
}

}  // namespace
}  // namespace lobby::system
