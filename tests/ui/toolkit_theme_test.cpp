// Goal: every pair of colours the design uses keeps its contrast in both palettes, and a weak brand
// is refused with its ratio. Method: WCAG contrast recomputed for a table of pairs.
#include <string>

#include <gtest/gtest.h>

#include "app/ui/icon.h"
#include "app/ui/theme.h"

namespace lobby::ui {
namespace {

struct Pair {
  const char* name;
  Colour Theme::* front;
  Colour Theme::* back;
  double needed;
};

constexpr Pair pairs[] = {
    {"text on bg", &Theme::text, &Theme::bg, 7},
    {"text on surface", &Theme::text, &Theme::surface, 7},
    {"text on selected", &Theme::text, &Theme::selected, 7},
    {"text on sand", &Theme::text, &Theme::sand, 7},
    {"text on sand light", &Theme::text, &Theme::sand_light, 7},
    {"text on tray", &Theme::text, &Theme::tray, 7},
    {"text on key", &Theme::text, &Theme::key, 7},
    {"text on function key", &Theme::text, &Theme::function_key, 7},
    {"second on bg", &Theme::second, &Theme::bg, 4.5},
    {"second on surface", &Theme::second, &Theme::surface, 4.5},
    {"second on selected", &Theme::second, &Theme::selected, 4.5},
    {"second on sand light", &Theme::second, &Theme::sand_light, 4.5},
    {"label on primary", &Theme::on_primary, &Theme::primary, 4.5},
    {"label on pressed", &Theme::on_pressed, &Theme::pressed, 4.5},
    {"accent on surface", &Theme::accent, &Theme::surface, 4.5},
    {"accent on bg", &Theme::accent, &Theme::bg, 4.5},
    {"accent on selected", &Theme::accent, &Theme::selected, 4.5},
    {"accent on disabled", &Theme::accent, &Theme::disabled, 4.5},
    {"accent on sand light", &Theme::accent, &Theme::sand_light, 4.5},
    {"danger on surface", &Theme::danger, &Theme::surface, 4.5},
    {"danger on tint", &Theme::danger, &Theme::danger_tint, 4.5},
    {"success on surface", &Theme::success, &Theme::surface, 4.5},
    {"success on tint", &Theme::success, &Theme::success_tint, 4.5},
    {"label on danger", &Theme::on_status, &Theme::danger, 4.5},
    {"label on success", &Theme::on_status, &Theme::success, 4.5},
    {"label on warn", &Theme::on_warn, &Theme::warn, 7},
    {"disabled label", &Theme::on_disabled, &Theme::disabled, 4.5},
    {"toast", &Theme::on_toast, &Theme::toast, 7},
    {"control on surface", &Theme::control, &Theme::surface, 3},
    {"control on bg", &Theme::control, &Theme::bg, 3},
    {"selected border on bg", &Theme::selected_border, &Theme::bg, 3},
    {"primary on bg", &Theme::primary, &Theme::bg, 3},
};

TEST(Theme, every_pair_keeps_its_contrast_in_both_palettes) {
  for (const bool high_contrast : {false, true}) {
    for (const Colour brand : {demo_brand, rgb(0x0B57D0), rgb(0x6A1B4D)}) {
      AccessSettings access;
      access.high_contrast = high_contrast;
      const auto theme = make_theme(brand, access);
      ASSERT_TRUE(theme.ok());
      for (const Pair& pair : pairs) {
        EXPECT_GE(contrast((*theme).*pair.front, (*theme).*pair.back), pair.needed)
            << pair.name << (high_contrast ? ", high contrast" : "");
      }
    }
  }
}

TEST(Theme, known_ratios_come_out_as_published) {
  EXPECT_NEAR(contrast(rgb(0x000000), rgb(0xFFFFFF)), 21.0, 0.001);
  EXPECT_NEAR(contrast(demo_brand, rgb(0xFFFFFF)), 8.1, 0.05);
  EXPECT_NEAR(contrast(rgb(0x767F8E), rgb(0xF6F7F9)), 3.8, 0.05);
}

TEST(Theme, a_pale_brand_is_refused_with_its_ratio) {
  const auto theme = make_theme(rgb(0x7FC4B8), {});
  ASSERT_FALSE(theme.ok());
  EXPECT_EQ(theme.error().code, ErrorCode::configuration);
  EXPECT_NE(theme.error().detail.find("2.00"), std::string::npos) << theme.error().detail;
}

TEST(Theme, colours_are_parsed_strictly) {
  EXPECT_EQ(*parse_colour("#0e5A4F"), demo_brand);
  for (const char* wrong : {"0E5A4F", "#0E5A4", "#0E5A4G", "#0E5A4F0", ""}) {
    EXPECT_FALSE(parse_colour(wrong).ok()) << wrong;
  }
}

TEST(Theme, large_text_is_a_quarter_larger) {
  EXPECT_FLOAT_EQ(make_theme(demo_brand, {.large_text = true})->size(type::body), 60);
}

TEST(Icon, table_is_sorted_and_found_by_name) {
  for (std::size_t index = 1; index < std::size(icon_table); ++index) {
    EXPECT_LT(icon_table[index - 1].name, icon_table[index].name);
  }
  EXPECT_TRUE(find_icon("arrow_back").has_value());
  EXPECT_FALSE(find_icon("no_such_icon").has_value());
}

}  // namespace
}  // namespace lobby::ui
