// The input method port: Chinese characters for letters of pinyin. Every call stands alone: the
// answer depends on the letters, never on what was asked or chosen before, and nothing of them is
// kept, logged or written.
// UI thread; a call answers at once (95 of 100 within 20 ms, ui.md).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace lobby::port {

inline constexpr std::size_t composing_letters_max = 24;  // "zhuangchuangshuangxiang"
inline constexpr std::size_t candidates_max = 400;        // that are asked for

struct Candidate {
  std::string text;         // one or more characters
  std::size_t letters = 0;  // how many of the composed letters it stands for, from the first on

  bool operator==(const Candidate&) const = default;
};

class InputMethod {
 public:
  virtual ~InputMethod() = default;
  // The likeliest first, `most` of them or fewer; none where no character is spelled so. `letters`:
  // a to z, with ' between syllables ("xi'an"). Errors: malformed (another character), too_large
  // (composing_letters_max), unavailable (the engine takes nothing). None repeats letters.
  virtual Result<std::vector<Candidate>> candidates(std::string_view letters, std::size_t most) = 0;
};

}  // namespace lobby::port
