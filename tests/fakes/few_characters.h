// An input method that knows a handful of syllables, for tests that are about keys and not about a
// dictionary; it fails when a test says so.
// One thread.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/port/input_method.h"

namespace lobby::tests {

class FewCharacters final : public port::InputMethod {
 public:
  Result<std::vector<port::Candidate>> candidates(std::string_view letters,
                                                  std::size_t most) override {
    ++asked_;
    if (broken_) {
      return fail(ErrorCode::unavailable, "broken as a test wants it");
    }
    static const std::vector<std::pair<std::string_view, std::vector<std::string_view>>> known = {
        {"linyi", {"临沂"}},
        {"lin", {"林", "临", "琳"}},
        {"yi", {"一", "以", "怡", "艺", "依", "逸", "宜", "毅", "奕", "亦", "义", "仪"}},
        {"shan", {"山", "善"}},
        {"ouyang", {"欧阳"}},
        {"ou", {"偶", "欧"}},
        {"xi", {"西", "溪"}},
        {"an", {"安"}},
        {"n", {"你"}},
        {"na", {"那", "娜"}},
    };
    std::vector<port::Candidate> found;
    for (const auto& [reading, texts] : known) {
      for (const std::string_view text : texts) {
        if (letters.starts_with(reading) && found.size() < most) {
          found.push_back({std::string(text), reading.size()});
        }
      }
    }
    return found;
  }

  void break_it() { broken_ = true; }
  int asked() const { return asked_; }

 private:
  bool broken_ = false;
  int asked_ = 0;
};

}  // namespace lobby::tests
