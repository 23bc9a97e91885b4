// Notices: Banner, Note, StatusLine, Toast, CountdownBar, Spinner. Word and icon first, colour
// third. UI thread.
#pragma once

#include <string_view>
#include <vector>

#include "app/ui/frame.h"

namespace lobby::ui {

enum class Tone : std::uint8_t { success, warn, danger, info, plain };

// The verdict of a screen: disc with icon, title, one line (208 to 360 on the ticket).
struct BannerSpec {
  Rect rect{48, 208, 984, 152};
  Tone tone = Tone::success;
  Icon icon = "check";
  std::string_view title{};
  std::string_view line{};
};
void banner(Frame& frame, const BannerSpec& spec);

// Icon and one or two lines in a tinted box; of two the first is bold.
struct NoteSpec {
  Rect rect{};
  Tone tone = Tone::plain;
  Icon icon = "info";
  std::vector<std::string_view> lines{};
};
void note(Frame& frame, const NoteSpec& spec);

// A short one-line state, icon and bold word (480 x 88).
struct StatusLineSpec {
  Rect rect{};
  Tone tone = Tone::info;
  Icon icon = "info";
  std::string_view text{};
};
void status_line(Frame& frame, const StatusLineSpec& spec);

struct ToastSpec {
  Rect rect{};  // 104 high
  Icon icon = "check";
  std::string_view text{};
};
void toast(Frame& frame, const ToastSpec& spec);

// "This screen clears itself in 45 s" with a bar that empties; asks for a frame each second.
struct CountdownBarSpec {
  Rect rect{48, 1496, 984, 112};
  Icon icon = "lock";
  std::string_view text{};
  std::int64_t left_ms = 0;
  std::int64_t of_ms = 1;
};
void countdown_bar(Frame& frame, const CountdownBarSpec& spec);

// A turning arc with words beside it; keeps the frame animating.
void spinner(Frame& frame, Point centre, float radius, std::string_view label);

}  // namespace lobby::ui
