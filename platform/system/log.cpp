// spdlog behind the Log interface; its exceptions stop here.
#include "platform/system/log.h"

#include <algorithm>
#include <exception>
#include <utility>
#include <vector>

#include <spdlog/logger.h>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

namespace lobby::system {
namespace {

constexpr std::size_t text_bytes_max = 2'000;
// 2026-11-23T13:05:01.123Z warning lobby-kiosk store: text
constexpr const char* line_pattern = "%Y-%m-%dT%H:%M:%S.%eZ %l %n %v";

std::string one_line(std::string_view area, std::string_view text) {
  std::string line(area);
  line += ": ";
  std::size_t length = std::min(text.size(), text_bytes_max);
  while (length > 0 && length < text.size() && (text[length] & '\xC0') == '\x80') {
    --length;  // not within a character
  }
  line += text.substr(0, length);
  for (char& c : line) {
    const auto byte = static_cast<unsigned char>(c);
    c = byte < 0x20 || byte == 0x7F ? ' ' : c;
  }
  return line;
}

}  // namespace

class Log::Sinks {
 public:
  Sinks(const std::string& program, std::vector<spdlog::sink_ptr> sinks)
      : logger_(program, sinks.begin(), sinks.end()) {
    logger_.set_pattern(line_pattern, spdlog::pattern_time_type::utc);
    logger_.flush_on(spdlog::level::info);
  }

  void write(spdlog::level::level_enum level, std::string_view area, std::string_view text) {
    const std::string line = one_line(area, text);
    logger_.log(level, spdlog::string_view_t(line.data(), line.size()));
  }

 private:
  spdlog::logger logger_;
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
  sinks_->write(spdlog::level::info, area, text);
}

void Log::warning(std::string_view area, std::string_view text) const {
  sinks_->write(spdlog::level::warn, area, text);
}

void Log::error(std::string_view area, std::string_view text) const {
  sinks_->write(spdlog::level::err, area, text);
}

}  // namespace lobby::system
