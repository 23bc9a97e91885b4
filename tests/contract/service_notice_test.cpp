// Goal: a service manager hears that the program is ready, lives and stops, and a program without
// one hears of no trouble. Method: a socket of our own in place of the manager's.
#include "platform/system/service_notice.h"

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>
#include <thread>

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace lobby::system {
namespace {

class Notices : public testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::remove(path_);
    manager_ = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path_.c_str(), sizeof address.sun_path - 1);
    ASSERT_EQ(bind(manager_, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    setenv("NOTIFY_SOCKET", path_.c_str(), 1);
    setenv("WATCHDOG_USEC", "200000", 1);
  }
  void TearDown() override {
    unsetenv("NOTIFY_SOCKET");
    unsetenv("WATCHDOG_USEC");
    close(manager_);
    std::filesystem::remove(path_);
  }
  // The next word; nothing where none has come.
  std::string heard() const {
    char buffer[100];
    const ssize_t got = recv(manager_, buffer, sizeof buffer, 0);
    return got > 0 ? std::string(buffer, static_cast<std::size_t>(got)) : std::string();
  }

  std::filesystem::path path_ = std::filesystem::temp_directory_path() /
                                ("lobby-notice-" + std::to_string(getpid()) + ".sock");
  int manager_ = -1;
};

TEST_F(Notices, ready_alive_and_stopping_are_told) {
  ServiceNotice notice = ServiceNotice::from_environment();
  notice.ready();
  EXPECT_EQ(heard(), "READY=1");
  notice.alive();
  EXPECT_EQ(heard(), "WATCHDOG=1");
  notice.alive();  // too soon to say it again
  EXPECT_EQ(heard(), "");
  std::this_thread::sleep_for(std::chrono::milliseconds(110));
  notice.alive();
  EXPECT_EQ(heard(), "WATCHDOG=1");
  notice.stopping();
  EXPECT_EQ(heard(), "STOPPING=1");
}

TEST_F(Notices, a_program_that_nobody_manages_tells_nobody) {
  unsetenv("NOTIFY_SOCKET");
  ServiceNotice alone = ServiceNotice::from_environment();
  alone.ready();
  alone.alive();
  setenv("NOTIFY_SOCKET", "not a path", 1);
  ServiceNotice misled = ServiceNotice::from_environment();
  misled.ready();
  EXPECT_EQ(heard(), "");
}

TEST_F(Notices, a_manager_without_a_watchdog_hears_no_beat) {
  unsetenv("WATCHDOG_USEC");
  ServiceNotice notice = ServiceNotice::from_environment();
  notice.alive();
  EXPECT_EQ(heard(), "");
}

}  // namespace
}  // namespace lobby::system
