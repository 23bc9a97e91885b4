// Cards: Card (a plain surface), ServiceCard, AddOnCard, EmptyState. UI thread.
#pragma once

#include <string_view>

#include "app/ui/frame.h"
#include "app/ui/stepper.h"

namespace lobby::ui {

// A white, shadowed, rounded surface (radius 24). In high contrast it has a border instead.
void card(Frame& frame, Rect rect);
// The same with a thin line instead of a shadow's lift only (ticket card).
void lined_card(Frame& frame, Rect rect);

enum class ServiceState : std::uint8_t { free, few, full, closed };
struct ServiceCardSpec {
  std::string_view id{};
  Rect rect{};  // portrait 480x396, landscape 438x368, more picture when higher;
                // row in large text 984x168
  std::string_view picture{};
  Point picture_focus{0.5F, 0.5F};
  std::string_view name{};
  std::string_view benefit{};
  std::string_view price{};       // "¥688"
  std::string_view price_unit{};  // "a night"
  std::string_view chip{};        // "3 left", "Full: join the list"
  std::string_view join{};        // on a full one: "Join"
  Icon join_icon = "playlist_add";
  ServiceState state = ServiceState::free;
  bool selected = false;
};
bool service_card(Frame& frame, const ServiceCardSpec& spec);

enum class AddOnKind : std::uint8_t { counted, chosen };
struct AddOnCardSpec {
  std::string_view id{};
  Rect rect{};  // 312 x 336
  std::string_view picture{};
  Point picture_focus{0.5F, 0.5F};
  std::string_view name{};
  std::string_view price{};
  AddOnKind kind = AddOnKind::chosen;
  bool on = false;
  std::string_view count{};  // counted: the number shown
  bool at_min = false;
  bool at_max = false;
  std::string_view add_label{};    // "Add"
  std::string_view added_label{};  // "Added"
};
enum class AddOnTap : std::uint8_t { none, minus, plus, toggled };
AddOnTap add_on_card(Frame& frame, const AddOnCardSpec& spec);

struct EmptyStateSpec {
  Rect rect{};
  std::string_view picture = "empty-state";
  std::string_view title{};
  std::string_view line{};
};
void empty_state(Frame& frame, const EmptyStateSpec& spec);

}  // namespace lobby::ui
