// Reads and writes device.toml.
#include "app/common/device_settings.h"

#include <optional>

#include "platform/system/files.h"
#include "platform/toml/settings_file.h"

namespace lobby {
namespace {

constexpr std::size_t file_bytes_max = 64 * 1024;
constexpr toml::SettingKey keys[] = {
    {"server.url", toml::SettingKind::text, true},
    {"screen.width_px", toml::SettingKind::integer, false, 320, 16'384},
    {"screen.height_px", toml::SettingKind::integer, false, 320, 16'384},
    {"screen.full_screen", toml::SettingKind::boolean, false},
    {"screen.diagonal_mm", toml::SettingKind::integer, false, 100, 3'000},
    {"printer.queue", toml::SettingKind::text, false},
    {"printer.paper", toml::SettingKind::text, false},
};

std::filesystem::path file_in(const std::filesystem::path& data) {
  return data / "device.toml";
}

std::int32_t number(const toml::Settings& settings, std::string_view key, std::int32_t otherwise) {
  return static_cast<std::int32_t>(settings.integer_or(key, otherwise));
}

std::optional<port::Paper> paper_from(std::string_view name) {
  for (const port::Paper paper : {port::Paper::a4, port::Paper::roll_80mm}) {
    if (name_of(paper) == name) {
      return paper;
    }
  }
  return std::nullopt;
}

}  // namespace

DeviceSettings default_settings(protocol::DeviceRole role, std::string server_url) {
  DeviceSettings settings{std::move(server_url), {}};
  if (role == protocol::DeviceRole::desk) {
    settings.screen = {.width_px = 1920, .height_px = 1080, .diagonal_mm = 610};
  }
  return settings;
}

Result<DeviceSettings> load_settings(const std::filesystem::path& data) {
  const std::string path = file_in(data).string();
  const Result<std::string> text = system::read_file(path, file_bytes_max);
  if (!text) {
    return text.error().code == ErrorCode::not_found
               ? fail(ErrorCode::not_found, data.string() +
                                                " holds no enrolled device; enrol it "
                                                "with the command that "
                                                "'lobby-server enrol' prints")
               : text.error();
  }
  const Result<toml::Settings> read = toml::parse_settings(*text, path, keys);
  if (!read) {
    return read.error();
  }
  const ScreenSettings fallback;
  DeviceSettings settings;
  settings.server_url = read->text_or("server.url", "");
  settings.screen.width_px = number(*read, "screen.width_px", fallback.width_px);
  settings.screen.height_px = number(*read, "screen.height_px", fallback.height_px);
  settings.screen.full_screen = read->boolean_or("screen.full_screen", fallback.full_screen);
  settings.screen.diagonal_mm = number(*read, "screen.diagonal_mm", fallback.diagonal_mm);
  settings.printer.queue = read->text_or("printer.queue", "");
  const std::string paper =
      read->text_or("printer.paper", std::string(name_of(settings.printer.paper)));
  const std::optional<port::Paper> known = paper_from(paper);
  if (!known) {
    return fail(ErrorCode::configuration,
                path + ": printer.paper = \"" + paper + "\" is none; use roll_80mm or a4");
  }
  settings.printer.paper = *known;
  return settings;
}

Status save_settings(const std::filesystem::path& data, const DeviceSettings& settings) {
  const ScreenSettings& screen = settings.screen;
  std::string text = "[server]\nurl = \"" + settings.server_url +
                     "\"\n\n[screen]\nwidth_px = " + std::to_string(screen.width_px) +
                     "\nheight_px = " + std::to_string(screen.height_px) +
                     "\nfull_screen = " + (screen.full_screen ? "true" : "false") +
                     "\ndiagonal_mm = " + std::to_string(screen.diagonal_mm) + "\n";
  if (!settings.printer.queue.empty()) {
    text += "\n[printer]\nqueue = \"" + settings.printer.queue + "\"\npaper = \"" +
            std::string(name_of(settings.printer.paper)) + "\"\n";
  }
  return system::write_file(file_in(data).string(), text, system::FileMode::readable);
}

}  // namespace lobby
