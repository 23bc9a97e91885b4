// UiDriver: drives screens as a guest would. Owns a window on SDL's dummy video driver and a Dear
// ImGui host; runs frames through the same Session as the programs; finds nodes by role and label,
// touches them with real SDL events, saves PNGs and runs the self-check.
//
//   UiDriver driver({.orientation = ui::Orientation::portrait, .language = "zh_CN"},
//                   [&](ui::Frame& frame) { tapped = draw_services(frame, view); });
//   driver.tap(ui::Role::button, "继续");   // throws std::runtime_error listing what is there
//   driver.save_png("/tmp/services.png");
//   EXPECT_THAT(driver.self_check(), testing::IsEmpty());
//
// Several frames are run after each act, until the screen is still.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/frame.h"
#include "app/ui/self_check.h"
#include "platform/image/png.h"

namespace lobby::tests {

struct UiDriverOptions {
  ui::Orientation orientation = ui::Orientation::portrait;
  std::string language = "zh_CN";
  ui::AccessSettings access{};
  ui::Colour brand = ui::demo_brand;
  double diagonal_in = 27;
  int width_px = 0;  // 0: the canvas's own size
  int height_px = 0;
};

class UiDriver {
 public:
  using Draw = std::function<void(ui::Frame&)>;

  UiDriver(const UiDriverOptions& options, Draw draw);
  ~UiDriver();
  UiDriver(const UiDriver&) = delete;
  UiDriver& operator=(const UiDriver&) = delete;

  // Runs until the screen is still (at most `frames_max` frames while it animates).
  void settle(int frames_max = 12);
  void run_frame();

  const std::vector<ui::Node>& nodes() const;
  const ui::Drawn& drawn() const;
  // The node of this role whose label is `label` (or starts with it, or contains it: the first that
  // matches, in this order; covered nodes do not count).
  const ui::Node& find(ui::Role role, std::string_view label) const;
  bool has(ui::Role role, std::string_view label) const;
  bool has_text(std::string_view text) const;  // in any text drawn and not covered
  std::string list_nodes() const;

  void tap(ui::Role role, std::string_view label);
  void tap_at(ui::Point canvas);
  void click(ui::Role role, std::string_view label);  // the mouse
  void press_down(ui::Point canvas);                  // finger
  void press_move(ui::Point canvas);
  void press_up(ui::Point canvas);
  void key(std::string_view name, bool shift = false);
  void type(std::string_view utf8);
  // One key of the on-screen keyboard after the other; ASCII letters, digits, space.
  void tap_keys(std::string_view characters);

  void select_language(std::string_view tag);
  void set_access(const ui::AccessSettings& access);
  void invalidate();
  void wipe();                          // as the program does when a guest has left
  void advance_ms(std::int64_t by_ms);  // the clock frames see

  std::vector<ui::Finding> self_check() const;
  std::vector<ui::Finding> self_check(const ui::Rules& rules) const;
  image::Pixels pixels();
  void save_png(const std::filesystem::path& path);
  std::int64_t frames_drawn() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

// Every finding on a line, for a failure message.
std::string list_findings(const std::vector<ui::Finding>& findings);
// Languages as the build's .mo files hold them.
ui::TextCatalog load_test_texts();

}  // namespace lobby::tests
