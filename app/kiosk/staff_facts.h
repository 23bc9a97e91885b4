// What the maintenance screen shows of a kiosk: values, gathered by Kiosk and drawn by the screen.
// Nothing of a guest is among them.
// Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/time.h"
#include "core/port/device_store.h"
#include "core/port/printer.h"

namespace lobby::kiosk {

// Asked on another thread, since a print service may take seconds.
struct MachineHealth {
  bool has_printer = false;
  std::optional<port::PrintFault> printer;   // what ails it
  std::int32_t keyboards = 0;                // keypads and scanners too: they type
  std::optional<std::int64_t> disk_free_mb;  // of the data directory; nothing where it cannot tell

  bool operator==(const MachineHealth&) const = default;
};

// Units of one pool for today, all cells of the day together.
struct PoolUnits {
  std::string name;
  std::int32_t free = 0;
  std::int32_t granted = 0;

  bool operator==(const PoolUnits&) const = default;
};

struct StaffLogLine {
  UtcTime at;
  bool trouble = false;
  std::string area;
  std::string text;

  bool operator==(const StaffLogLine&) const = default;
};

struct StaffFacts {
  std::string device;                         // its name
  std::optional<MachineHealth> machine;       // once it was looked at
  std::optional<Duration> clock_offset;       // server minus device
  std::optional<port::OutboxSummary> outbox;  // nothing: the store does not answer
  std::vector<PoolUnits> pools;
  std::vector<StaffLogLine> log;  // newest first

  bool operator==(const StaffFacts&) const = default;
};

inline constexpr std::int64_t disk_free_mb_min = 500;
inline constexpr Duration clock_offset_max = Duration::minutes(2);

}  // namespace lobby::kiosk
