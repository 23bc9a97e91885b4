// The roomy layout, for a guest who asked for large text or reach: the upper half tells, the lower
// half holds every control, and a step that needs more room is spread over parts that Back and the
// primary action turn. One layout serves both settings.
// UI thread.
#pragma once

#include <string>
#include <string_view>

#include "app/kiosk/screens/screens.h"
#include "app/ui/bars.h"

namespace lobby::kiosk {

struct RoomyPlaces {
  ui::Rect info;      // what is told
  ui::Rect controls;  // from the reach line down to the action bar
};
RoomyPlaces roomy_places(const ui::Frame& frame);
// Theme and orientation ask for the roomy layout of a screen whose usual one has a control above
// the reach line; large text alone asks for it everywhere.
bool is_roomy(const ui::Frame& frame);

// A part that is typed: portrait, the field above the keys; landscape, the keys take the right,
// down to the AccessBar, and the field stands with the actions at the left.
struct KeysPlaces {
  ui::Rect field;
  ui::Rect tray;
};
KeysPlaces keys_places(const ui::Frame& frame);

// The ground of the upper half, in the colour of the usual header.
void draw_info_panel(ui::Frame& frame);

// Sets what is told, line below line, each as large as it fits; what the place cannot hold any more
// is left out, so the important comes first.
class InfoColumn {
 public:
  InfoColumn(ui::Frame& frame, ui::Rect place) : frame_(frame), place_(place), y_(place.y) {}

  float room() const { return place_.bottom() - y_; }
  float line_height() const;

  // Over the whole width; what is left of its place after `below` lines and a heading.
  void picture(std::string_view name, std::string_view label, int below);
  void heading(std::string_view text, std::string_view right = {});
  void text(std::string_view text, int lines_max = 2);
  void row(ui::Icon icon, std::string_view text);
  // "12 Dec ... ¥788"
  void pair(std::string_view left, std::string_view right);
  // A rule, and the total as the largest figure, at the place's end.
  void total(std::string_view label, std::string_view amount);

 private:
  bool holds(float height) const { return room() >= height; }

  ui::Frame& frame_;
  ui::Rect place_;
  float y_;
};

// The picture left in landscape, above in portrait; the column for the words beside or below it.
InfoColumn info_with_picture(ui::Frame& frame, std::string_view picture, std::string_view label,
                             int lines);

// Back and the primary action of one part: within a step they turn its parts.
struct PartActions {
  std::int32_t part = 0;
  std::int32_t parts = 1;
  std::string_view primary{};
  ui::Icon icon{};
  ui::Icon icon_right = "arrow_forward";
  bool enabled = true;
  bool busy = false;
  float right = 0;  // where the row ends; 0: at the canvas's margin
};
Touch draw_part_actions(ui::Frame& frame, const PartActions& actions);

// "Page 1 of 2"; empty where there is only one.
std::string part_text(const ui::Frame& frame, std::int32_t part, std::int32_t parts);

}  // namespace lobby::kiosk
