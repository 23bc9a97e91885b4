// The program's log: one line an event, to stderr and to a file that turns over at a fixed size.
// Whoever writes keeps personal data out: ids, codes and counts, never names, phones or remarks.
// The last lines are also kept in memory, for a screen of staff.
// Passed by reference; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/base/time.h"

namespace lobby::system {

struct LogOptions {
  std::string program;  // "lobby-kiosk", in every line
  std::string file;     // empty: stderr only
  std::size_t file_bytes_max = 4 * 1024 * 1024;
  std::size_t old_files_max = 3;
};

enum class LogLevel : std::uint8_t { info, warning, error };
struct LogLine {
  UtcTime at;
  LogLevel level = LogLevel::info;
  std::string area;
  std::string text;  // the first 200 bytes at most

  bool operator==(const LogLine&) const = default;
};
inline constexpr std::size_t log_lines_kept = 32;

class Log {
 public:
  // Errors: unavailable (the file cannot be opened; the detail says why).
  static Result<Log> open(const LogOptions& options);
  Log(Log&&) noexcept;
  Log& operator=(Log&&) = delete;
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;
  ~Log();

  // `area` is the part of the program: "sync", "store". Control characters in `text` are shown
  // as spaces, so that an event stays one line, and at most 2,000 bytes are kept.
  void info(std::string_view area, std::string_view text) const;
  void warning(std::string_view area, std::string_view text) const;
  void error(std::string_view area, std::string_view text) const;

  // The newest last; at most log_lines_kept since the program began.
  std::vector<LogLine> recent() const;

 private:
  class Sinks;
  explicit Log(std::unique_ptr<Sinks> sinks);

  std::unique_ptr<Sinks> sinks_;
};

}  // namespace lobby::system
