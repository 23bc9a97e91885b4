// Prices and terms: PriceLines, PolicyBox (tiers on one bar), TotalBar, QrPanel. All amounts arrive
// as display strings with how each was computed. UI thread.
#pragma once

#include <string_view>
#include <vector>

#include "app/ui/frame.h"
#include "app/ui/notices.h"

namespace lobby::ui {

struct PriceLine {
  std::string_view what{};
  std::string_view how{};  // "1 room × ¥748"
  std::string_view amount{};
  bool included = false;  // amount in the second colour
};
struct PriceLinesSpec {
  Rect rect{48, 564, 984, 360};
  std::string_view title{};
  std::vector<PriceLine> lines{};
  std::string_view total_label{};
  std::string_view total{};
  float pitch = 50;  // of the lines; down to 44 where there are many
};
void price_lines(Frame& frame, const PriceLinesSpec& spec);

struct PolicyTier {
  std::string_view cost{};       // "Free", "Half night ¥374"
  std::string_view until_one{};  // "until 9 Dec"
  std::string_view until_two{};  // "18:00"
  Tone tone = Tone::success;     // success, warn, danger
  bool current = false;          // the tier that applies now: tinted
};
struct PolicyBoxSpec {
  Rect rect{48, 940, 984, 296};
  std::string_view title{};
  std::string_view right{};         // "One date change is free"
  std::vector<PolicyTier> tiers{};  // up to 3
};
void policy_box(Frame& frame, const PolicyBoxSpec& spec);

struct TotalBarSpec {
  Rect rect{};                            // 48 wide margin, 128 or 136 high
  std::vector<std::string_view> lines{};  // how it was computed, up to 2
  std::string_view total{};
};
void total_bar(Frame& frame, const TotalBarSpec& spec);

// A white square with quiet zone; the label is its node's.
struct QrPanelSpec {
  Point at{99, 439};  // of the first module
  float module_px = 10;
  const port::QrModules* modules = nullptr;
  std::string_view label{};
};
// The square actually covered by modules.
Rect qr_panel(Frame& frame, const QrPanelSpec& spec);

}  // namespace lobby::ui
