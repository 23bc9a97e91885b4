// CandidateBar: what composed letters may mean, in the top row of a keyboard's tray: the mode of
// entry at the left, candidates, and a key that opens all of them in place of the keys. It tells
// what was touched and keeps nothing. UI thread.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "app/ui/frame.h"

namespace lobby::ui {

struct CandidateTap {
  enum class What : std::uint8_t { none, mode, candidate, open, close, erase };
  What what = What::none;
  std::size_t place = 0;  // candidate: in the list. open: of the first to be shown there.
};

struct CandidateBarSpec {
  Rect tray{};                                 // of the keyboard, 1080 wide and 440 or more high
  std::string_view mode{};                     // what entry is for: "Names"
  std::string_view hint{};                     // stands where no candidate is
  std::vector<std::string_view> candidates{};  // the likeliest first
  bool opened = false;
  std::size_t first = 0;  // the first that is shown when opened
};
// The bar alone; the keys are the keyboard's.
CandidateTap candidate_bar(Frame& frame, const CandidateBarSpec& spec);
// The bar and, in place of all keys, a page of candidates.
CandidateTap candidate_page(Frame& frame, const CandidateBarSpec& spec);

}  // namespace lobby::ui
