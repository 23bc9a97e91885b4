// Goal: every step of a booking can be taken with keys alone, and where the focus stands is always
// to be seen. Method: the program's kiosk; a guest who presses Tab and Enter and looks where the
// ring is.
#include <algorithm>
#include <stdexcept>

#include <gtest/gtest.h>

#include "tests/ui/lone_kiosk.h"

namespace lobby::tests {
namespace {

class KeypadGuest {
 public:
  explicit KeypadGuest(LoneKiosk& kiosk) : kiosk_(kiosk) {}

  // The one node with the ring.
  const ui::Node& focused() const {
    const std::vector<ui::Node>& nodes = kiosk_.driver().nodes();
    const auto ringed = [](const ui::Node& node) { return node.state.focused && !node.covered; };
    EXPECT_EQ(std::ranges::count_if(nodes, ringed), 1) << kiosk_.driver().list_nodes();
    const auto found = std::ranges::find_if(nodes, ringed);
    return found == nodes.end() ? nodes.front() : *found;
  }
  void choose(std::string_view label) {
    constexpr int presses_max = 120;
    for (int presses = 0; presses < presses_max; ++presses) {
      kiosk_.key("Tab");
      if (focused().label.find(label) != std::string::npos) {
        kiosk_.key("Return");
        return;
      }
    }
    throw std::runtime_error("Tab never comes to " + std::string(label) + ":\n" +
                             kiosk_.driver().list_nodes());
  }
  // On the keys of the screen: one of a single character is that key.
  void spell(std::string_view characters) {
    for (const char character : characters) {
      const std::string label(1, character);
      do {
        kiosk_.key("Tab");
      } while (focused().label != label);
      kiosk_.key("Return");
    }
  }

 private:
  LoneKiosk& kiosk_;
};

TEST(KioskKeypad, a_guest_books_with_tab_and_enter_alone) {
  LoneKiosk kiosk;
  KeypadGuest guest(kiosk);
  guest.choose("English");
  guest.choose("Touch to start");
  guest.choose("Lake-view King");
  guest.choose("Next: choose dates");
  guest.choose("Fri 11 Dec");
  guest.choose("Next: your details");
  guest.spell("13800005678");
  guest.choose("Name");
  guest.spell("Li");
  guest.choose("Use these only for this booking");
  guest.choose("Next: review");
  guest.choose("I have read the price");
  guest.choose("Confirm booking");
  EXPECT_EQ(kiosk.kiosk().state().screen, flow::KioskScreen::ticket);
  EXPECT_EQ(kiosk.sold(), 1);
}

// A sheet keeps the focus inside, and gives it back.
TEST(KioskKeypad, a_sheet_takes_the_focus) {
  LoneKiosk kiosk;
  KeypadGuest guest(kiosk);
  guest.choose("English");
  guest.choose("Touch to start");
  guest.choose("Restart");
  for (int presses = 0; presses < 20; ++presses) {
    kiosk.key("Tab");
    EXPECT_FALSE(guest.focused().label.starts_with("Next")) << guest.focused().label;
  }
}

}  // namespace
}  // namespace lobby::tests
