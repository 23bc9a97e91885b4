// Goal: guests who need more of a kiosk than others finish a booking by themselves: seated, with
// every control in the lower half; elderly, with large text; both together, in either orientation.
// Method: the program's kiosk, real touches at what the screen says, and the self-check with the
// floors of their settings on every screen they pass.
#include <algorithm>

#include <gtest/gtest.h>

#include "tests/ui/lone_kiosk.h"

namespace lobby::tests {
namespace kiosk_guests_test {

struct Guest {
  const char* name;
  ui::Orientation orientation;
  std::vector<const char*> settings;  // as the AccessBar calls them
};

class KioskGuests : public testing::TestWithParam<Guest> {
 protected:
  void touch(std::string_view label) {
    UiDriver& driver = kiosk_.driver();
    const auto& nodes = driver.nodes();
    const auto found = std::ranges::find_if(nodes, [&](const ui::Node& node) {
      return node.interactive && !node.covered && !node.state.disabled &&
             node.label.starts_with(label);
    });
    ASSERT_NE(found, nodes.end()) << "nothing to touch says " << label << ":\n"
                                  << driver.list_nodes();
    driver.tap_at(found->rect.centre());
    kiosk_.settle();
    EXPECT_EQ(list_findings(driver.self_check(rules())), "") << "after touching " << label;
  }
  void type(std::string_view keys) {
    for (const char key : keys) {
      touch(std::string(1, key));
    }
  }

  LoneKiosk kiosk_{{.width_px = GetParam().orientation == ui::Orientation::portrait ? 540 : 960,
                    .height_px = GetParam().orientation == ui::Orientation::portrait ? 960 : 540}};

 private:
  ui::Rules rules() const {
    return ui::kiosk_rules(GetParam().orientation, kiosk_.kiosk().state().reach);
  }
};

TEST_P(KioskGuests, book_a_room_by_themselves) {
  touch("English");
  for (const char* setting : GetParam().settings) {
    touch(setting);
  }
  touch("Touch to start");
  touch("Lake-view King");
  touch("Next: choose dates");
  touch("Fri 11 Dec");
  touch("Next: how many people");
  touch("Nights: one more");
  touch("Next: your details");
  type("13800005678");
  touch("Next: your name");
  type("Li");
  touch("Next: consent");
  touch("Use these only for this booking");
  touch("Next: review");
  if (kiosk_.kiosk().state().large_text) {
    touch("Next: the terms");
  }
  touch("I have read the price");
  touch("Confirm booking");
  const flow::KioskState& state = kiosk_.kiosk().state();
  ASSERT_EQ(state.screen, flow::KioskScreen::ticket);
  EXPECT_EQ(state.issued->booking.selection.nights, 2);
  EXPECT_EQ(state.issued->booking.guest.name, "Li");
  EXPECT_EQ(kiosk_.sold(), 1);
  touch("Done");
  EXPECT_EQ(kiosk::access_of(state), ui::AccessSettings{});
}

// More times than a part holds, a counted extra, and back through the parts without a loss.
TEST_P(KioskGuests, book_a_hall_over_several_parts) {
  touch("English");
  for (const char* setting : GetParam().settings) {
    touch(setting);
  }
  touch("Meetings");
  touch("Yunting Hall");
  touch("Next: choose a time");
  touch("Wed 9 Dec");
  if (GetParam().orientation == ui::Orientation::landscape) {
    touch("Next: choose a time");
  }
  touch("08:00");
  for (int parts = 0; parts < 4 && kiosk_.driver().has(ui::Role::button, "Next: more times");
       ++parts) {
    touch("Next: more times");
  }
  touch("Next: how many people");
  touch("People: ten more");
  touch("Back");
  touch("Next: how many people");
  const flow::KioskState& state = kiosk_.kiosk().state();
  EXPECT_GT(state.selection.party.total(), 10);
  EXPECT_EQ(state.selection.block_starts.size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(
    Kiosk, KioskGuests,
    testing::Values(Guest{"seated", ui::Orientation::portrait, {"Reach"}},
                    Guest{"elderly", ui::Orientation::portrait, {"Big text"}},
                    Guest{"seated_large", ui::Orientation::portrait, {"Reach", "Big text"}},
                    Guest{"seated_landscape", ui::Orientation::landscape, {"Reach"}},
                    Guest{
                        "elderly_landscape", ui::Orientation::landscape, {"Big text", "Contrast"}}),
    [](const auto& guest) { return std::string(guest.param.name); });

}  // namespace kiosk_guests_test
}  // namespace lobby::tests
