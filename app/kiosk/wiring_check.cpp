// One function a thing that can be missing.
#include "app/kiosk/wiring_check.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <optional>
#include <set>
#include <thread>

#include "app/common/device_station.h"
#include "app/common/screen_loop.h"
#include "app/common/text_loader.h"
#include "app/kiosk/staff_facts.h"
#include "app/kiosk/wiring.h"
#include "platform/imgui/host.h"

namespace lobby::kiosk {
namespace {

constexpr std::uintmax_t disk_bytes_min = disk_free_mb_min * 1'000'000;
constexpr int waits_max = 80;
constexpr auto wait_step = std::chrono::milliseconds(100);

CheckLine good(std::string what, std::string detail) {
  return {Finding::ok, std::move(what), std::move(detail)};
}
CheckLine broken(std::string what, std::string detail) {
  return {Finding::broken, std::move(what), std::move(detail)};
}

// Within some seconds.
template <class Reached>
bool soon(const Reached& reached) {
  for (int waits = 0; waits < waits_max; ++waits) {
    if (reached()) {
      return true;
    }
    std::this_thread::sleep_for(wait_step);
  }
  return reached();
}

CheckLine screen_line(const ScreenSettings& screen) {
  const std::string size = std::to_string(screen.width_px) + " x " +
                           std::to_string(screen.height_px) + " px, " +
                           std::to_string(screen.diagonal_mm) + " mm diagonal";
  const std::string fault = panel_fault(screen, ui::kiosk_rules({}, false));
  return fault.empty() ? good("screen", size) : broken("screen", fault);
}

CheckLine fonts_line() {
  const imgui::HostOptions fonts;
  for (const std::string& file : {fonts.regular_font, fonts.bold_font, fonts.icon_font}) {
    if (!std::filesystem::exists(file)) {
      return broken("fonts", file +
                                 " is missing; install fonts-noto-cjk and "
                                 "fonts-material-design-icons-iconfont");
    }
  }
  return good("fonts", "Noto Sans CJK and the icons are there");
}

CheckLine texts_line(const std::filesystem::path& assets) {
  const Result<ui::TextCatalog> texts = load_texts(assets);
  if (!texts) {
    return broken("texts", to_string(texts.error()));
  }
  std::string tags;
  for (const std::string& tag : texts->tags()) {
    tags += (tags.empty() ? "" : ", ") + tag;
  }
  return good("texts", tags);
}

std::set<std::string> pictures_of(const catalog::Catalog& catalog) {
  std::set<std::string> names = {catalog.site.logo, catalog.site.hero};
  for (const catalog::Service& service : catalog.services) {
    names.insert(service.picture);
  }
  for (const catalog::AddOn& add_on : catalog.add_ons) {
    names.insert(add_on.picture);
  }
  names.erase("");
  return names;
}

CheckLine pictures_line(const catalog::Catalog& catalog, const std::filesystem::path& assets) {
  std::string missing;
  const std::set<std::string> names = pictures_of(catalog);
  for (const std::string& name : names) {
    if (!std::filesystem::exists(assets / "site" / "pictures" / (name + ".png"))) {
      missing += (missing.empty() ? "" : ", ") + name;
    }
  }
  return missing.empty()
             ? good("pictures", std::to_string(names.size()) + " of the catalogue are there")
             : broken("pictures", "missing: " + missing + "; put each as NAME.png into " +
                                      (assets / "site" / "pictures").string());
}

CheckLine server_line(DeviceStation& station) {
  station.start_sync([] {});
  std::optional<Error> trouble;
  const bool online = soon([&] {
    bool reached = false;
    for (const SyncNews& news : station.news().take()) {
      reached = reached || news.online;
      trouble = news.trouble ? news.trouble : trouble;
    }
    return reached;
  });
  station.stop_sync();
  const std::string& url = station.settings().server_url;
  if (online) {
    return good("server", url + " answers");
  }
  return {Finding::lacks, "server",
          (trouble ? to_string(*trouble) : url + " does not answer") +
              "; look at the network. Until it answers the kiosk sells what it holds"};
}

CheckLine catalogue_line(DeviceStation& station) {
  const Result<Offer> offer = station.load_offer();
  return offer ? good("catalogue", std::to_string(offer->catalog.services.size()) +
                                       " services of " + offer->catalog.site.id.text())
               : broken("catalogue", to_string(offer.error()));
}

CheckLine clock_line(DeviceStation& station) {
  const Result<port::SyncState> sync = station.store().sync_state();
  if (!sync || !sync->clock_offset) {
    return {Finding::lacks, "clock", "never compared with the server's; connect the kiosk once"};
  }
  const std::int64_t off_ms = std::abs(sync->clock_offset->ms);
  const std::string seconds = std::to_string(off_ms / 1'000) + " s off the server's";
  return off_ms <= clock_offset_max.ms
             ? good("clock", seconds)
             : CheckLine{Finding::lacks, "clock",
                         seconds + "; the kiosk allows for it, but set it (systemd-timesyncd)"};
}

CheckLine disk_line(const std::filesystem::path& data) {
  const std::optional<std::uintmax_t> free = free_bytes(data);
  const std::string found = free ? std::to_string(*free / 1'000'000) + " MB free"
                                 : "the system does not say what is free";
  return free && *free >= disk_bytes_min
             ? good("disk", found)
             : broken("disk", found + "; a kiosk needs 500 MB, or it cannot keep what it sells");
}

CheckLine outbox_line(DeviceStation& station) {
  const Result<port::OutboxSummary> outbox = station.store().outbox_summary();
  if (!outbox) {
    return broken("store", to_string(outbox.error()));
  }
  return good("store", std::to_string(outbox->pending) + " operations wait for the server");
}

CheckLine speech_line(DeviceStation& station) {
  const std::unique_ptr<port::Speech> voice = open_voice(station);
  return soon([&] { return voice->available(); })
             ? good("speech", "Speech Dispatcher answers")
             : CheckLine{Finding::lacks, "speech",
                         "no voice, so the screen offers none; install speech-dispatcher and "
                         "speech-dispatcher-espeak-ng"};
}

CheckLine pinyin_line(const std::filesystem::path& assets) {
  const Result<std::unique_ptr<port::InputMethod>> pinyin = open_pinyin(assets);
  return pinyin
             ? good("pinyin", "librime and its dictionary are there")
             : CheckLine{Finding::lacks, "pinyin",
                         pinyin.error().detail + ". Until then names are typed in Latin letters"};
}

CheckLine printer_line(const PrinterSettings& settings) {
  if (settings.queue.empty()) {
    return {Finding::lacks, "printer",
            "none is set, so guests are offered no paper; name its queue in device.toml: [printer] "
            "queue = \"...\" (lpstat -p lists them)"};
  }
  const std::string trouble = printer_trouble(settings);
  return trouble.empty() ? good("printer", settings.queue + " is ready, " +
                                               std::string(name_of(settings.paper)))
                         : CheckLine{Finding::lacks, "printer", settings.queue + ": " + trouble};
}

CheckLine keypad_line() {
  const std::size_t found = count_keyboards();
  return found > 0 ? good("keypad", std::to_string(found) + " keyboards, keypads or scanners")
                   : CheckLine{Finding::lacks, "keypad",
                               "no keyboard, tactile keypad or scanner is plugged in; a guest who "
                               "cannot see needs a keypad"};
}

}  // namespace

std::optional<std::uintmax_t> free_bytes(const std::filesystem::path& data) {
  std::error_code error;
  const std::uintmax_t free = std::filesystem::space(data, error).available;
  return error ? std::nullopt : std::optional(free);
}

std::size_t count_keyboards() {
  std::error_code error;
  std::size_t found = 0;
  for (const auto& entry : std::filesystem::directory_iterator("/dev/input/by-id", error)) {
    found += entry.path().filename().string().ends_with("-event-kbd") ? 1 : 0;
  }
  return found;
}

std::vector<CheckLine> check_kiosk(const CheckOptions& options) {
  std::vector<CheckLine> lines = {fonts_line(), texts_line(options.assets)};
  const Result<std::unique_ptr<DeviceStation>> opened = DeviceStation::open(
      {.program = "lobby-kiosk", .data = options.data, .assets = options.assets});
  if (!opened) {
    lines.push_back(broken("device", to_string(opened.error())));
    return lines;
  }
  DeviceStation& station = **opened;
  lines.push_back(good("device", station.identity().name));
  lines.push_back(screen_line(station.settings().screen));
  lines.push_back(disk_line(options.data));
  lines.push_back(server_line(station));
  lines.push_back(clock_line(station));
  lines.push_back(outbox_line(station));
  lines.push_back(catalogue_line(station));
  if (const Result<Offer> offer = station.load_offer()) {
    lines.push_back(pictures_line(offer->catalog, options.assets));
  }
  lines.push_back(speech_line(station));
  lines.push_back(pinyin_line(options.assets));
  lines.push_back(printer_line(station.settings().printer));
  lines.push_back(keypad_line());
  return lines;
}

std::string text_of(const CheckLine& line) {
  constexpr std::string_view findings[] = {"ok      ", "lacks   ", "BROKEN  "};
  constexpr std::size_t what_width = 11;
  std::string text(findings[static_cast<std::size_t>(line.finding)]);
  text += line.what;
  text.append(what_width - std::min(what_width - 1, line.what.size()), ' ');
  return text + line.detail;
}

}  // namespace lobby::kiosk
