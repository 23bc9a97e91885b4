// Staff at a kiosk: what the PIN sheet and the maintenance screen keep, and the limit on wrong
// PINs. A PIN has six digits, so 5 free attempts and then a wait that doubles to 15 minutes leave
// who guesses fewer than a hundred a day. Part of the kiosk's state. Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/time.h"
#include "core/flow/print_state.h"

namespace lobby::flow {

inline constexpr std::size_t pin_digits = 6;
inline constexpr std::int32_t wrong_pins_free = 5;
inline constexpr Duration pin_lock_first = Duration::seconds(60);
inline constexpr Duration pin_lock_longest = Duration::minutes(15);

// Six digits, all of them. A digit repeated, or a run of six up or down, is the first that anyone
// tries.
bool is_pin(std::string_view text);
bool is_guessable_pin(std::string_view text);

// What a kiosk knows of its PIN without knowing it.
struct PinRecord {
  bool set = false;
  std::int32_t wrong = 0;  // in a row
  UtcTime locked_until;    // the server's time, as near as the device knows it

  bool operator==(const PinRecord&) const = default;
};

bool is_locked(const PinRecord& record, UtcTime now);
// Before it locks; at least 1.
std::int32_t pins_left(const PinRecord& record);
// With one wrong PIN more.
PinRecord after_wrong_pin(PinRecord record, UtcTime now);
// A clock that was set back makes no lock longer than it was meant.
PinRecord with_bounded_lock(PinRecord record, UtcTime now);

enum class PinVerdict : std::uint8_t {
  right,
  wrong,
  locked,      // not looked at
  not_set,     // there is none
  unreadable,  // the file that holds it; the log says why
};

// Touches of staff.
struct LogoTapped {
  std::int32_t times = 1;
};
struct PinKeyed {
  char digit = '0';
};
struct PinErased {};
struct PinCleared {};
struct PinEntered {};
struct TestPrintTouched {};
struct SyncTouched {};
struct RestartTouched {};  // the second of two restarts
struct MaintenanceLeft {};
using StaffTouched = std::variant<LogoTapped, PinKeyed, PinErased, PinCleared, PinEntered,
                                  TestPrintTouched, SyncTouched, RestartTouched, MaintenanceLeft>;

// What the wiring answers.
struct PinLooked {
  PinRecord record;
};
struct PinJudged {
  Duration asked_at;  // of the CheckPin
  PinVerdict verdict = PinVerdict::unreadable;
  PinRecord record;
};
struct TestPrintTold {
  PrintStage stage = PrintStage::sending;
  std::optional<port::PrintFault> fault;  // failed
};
using StaffTold = std::variant<PinLooked, PinJudged, TestPrintTold>;

struct TestPrint {
  PrintStage stage = PrintStage::sending;
  std::optional<port::PrintFault> fault;

  bool operator==(const TestPrint&) const = default;
};

struct StaffState {
  std::vector<Duration> taps;         // on the logo, boot time
  std::string pin;                    // digits so far
  std::optional<PinRecord> record;    // once it was looked at
  std::optional<Duration> asked_at;   // a PIN is being checked
  std::optional<PinVerdict> verdict;  // of the last

  bool from_out_of_service = false;  // where maintenance was opened
  Duration looked_at;                // boot time the machine was last looked at
  bool restart_armed = false;
  bool sync_asked = false;
  std::optional<TestPrint> test_print;

  bool operator==(const StaffState&) const = default;
};

}  // namespace lobby::flow
