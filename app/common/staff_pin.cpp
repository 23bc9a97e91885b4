// Two small files.
#include "app/common/staff_pin.h"

#include <algorithm>
#include <charconv>

#include "core/base/text.h"
#include "platform/system/files.h"

namespace lobby {
namespace {

using flow::PinRecord;
using flow::PinVerdict;

constexpr std::size_t pin_file_bytes_max = 512;
constexpr std::int32_t wrong_pins_counted_max = 1'000;
constexpr std::string_view pin_file = "staff.pin";
constexpr std::string_view attempts_file = "staff.attempts";

std::string without_line_end(std::string text) {
  if (text.ends_with('\n')) {
    text.pop_back();
  }
  return text;
}

// "3 1796040000000"; nothing where it is something else.
std::optional<PinRecord> parse_attempts(std::string_view text) {
  PinRecord record;
  const char* const end = text.data() + text.size();
  const auto [after_wrong, wrong_error] = std::from_chars(text.data(), end, record.wrong);
  if (wrong_error != std::errc() || after_wrong == end || *after_wrong != ' ') {
    return std::nullopt;
  }
  const auto [after, error] = std::from_chars(after_wrong + 1, end, record.locked_until.ms);
  const bool whole = error == std::errc() && after == end;
  if (!whole || record.wrong < 0 || record.locked_until.ms < 0) {
    return std::nullopt;
  }
  record.wrong = std::min(record.wrong, wrong_pins_counted_max);
  return record;
}

}  // namespace

std::string StaffPin::path(std::string_view name) const {
  return (options_.data / name).string();
}

void StaffPin::tell(const Error& error) const {
  if (options_.on_fault) {
    options_.on_fault(error);
  }
}

PinRecord StaffPin::record(UtcTime now) {
  PinRecord record;
  const Result<std::string> kept = system::read_file(path(attempts_file), pin_file_bytes_max);
  if (kept) {
    if (const std::optional<PinRecord> read = parse_attempts(without_line_end(*kept))) {
      record = *read;
    } else {
      tell(fail(ErrorCode::corrupt,
                path(attempts_file) + " is damaged; `lobby-kiosk pin` mends it"));
      record.wrong = flow::wrong_pins_free;  // no reason to forgive
    }
  } else if (kept.error().code != ErrorCode::not_found) {
    tell(kept.error());
  }
  record = unsaved_.value_or(record);
  std::error_code none;
  record.set = std::filesystem::exists(options_.data / pin_file, none);
  return flow::with_bounded_lock(record, now);
}

void StaffPin::keep(const PinRecord& record) {
  const std::string text =
      std::to_string(record.wrong) + " " + std::to_string(record.locked_until.ms) + "\n";
  const Status written =
      system::write_file(path(attempts_file), text, system::FileMode::owner_only);
  if (written) {
    unsaved_.reset();
  } else {
    tell(written.error());  // staff must get in all the more
    unsaved_ = record;
  }
}

PinCheck StaffPin::check(std::string_view pin, UtcTime now) {
  PinRecord known = record(now);
  if (!known.set) {
    return {PinVerdict::not_set, known};
  }
  if (flow::is_locked(known, now)) {
    return {PinVerdict::locked, known};
  }
  const Result<std::string> line = system::read_file(path(pin_file), pin_file_bytes_max);
  if (!line) {
    tell(line.error());
    return {PinVerdict::unreadable, known};
  }
  const PinRecord worse = flow::after_wrong_pin(known, now);
  keep(worse);
  const Result<bool> right = options_.hash.matches(pin, without_line_end(*line));
  if (!right) {
    tell(right.error());
    keep(known);
    return {PinVerdict::unreadable, known};
  }
  if (!*right) {
    return {PinVerdict::wrong, worse};
  }
  known.wrong = 0;
  known.locked_until = {};
  keep(known);
  return {PinVerdict::right, known};
}

Status StaffPin::set(std::string_view pin) {
  if (!flow::is_pin(pin)) {
    return fail(ErrorCode::malformed,
                "a PIN has exactly 6 digits, 0 to 9; nothing was changed, run the command again");
  }
  if (flow::is_guessable_pin(pin)) {
    return fail(ErrorCode::malformed,
                "a PIN of one digit repeated or of a run like 123456 is tried first; nothing was "
                "changed, run the command again with another");
  }
  const Result<std::string> line = options_.hash.make(pin);
  if (!line) {
    return line.error();
  }
  Status written = system::write_file(path(pin_file), *line + "\n", system::FileMode::owner_only);
  if (written) {
    keep({});
  }
  return written;
}

}  // namespace lobby
