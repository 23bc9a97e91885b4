// Pictures as tests: what a screen looks like is compared with a committed reference, one hash a
// picture in tests/ui/pictures.txt. A picture that differs is written to pictures/ in the build
// folder, to be looked at; where it is right, the references are made anew by running test_ui in
// one process with LOBBY_PICTURES=update.
// SDL's software renderer draws the same from run to run, but not with other fonts or libraries:
// where a calibration picture of plain shapes and letters differs, nothing is compared.
// One thread.
#pragma once

#include <string>

#include "tests/fakes/ui_driver.h"

namespace lobby::tests {

// Empty when the picture is as its reference, or cannot be compared here.
std::string picture_fault(UiDriver& driver, const std::string& name);

}  // namespace lobby::tests
