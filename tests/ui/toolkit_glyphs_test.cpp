// Goal: a glyph has the size it is asked for, whenever it is first drawn. Method: a screen that
// shows several sizes at a time, others from frame to frame, each with characters not shown
// before, until the atlas drops old sizes again and again; a Chinese character is as wide as its
// size says.
#include <cmath>
#include <random>

#include <gtest/gtest.h>

#include "tests/fakes/ui_driver.h"

namespace lobby::tests {
namespace toolkit_glyphs_test {

constexpr int frames = 400;
constexpr int at_a_time = 6;
constexpr int sizes = 23;
constexpr int fresh_a_size = 8;
constexpr int characters = 18'000;
constexpr float em = 1.448F;  // a line of Noto Sans CJK over its em

float size_of(int step) {
  constexpr float smallest = 36;
  return smallest + static_cast<float>(step * 7 % sizes) * 3;
}

// In UTF-8, of the block of CJK Unified Ideographs.
std::string character(int index) {
  constexpr int first = 0x4E00;
  const auto code = static_cast<unsigned>(first + index);
  return {static_cast<char>(0xE0U | (code >> 12U)),
          static_cast<char>(0x80U | ((code >> 6U) & 0x3FU)),
          static_cast<char>(0x80U | (code & 0x3FU))};
}

TEST(Glyphs, keep_their_size_while_the_atlas_drops_others) {
  int shown = 0;
  int next = 0;
  std::minstd_rand order(1);  // which size is drawn first and last decides what goes wrong
  std::string wrong;
  UiDriver driver({}, [&](ui::Frame& frame) {
    for (int index = 0; index < at_a_time; ++index) {
      const float size = size_of(shown / 3 + static_cast<int>(order() % at_a_time));
      for (int fresh = 0; fresh < fresh_a_size; ++fresh, ++next) {
        const std::string text = character(next % characters);
        const float width = frame.canvas().text_width(text, {.size = size});
        if (std::abs(width * em / size - 1) > 0.04F) {
          wrong += text + " at " + std::to_string(size) + " is " + std::to_string(width) + "\n";
        }
        frame.text({48, 48 + 200 * static_cast<float>(index)}, text, {.size = size});
      }
    }
  });
  for (; shown < frames; ++shown) {
    driver.invalidate();
    driver.run_frame();
  }
  EXPECT_EQ(wrong, "");
}

}  // namespace toolkit_glyphs_test
}  // namespace lobby::tests
