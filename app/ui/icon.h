// Icon: a Material Icons glyph by name, checked when the program is compiled. Names that come
// from data (a catalog file) go through find_icon. Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace lobby::ui {

struct IconRow {
  std::string_view name;
  char32_t code_point;
};

inline constexpr IconRow icon_table[] = {
#include "app/ui/icon_table.inc"
};

constexpr std::optional<char32_t> icon_code_point(std::string_view name) {
  std::size_t low = 0;
  std::size_t high = std::size(icon_table);
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (icon_table[middle].name == name) return icon_table[middle].code_point;
    if (icon_table[middle].name < name)
      low = middle + 1;
    else
      high = middle;
  }
  return std::nullopt;
}

class Icon {
 public:
  constexpr Icon() = default;  // no icon
  // A name that is not in icon_table.inc does not compile.
  consteval Icon(const char* name)  // NOLINT(google-explicit-constructor)
      : code_point_(icon_code_point(name).value()) {}

  constexpr explicit operator bool() const { return code_point_ != 0; }
  constexpr char32_t code_point() const { return code_point_; }
  bool operator==(const Icon&) const = default;

 private:
  friend constexpr std::optional<Icon> find_icon(std::string_view name);
  char32_t code_point_ = 0;
};

constexpr std::optional<Icon> find_icon(std::string_view name) {
  const std::optional<char32_t> code_point = icon_code_point(name);
  if (!code_point) return std::nullopt;
  Icon icon;
  icon.code_point_ = *code_point;
  return icon;
}

}  // namespace lobby::ui
