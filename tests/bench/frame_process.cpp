// fork, exec, a pipe, and the kernel's figures of the child.
#include "tests/bench/frame_process.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace lobby::bench {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds start_at_most{30'000};
constexpr milliseconds still_after{2'000};
constexpr int settle_rounds_max = 10;
constexpr std::string_view news = "frames ";

milliseconds left_until(steady_clock::time_point end) {
  return std::max(milliseconds(0), std::chrono::ceil<milliseconds>(end - steady_clock::now()));
}

int wait_for(pid_t process) {
  int status = 0;
  while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

FrameProcess::FrameProcess(const std::string& program, const std::vector<std::string>& arguments) {
  const auto here = std::filesystem::read_symlink("/proc/self/exe").parent_path();
  std::vector<std::string> words{(here / program).string()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> pointers;
  for (std::string& word : words) {
    pointers.push_back(word.data());
  }
  pointers.push_back(nullptr);
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
    throw std::runtime_error("no pipe for " + program);
  }
  started_ = steady_clock::now();
  process_ = ::fork();
  if (process_ == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::dup2(ends[1], STDOUT_FILENO);
    ::execv(pointers[0], pointers.data());
    ::_exit(127);
  }
  ::close(ends[1]);
  output_ = ends[0];
  if (process_ < 0) {
    ::close(output_);
    throw std::runtime_error("cannot start " + program);
  }
}

FrameProcess::~FrameProcess() {
  if (process_ > 0) {
    ::kill(process_, SIGKILL);
    wait_for(process_);
  }
  ::close(output_);
}

// False when nothing came in time. Throws at the end of the output.
bool FrameProcess::read_some(milliseconds at_most) {
  pollfd waiting{output_, POLLIN, 0};
  if (::poll(&waiting, 1, static_cast<int>(at_most.count())) <= 0) {
    return false;
  }
  std::array<char, 4096> buffer{};
  const ssize_t count = ::read(output_, buffer.data(), buffer.size());
  if (count <= 0) {
    throw std::runtime_error("the program with the window ended too early");
  }
  printed_.append(buffer.data(), static_cast<std::size_t>(count));
  for (std::size_t end = printed_.find('\n'); end != std::string::npos; end = printed_.find('\n')) {
    if (printed_.starts_with(news)) {
      std::from_chars(printed_.data() + news.size(), printed_.data() + end, frames_);
    }
    printed_.erase(0, end + 1);
  }
  return true;
}

double FrameProcess::first_frame_ms() {
  while (frames_ == 0) {
    if (!read_some(left_until(started_ + start_at_most))) {
      throw std::runtime_error("no frame within 30 s of the start");
    }
  }
  return std::chrono::duration<double, std::milli>(steady_clock::now() - started_).count();
}

std::int64_t FrameProcess::frames_after(milliseconds listened) {
  const auto end = steady_clock::now() + listened;
  while (steady_clock::now() < end) {
    read_some(left_until(end));
  }
  return frames_;
}

void FrameProcess::settle() {
  first_frame_ms();
  for (int round = 0; round < settle_rounds_max; ++round) {
    const std::int64_t before = frames_;
    if (frames_after(still_after) == before) {
      return;
    }
  }
  throw std::runtime_error("the screen is not still after 20 s: " + std::to_string(frames_) +
                           " frames");
}

double FrameProcess::cpu_ms() const {
  clockid_t clock{};
  timespec taken{};
  if (::clock_getcpuclockid(process_, &clock) != 0 || ::clock_gettime(clock, &taken) != 0) {
    throw std::runtime_error("the kernel does not tell the child's CPU time");
  }
  return static_cast<double>(taken.tv_sec) * 1e3 + static_cast<double>(taken.tv_nsec) / 1e6;
}

double FrameProcess::resident_mb() const {
  std::ifstream figures("/proc/" + std::to_string(process_) + "/statm");
  double size_pages = 0;
  double resident_pages = 0;
  if (!(figures >> size_pages >> resident_pages)) {
    throw std::runtime_error("no statm of the child");
  }
  return resident_pages * static_cast<double>(::sysconf(_SC_PAGESIZE)) / (1024 * 1024);
}

void FrameProcess::end() {
  ::kill(process_, SIGTERM);
  const int status = wait_for(process_);
  process_ = 0;
  if (status != 0) {
    throw std::runtime_error("the program with the window ended with " + std::to_string(status));
  }
}

}  // namespace lobby::bench
