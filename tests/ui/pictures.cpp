// References by name, and the calibration.
#include "tests/ui/pictures.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <string_view>

namespace lobby::tests {
namespace {

using References = std::map<std::string, std::string>;

constexpr const char* calibration_name = "calibration";

std::filesystem::path references_path() {
  return std::filesystem::path(LOBBY_SOURCE_DIR) / "tests/ui/pictures.txt";
}

References read_references() {
  References references;
  std::ifstream file(references_path());
  std::string name;
  std::string hash;
  while (file >> name >> hash) {
    references[name] = hash;
  }
  return references;
}

void write_references(const References& references) {
  std::ofstream file(references_path());
  for (const auto& [name, hash] : references) {
    file << name << ' ' << hash << '\n';
  }
}

std::string hash_of(const image::Pixels& pixels) {
  const std::string_view bytes(reinterpret_cast<const char*>(pixels.rgba.data()),
                               pixels.rgba.size());
  std::array<char, 17> text{};
  std::snprintf(text.data(), text.size(), "%016zx", std::hash<std::string_view>{}(bytes));
  return text.data();
}

// Nothing of the toolkit's widgets: only what the machine makes of shapes, letters and pictures.
void draw_calibration(ui::Frame& frame) {
  ui::Canvas& canvas = frame.canvas();
  const ui::Theme& theme = frame.theme();
  canvas.rect({48, 48, 400, 200}, {.fill = theme.primary, .radius = 24, .shadow = true});
  canvas.rect({96, 96, 400, 200}, {.fill = theme.scrim, .border = theme.sun, .radius = 20});
  canvas.ring({800, 200}, 100, 20, 0.3F, theme.accent);
  canvas.icon({600, 400}, 96, "check_circle", theme.success);
  canvas.image({48, 400, 300, 300}, "logo-mark", {.contain = true});
  float y = 760;
  for (const float size : {ui::type::legal, ui::type::body, ui::type::display}) {
    canvas.text({48, y}, "云汀酒店 Yunting 0123 ¥", {.size = size});
    canvas.text({48, y + size}, "云汀酒店 Yunting 0123 ¥",
                {.size = size, .weight = ui::Weight::bold});
    y += 2 * size + 16;
  }
}

std::string calibration() {
  UiDriver driver({}, draw_calibration);
  driver.settle();
  return hash_of(driver.pixels());
}

bool updates() {
  const char* wish = std::getenv("LOBBY_PICTURES");
  return wish != nullptr && std::string_view(wish) == "update";
}

bool can_compare([[maybe_unused]] const References& references) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  return false;
#else
  const auto found = references.find(calibration_name);
  const bool same = found != references.end() && found->second == calibration();
  if (!same) {
    std::cerr << "pictures: fonts or libraries draw otherwise here; none is compared\n";
  }
  return same;
#endif
}

std::string kept(UiDriver& driver, const std::string& name) {
  const std::filesystem::path folder = std::filesystem::path(LOBBY_BINARY_DIR) / "pictures";
  std::filesystem::create_directories(folder);
  const std::filesystem::path path = folder / (name + ".png");
  driver.save_png(path);
  return path.string();
}

}  // namespace

std::string picture_fault(UiDriver& driver, const std::string& name) {
  if (updates()) {
    static References made{{calibration_name, calibration()}};  // only what there still is
    made[name] = hash_of(driver.pixels());
    write_references(made);
    return {};
  }
  static const References references = read_references();
  static const bool comparable = can_compare(references);
  if (!comparable) {
    return {};
  }
  const auto found = references.find(name);
  if (found != references.end() && found->second == hash_of(driver.pixels())) {
    return {};
  }
  return (found == references.end() ? "a picture without a reference: " : "not as it was: ") +
         kept(driver, name) + "\n";
}

}  // namespace lobby::tests
