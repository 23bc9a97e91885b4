// `lobby-kiosk --check`: what a kiosk has and lacks, line by line, for whoever sets it up. It sells
// nothing; it speaks with the server as the running program would.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace lobby::kiosk {

enum class Finding : std::uint8_t {
  ok,
  lacks,   // guests can book without it
  broken,  // they cannot
};

struct CheckLine {
  Finding finding = Finding::ok;
  std::string what;
  std::string detail;  // and, where something is wrong, what to do
};

struct CheckOptions {
  std::filesystem::path data;
  std::filesystem::path assets;
};

// Opens the device's directory, which no other program may have open; waits for the server and the
// voice for some seconds. UI thread.
std::vector<CheckLine> check_kiosk(const CheckOptions& options);

// Bytes that can still be written where `data` is; nothing where the system does not say.
std::optional<std::uintmax_t> free_bytes(const std::filesystem::path& data);
// Keyboards, keypads and scanners that are plugged in: to Linux all of them are keyboards.
std::size_t count_keyboards();

// "ok      screen     1080 x 1920 px, 686 mm"
std::string text_of(const CheckLine& line);

}  // namespace lobby::kiosk
