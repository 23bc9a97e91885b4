// read(2) byte by byte, so that no buffer of a stream keeps what was typed.
#include "platform/system/hidden_line.h"

#include <cerrno>

#include <termios.h>
#include <unistd.h>

#include "core/base/text.h"
#include "platform/system/files.h"

namespace lobby::system {
namespace {

void write_prompt(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(STDERR_FILENO, text.data(), text.size());
    if (written <= 0) {
      return;
    }
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

// Without echo while it lives; nothing where standard input is no terminal.
class Hidden {
 public:
  explicit Hidden(std::string_view prompt) {
    if (::tcgetattr(STDIN_FILENO, &before_) != 0) {
      return;
    }
    termios hidden = before_;
    hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    at_terminal_ = ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden) == 0;
    write_prompt(prompt);
  }
  Hidden(const Hidden&) = delete;
  Hidden& operator=(const Hidden&) = delete;
  ~Hidden() {
    if (at_terminal_) {
      ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
      write_prompt("\n");
    }
  }

 private:
  termios before_{};
  bool at_terminal_ = false;
};

}  // namespace

Result<std::string> read_hidden_line(std::string_view prompt, std::size_t bytes_max) {
  const Hidden hidden(prompt);
  std::string line;
  line.reserve(bytes_max);  // it moves to no other place
  while (true) {
    char typed = '\0';
    const ssize_t got = ::read(STDIN_FILENO, &typed, 1);
    if (got < 0 && errno == EINTR) {
      continue;
    }
    if (got < 0) {
      wipe_text(line);
      return file_error(errno, "read", "standard input");
    }
    if (got == 0 && line.empty()) {
      return fail(ErrorCode::unavailable, "nothing to read on standard input");
    }
    if (got == 0 || typed == '\n') {
      return line;
    }
    if (line.size() == bytes_max) {
      wipe_text(line);
      return fail(ErrorCode::too_large, "the line is longer than expected");
    }
    line.push_back(typed);
  }
}

}  // namespace lobby::system
