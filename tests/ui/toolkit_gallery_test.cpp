// Goal: the widgets look and measure as the mock-ups. Method: sample screens drawn through the real
// window in both orientations and all modes; the self-check finds nothing; the PNGs go to
// $LOBBY_GALLERY (for a person to compare) when it is set.
#include <cstdlib>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/fakes/ui_driver.h"
#include "tests/fakes/ui_gallery.h"

namespace lobby::tests {
namespace toolkit_gallery_test {

struct Sample {
  std::string name;
  void (*draw)(ui::Frame&);
  bool landscape = false;
};

void PrintTo(const Sample& sample, std::ostream* out) {
  *out << sample.name;
}

class Gallery : public testing::TestWithParam<Sample> {};

void save(UiDriver& driver, const std::string& name) {
  if (const char* folder = std::getenv("LOBBY_GALLERY")) {
    driver.save_png(std::string(folder) + "/" + name + ".png");
  }
}

TEST_P(Gallery, passes_the_self_check_in_light_and_high_contrast) {
  for (const bool landscape : {false, true}) {
    if (landscape && !GetParam().landscape) continue;
    const auto orientation = landscape ? ui::Orientation::landscape : ui::Orientation::portrait;
    UiDriver driver({.orientation = orientation}, GetParam().draw);
    const std::string name = GetParam().name + (landscape ? "-land" : "");
    save(driver, name);
    EXPECT_EQ(list_findings(driver.self_check()), "") << name;
    driver.set_access({.high_contrast = true});
    save(driver, name + "-hc");
    EXPECT_EQ(list_findings(driver.self_check()), "") << name << " in high contrast";
  }
}

INSTANTIATE_TEST_SUITE_P(Toolkit, Gallery,
                         testing::Values(Sample{"services", draw_services_sample, true},
                                         Sample{"room", draw_room_sample, true},
                                         Sample{"hall", draw_hall_sample},
                                         Sample{"details", draw_details_sample, true},
                                         Sample{"review", draw_review_sample},
                                         Sample{"ticket", draw_ticket_sample},
                                         Sample{"timeout", draw_timeout_sample, true}),
                         [](const auto& sample) { return sample.param.name; });

TEST(Gallery, states_sheet_is_drawn) {
  UiDriver driver({}, draw_states);
  driver.press_down({414, 316});
  save(driver, "states");
  driver.press_up({0, 0});
  EXPECT_GT(driver.frames_drawn(), 0);
}

}  // namespace toolkit_gallery_test
}  // namespace lobby::tests
