// The layer table. Project includes: core < platform/<x> < app/ui < app/common < app/<program>, and
// inside core the floors of design order. Outside includes: each library has its folders.
#include "tests/tidy/include_rules.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string_view>
#include <utility>

namespace lobby::tidy {
namespace {

// The floors of core: a module includes itself and lower floors only. A booking carries its code,
// whose bytes are the ticket's; ticket/ knows only base, so it stands below booking.
constexpr std::array<std::pair<std::string_view, int>, 15> floors = {{
    {"base", 0},
    {"catalog", 1},
    {"guest", 2},
    {"inventory", 3},
    {"ticket", 4},
    {"booking", 5},
    {"office", 6},
    {"insight", 6},
    {"payment", 6},
    {"protocol", 7},
    {"port", 8},
    {"service", 9},
    {"device", 9},
    {"reservation", 10},
    {"flow", 10},
}};

// Standard headers that would bring a clock-free, thread-free core in touch with the world.
constexpr std::array<std::string_view, 11> impure = {
    "condition_variable", "filesystem", "fstream", "future",      "iostream", "mutex", "random",
    "semaphore",          "stop_token", "thread",  "shared_mutex"};

// A library's header prefix and the folders that may include it (tests may include all).
struct Library {
  std::string_view prefix;
  std::array<std::string_view, 3> folders;
};
constexpr std::array<Library, 28> libraries = {{
    {"nlohmann/", {"core/", "platform/", "app/"}},
    {"date/tz.h", {"platform/system/"}},
    {"date/", {"core/", "platform/", "app/"}},
    {"imgui", {"platform/imgui/", "app/ui/"}},
    {"SDL", {"platform/sdl/", "platform/imgui/"}},
    {"ft2build.h", {"platform/imgui/"}},
    {"curl/", {"platform/curl/"}},
    {"openssl/", {"platform/openssl/", "platform/http/"}},
    {"boost/locale", {"platform/text/"}},
    {"boost/", {"platform/http/"}},
    {"sqlite3", {"platform/sqlite/"}},
    {"libpq", {"platform/postgres/"}},
    {"qrencode.h", {"platform/qr/"}},
    {"ZXing/", {"platform/qr/"}},
    {"toml", {"platform/toml/"}},
    {"spdlog/", {"platform/system/"}},
    {"fmt/", {"platform/system/"}},
    {"png.h", {"platform/image/"}},
    {"zlib.h", {"platform/zlib/"}},
    {"phonenumbers/", {"platform/phonenumber/"}},
    {"libspeechd.h", {"platform/speech/"}},
    {"rime_api.h", {"platform/ime/"}},
    {"cairo/", {"platform/letter/"}},
    {"pango/", {"platform/letter/"}},
    {"glib.h", {"platform/letter/"}},
    {"cups/", {"platform/print/"}},
    {"CLI/", {"app/"}},
    {"gtest/", {}},
}};

std::string_view part(std::string_view path, int index) {
  for (; index > 0; --index) {
    const auto slash = path.find('/');
    if (slash == std::string_view::npos) return {};
    path.remove_prefix(slash + 1);
  }
  return path.substr(0, path.find('/'));
}

bool starts_with_any(std::string_view path, std::initializer_list<std::string_view> prefixes) {
  return std::ranges::any_of(prefixes, [&](auto prefix) { return path.starts_with(prefix); });
}

std::string_view file_name(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

// main.cpp, wiring*.cpp and wiring*.h of a program: the only ones that see adapters.
bool is_wiring(std::string_view path) {
  return part(path, 0) == "app" &&
         (file_name(path) == "main.cpp" || file_name(path).starts_with("wiring"));
}

int floor_of(std::string_view module) {
  const auto* found =
      std::ranges::find(floors, module, [](const auto& floor) { return floor.first; });
  return found == floors.end() ? -1 : found->second;
}

// Why `path` may not include the project's header `target`, or empty.
std::string core_refusal(std::string_view path, std::string_view target) {
  if (part(target, 0) != "core") return "core includes core only";
  const auto from = part(path, 1);
  const auto to = part(target, 1);
  if (from == to) return {};
  if (floor_of(from) < 0) return "core/" + std::string(from) + " has no floor in include_rules.cpp";
  if (floor_of(to) >= 0 && floor_of(to) < floor_of(from)) return {};
  return "core/" + std::string(from) + " uses only the floors below it";
}

std::string app_refusal(std::string_view path, std::string_view target) {
  const auto program = std::string(part(path, 1));
  if (part(target, 0) == "core") return {};
  if (program == "ui") {
    return target.starts_with("app/ui/") ? "" : "app/ui includes core and app/ui only";
  }
  if (part(target, 0) == "platform") {
    if (program == "common" || is_wiring(path)) return {};
    return "only main.cpp, wiring*.cpp and app/common include an adapter";
  }
  if (target.starts_with("app/common/")) return {};
  if (target.starts_with("app/ui/")) return {};
  if (!target.starts_with("app/" + program + "/")) {
    return "app/" + program + " includes core, app/ui, app/common and itself only";
  }
  return is_wiring(target) && !is_wiring(path) && program != "common"
             ? "only main.cpp and the wiring include the wiring"
             : "";
}

std::string project_refusal(std::string_view path, std::string_view target) {
  if (part(path, 0) == "core") return core_refusal(path, target);
  if (part(path, 0) == "app") return app_refusal(path, target);
  if (part(path, 0) != "platform") return {};
  const auto folder = "platform/" + std::string(part(path, 1)) + "/";
  if (part(target, 0) == "core" || target.starts_with(folder)) return {};
  const bool database = folder == "platform/sqlite/" || folder == "platform/postgres/";
  if (database && target.starts_with("platform/sql/")) return {};
  return "an adapter includes core and its own folder only, a database also platform/sql";
}

// <vector>, <cstdint>: no folder and no suffix.
bool is_standard(std::string_view target) {
  return target.find_first_of("/.") == std::string_view::npos;
}

std::string outside_refusal(std::string_view path, std::string_view target) {
  const bool core = part(path, 0) == "core";
  if (is_standard(target)) {
    const bool banned = core && std::ranges::find(impure, target) != impure.end();
    return banned ? "core has no clock, thread, file or random number" : "";
  }
  for (const auto& library : libraries) {
    if (!target.starts_with(library.prefix)) continue;
    const bool allowed = std::ranges::any_of(
        library.folders, [&](auto folder) { return !folder.empty() && path.starts_with(folder); });
    return allowed ? "" : "this library belongs to another folder";
  }
  if (core) return "core includes the standard library, nlohmann/json and date/date.h only";
  if (path.starts_with("app/ui/")) return "app/ui includes core and Dear ImGui only";
  return {};
}

}  // namespace

void check_includes(const std::string& path, const SourceText& text, Findings& findings) {
  if (path.starts_with("tests/")) return;
  for (const auto& include : text.includes) {
    const bool project = starts_with_any(include.path, {"core/", "platform/", "app/", "tests/"});
    std::string refusal =
        project ? project_refusal(path, include.path) : outside_refusal(path, include.path);
    if (!project && !include.angled && !include.path.starts_with("imgui")) {
      refusal = "a quoted include starts at the project's root";
    }
    if (!refusal.empty()) {
      findings.push_back({path, include.line, "include", include.path + ": " + refusal});
    }
  }
}

}  // namespace lobby::tidy
