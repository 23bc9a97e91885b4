// Goal: what belongs together is one stop and one sentence for who listens, and nothing that can be
// used is swallowed by it. Method: a screen of a few nodes, a narrator, and the keys of a keypad.
#include <gtest/gtest.h>

#include "app/ui/narrator.h"
#include "tests/fakes/ui_driver.h"

namespace lobby::tests {
namespace {

class Listener {
 public:
  explicit Listener(UiDriver::Draw draw)
      : driver_({}, [draw = std::move(draw)](ui::Frame& frame) {
          frame.set_reading(true);
          draw(frame);
        }) {}

  // What is said at first, then after each press of "down".
  std::string next() {
    if (begun_) {
      driver_.key("Down");
    }
    begun_ = true;
    std::string all;
    for (const std::string& said : narrator_.look(driver_.nodes(), texts_)) {
      all += (all.empty() ? "" : ". ") + said;
    }
    return all;
  }

 private:
  UiDriver driver_;
  ui::TextCatalog texts_;  // English as it is written
  ui::Narrator narrator_;
  bool begun_ = false;
};

constexpr float line_px = 80;

TEST(Narrator, says_texts_of_one_breath_as_one) {
  Listener listener([](ui::Frame& frame) {
    frame.text({100, 600}, "alone");
    frame.in_one_breath([&] {
      frame.text({100, 600 + line_px}, "Friday");
      frame.text({400, 600 + line_px}, "");
      frame.text({600, 600 + line_px}, "¥748");
      frame.text({800, 600 + line_px}, "¥74");  // a part of the one before, and said all the same
    });
    frame.text({100, 600 + 2 * line_px}, "after");
  });
  EXPECT_EQ(listener.next(), "alone, 1 of 3");
  EXPECT_EQ(listener.next(), "Friday, ¥748, ¥74, 2 of 3");
  EXPECT_EQ(listener.next(), "after, 3 of 3");
}

TEST(Narrator, says_an_alert_once_that_is_drawn_as_text) {
  Listener listener([](ui::Frame& frame) {
    frame.text({100, 600}, "first");
    frame.in_one_breath([&] {
      frame.text({100, 600 + line_px}, "Booked");
      frame.text({100, 600 + 2 * line_px}, "It is set aside.");
      frame.note_node(ui::Role::alert, "banner", "Booked", {100, 680, 400, 160});
    });
  });
  EXPECT_EQ(listener.next(), "Booked. first, 1 of 2");
  EXPECT_EQ(listener.next(), "Booked, It is set aside., 2 of 2");
}

TEST(Narrator, stops_at_every_control_within_a_breath) {
  Listener listener([](ui::Frame& frame) {
    frame.in_one_breath([&] {
      frame.text({100, 600}, "before");
      frame.press({.id = "button", .label = "Press", .rect = {100, 700, 300, 120}});
      frame.text({100, 900}, "after");
      frame.text({400, 900}, "it");
    });
  });
  EXPECT_EQ(listener.next(), "before, 1 of 3");
  EXPECT_EQ(listener.next(), "Press, button, 2 of 3");
  EXPECT_EQ(listener.next(), "after, it, 3 of 3");
}

}  // namespace
}  // namespace lobby::tests
