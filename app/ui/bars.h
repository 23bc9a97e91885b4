// The bars every screen has: TopBar, HeaderPanel, ActionBar, AccessBar. Portrait and landscape,
// large text and high contrast included. They know no business rule. UI thread.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "app/ui/frame.h"
#include "app/ui/layout.h"

namespace lobby::ui {

struct TopBarSpec {
  std::string_view hotel{};
  std::string_view logo = "logo-mark";
  std::string_view right{};               // "Step 2 of 5", a booking code, a kiosk's name
  std::vector<std::string_view> steps{};  // five labels; empty on a side screen
  int step = 0;                           // 1 to 5 is current; 6: all are done
  std::string_view title{};               // side screen: stands in the first segment's place
};
void top_bar(Frame& frame, const TopBarSpec& spec);
// The attract screen's: 112 high, no steps.
void top_bar_attract(Frame& frame, std::string_view hotel, std::string_view other_name,
                     std::string_view logo = "logo-mark");

struct IconText {
  Icon icon{};
  std::string_view text{};
};
struct HeaderPanelSpec {
  std::string_view title{};          // wraps to two lines
  float title_size = type::heading;  // or type::title
  std::vector<IconText> rows{};      // up to 4
  std::string_view picture{};
  std::string_view picture_label{};
  Point picture_focus{0.5F, 0.5F};
};
void header_panel(Frame& frame, const HeaderPanelSpec& spec);

enum class ActionTap : std::uint8_t { none, back, primary };
enum class ButtonKind : std::uint8_t { secondary, primary, danger, danger_filled };
struct ActionBarSpec {
  std::string_view back{};  // empty: no back button, the primary takes the row
  Icon back_icon = "arrow_back";
  float back_width = 296;  // portrait; 336 on the ticket
  ButtonKind back_kind = ButtonKind::secondary;
  std::string_view primary{};  // empty: no primary
  Icon primary_icon{};
  Icon primary_icon_right = "arrow_forward";
  bool primary_enabled = true;
  ButtonKind primary_kind = ButtonKind::primary;
};
ActionTap action_bar(Frame& frame, const ActionBarSpec& spec);

enum class AccessTap : std::uint8_t {
  none,
  language,
  call_staff,
  start_over,
  large_text,
  contrast,
  reach,
  speech,
};
struct AccessBarSpec {
  std::string_view other_language{};  // the name of the language a tap switches to
  AccessSettings on{};                // which toggles are on
  bool staff_called = false;
  bool start_over_enabled = true;
  bool speech_enabled = true;
  std::span<const AccessTap> items{};  // which, left to right; empty: all seven
};
AccessTap access_bar(Frame& frame, const AccessBarSpec& spec);

}  // namespace lobby::ui
