// spdlog behind the Log interface; its exceptions stop here.
#include "platform/system/log.h"

#include <algorithm>
#include <chrono>
#include <deque>
#include <exception>
#include <mutex>
#include <utility>
#include <vector>

#include <spdlog/logger.h>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

namespace lobby::system {
namespace {

constexpr std::size_t text_bytes_max = 2'000;
constexpr std::size_t kept_text_bytes_max = 200;
// 2026-11-23T13:05:01.123Z warning lobby-kiosk store: text
constexpr const char* line_pattern = "%Y-%m-%dT%H:%M:%S.%eZ %l %n %v";

// On one line, cut between two characters.
std::string shown_text(std::string_view text, std::size_t bytes_max) {
  std::size_t length = std::min(text.size(), bytes_max);
  while (length > 0 && length < text.size() && (text[length] & '\xC0') == '\x80') {
    --length;
  }
  std::string shown(text.substr(0, length));
  for (char& c : shown) {
    const auto byte = static_cast<unsigned char>(c);
    c = byte < 0x20 || byte == 0x7F ? ' ' : c;
  }
  return shown;
}

UtcTime log_time() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
}

spdlog::level::level_enum level_of(LogLevel level) {
  switch (level) {
    case LogLevel::info:
      return spdlog::level::info;
    case LogLevel::warning:
      return spdlog::level::warn;
    case LogLevel::error:
      return spdlog::level::err;
  }
  return spdlog::level::err;
}

}  // namespace

class Log::Sinks {
 public:
  Sinks(const std::string& program, std::vector<spdlog::sink_ptr> sinks)
      : logger_(program, sinks.begin(), sinks.end()) {
    logger_.set_pattern(line_pattern, spdlog::pattern_time_type::utc);
    logger_.flush_on(spdlog::level::info);
  }

  void write(LogLevel level, std::string_view area, std::string_view text) {
    const std::string line =
        shown_text(area, text_bytes_max) + ": " + shown_text(text, text_bytes_max);
    logger_.log(level_of(level), spdlog::string_view_t(line.data(), line.size()));
    const std::lock_guard lock(mutex_);
    if (kept_.size() == log_lines_kept) {
      kept_.pop_front();
    }
    kept_.push_back({log_time(), level, shown_text(area, kept_text_bytes_max),
                     shown_text(text, kept_text_bytes_max)});
  }

  std::vector<LogLine> recent() {
    const std::lock_guard lock(mutex_);
    return {kept_.begin(), kept_.end()};
  }

 private:
  spdlog::logger logger_;
  std::mutex mutex_;
  std::deque<LogLine> kept_;  // guarded by mutex_
};

Log::Log(std::unique_ptr<Sinks> sinks) : sinks_(std::move(sinks)) {}
Log::Log(Log&&) noexcept = default;
Log::~Log() = default;

Result<Log> Log::open(const LogOptions& options) {
  try {
    std::vector<spdlog::sink_ptr> sinks{std::make_shared<spdlog::sinks::stderr_sink_mt>()};
    if (!options.file.empty()) {
      sinks.push_back(std::make_shared<spdlog::sinks::rotating_file_sink_mt>(
          options.file, options.file_bytes_max, options.old_files_max));
    }
    return Log(std::make_unique<Sinks>(options.program, std::move(sinks)));
  } catch (const std::exception& error) {
    return fail(ErrorCode::unavailable, "log " + options.file + ": " + error.what());
  }
}

void Log::info(std::string_view area, std::string_view text) const {
  sinks_->write(LogLevel::info, area, text);
}

void Log::warning(std::string_view area, std::string_view text) const {
  sinks_->write(LogLevel::warning, area, text);
}

void Log::error(std::string_view area, std::string_view text) const {
  sinks_->write(LogLevel::error, area, text);
}

std::vector<LogLine> Log::recent() const {
  return sinks_->recent();
}

}  // namespace lobby::system
