// DeviceSettings: the file device.toml in a device's data directory. Enrolment writes it; IT edits
// the tables [screen] and [printer].
//
//   [server]
//   url = "https://lobby.example:8443"
//   [screen]
//   width_px = 1080        # the window, or the panel when full_screen
//   height_px = 1920
//   full_screen = false
//   diagonal_mm = 686      # of the panel: 27 inches; sizes on the glass are checked against it
//   [printer]              # a kiosk's; without it guests are offered no paper
//   queue = "receipt"      # of the machine's print service; "default"; or ipp://HOST:PORT/PATH
//   paper = "roll_80mm"    # or "a4"
//
// Start-up; any thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "core/base/result.h"
#include "core/port/letter.h"
#include "core/protocol/feed.h"

namespace lobby {

struct ScreenSettings {
  std::int32_t width_px = 1080;
  std::int32_t height_px = 1920;
  bool full_screen = false;
  std::int32_t diagonal_mm = 686;

  bool operator==(const ScreenSettings&) const = default;
};

struct PrinterSettings {
  std::string queue;  // empty: there is no printer
  port::Paper paper = port::Paper::roll_80mm;

  bool operator==(const PrinterSettings&) const = default;
};

struct DeviceSettings {
  std::string server_url;
  ScreenSettings screen;
  PrinterSettings printer{};

  bool operator==(const DeviceSettings&) const = default;
};

// What a new device of this kind begins with: a portrait kiosk, a landscape desk.
DeviceSettings default_settings(protocol::DeviceRole role, std::string server_url);

// Errors: not_found (with the enrol command), configuration (a paper that is none), and those of
// the TOML reader.
Result<DeviceSettings> load_settings(const std::filesystem::path& data);
Status save_settings(const std::filesystem::path& data, const DeviceSettings& settings);

}  // namespace lobby
