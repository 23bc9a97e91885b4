// One text of a catalogue in every language of its site, and questions with their answers.
// Any thread.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace lobby::catalog {

// BCP 47 tags as the site lists them: "zh-CN", "en".
using Language = std::string;

struct LocalText {
  std::map<Language, std::string> by_language;

  // The text in `language`; another language rather than nothing.
  const std::string& in(std::string_view language) const;
  bool empty() const { return by_language.empty(); }
  bool operator==(const LocalText&) const = default;
};

// What guests ask often.
struct Question {
  LocalText question;
  LocalText answer;
  bool operator==(const Question&) const = default;
};

}  // namespace lobby::catalog
