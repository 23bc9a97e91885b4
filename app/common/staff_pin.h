// StaffPin: the PIN of a device's staff, in two files of mode 0600 in its data directory.
// `staff.pin` holds one line of port::PinHash. `staff.attempts` holds "WRONG LOCKED_UNTIL_MS": how
// many wrong PINs came in a row, so that switching the kiosk off forgives none. device.toml is no
// place for the hash, since others may read it and six digits are soon guessed.
// An attempt counts as wrong before the PIN is looked at: a power cut in between gains nothing.
// One thread at a time; check() takes about a tenth of a second.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/flow/staff_state.h"
#include "core/port/pin_hash.h"

namespace lobby {

struct StaffPinOptions {
  std::filesystem::path data;
  port::PinHash& hash;                              // borrowed
  std::function<void(const Error&)> on_fault = {};  // a file that cannot be read or written
};

struct PinCheck {
  flow::PinVerdict verdict = flow::PinVerdict::unreadable;
  flow::PinRecord record;  // after it
};

class StaffPin {
 public:
  explicit StaffPin(StaffPinOptions options) : options_(std::move(options)) {}

  flow::PinRecord record(UtcTime now);
  PinCheck check(std::string_view pin, UtcTime now);
  // Forgives wrong ones. Errors: malformed (not six digits, or one that anybody tries first; the
  // PIN is in no message), and those of the files.
  Status set(std::string_view pin);

 private:
  std::string path(std::string_view name) const;
  void tell(const Error& error) const;
  void keep(const flow::PinRecord& record);

  StaffPinOptions options_;
  std::optional<flow::PinRecord> unsaved_;  // the disk is full or broken
};

}  // namespace lobby
