// A program with a window as a child process on SDL's dummy video driver: `lobby-kiosk --figures`
// or one of our bare ones, which print `frames N` as soon as another frame has been shown.
// Failures throw std::runtime_error. One thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include <sys/types.h>

namespace lobby::bench {

class FrameProcess {
 public:
  // The program stands beside this one.
  FrameProcess(const std::string& program, const std::vector<std::string>& arguments);
  ~FrameProcess();  // kills it
  FrameProcess(const FrameProcess&) = delete;
  FrameProcess& operator=(const FrameProcess&) = delete;

  // From before the start to the news of the first frame.
  double first_frame_ms();
  // Listens for so long; the number of frames shown since the start.
  std::int64_t frames_after(std::chrono::milliseconds listened);
  // Listens until no frame has come for 2 s.
  void settle();

  double cpu_ms() const;       // of all its threads
  double resident_mb() const;  // as the kernel counts it, shared pages too
  void end();                  // SIGTERM; waits for the end, which must be clean

 private:
  bool read_some(std::chrono::milliseconds at_most);

  std::chrono::steady_clock::time_point started_;
  pid_t process_ = 0;
  int output_ = -1;
  std::string printed_;  // the line that is not complete yet
  std::int64_t frames_ = 0;
};

}  // namespace lobby::bench
