// The contact sheet of the tour: every screen small, side by side, on one picture.
// One thread.
#pragma once

#include <vector>

#include "platform/image/png.h"

namespace lobby::tests {

class ContactSheet {
 public:
  // Keeps a small copy.
  void add(const image::Pixels& screen);
  // Rows of eight. Empty before the first screen.
  image::Pixels sheet() const;

 private:
  std::vector<image::Pixels> small_;
};

}  // namespace lobby::tests
