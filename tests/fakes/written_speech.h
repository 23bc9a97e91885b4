// A voice that writes down what it says.
// One thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/port/speech.h"

namespace lobby::tests {

// What a guest hears, and nothing of what was cut off.
class WrittenSpeech final : public port::Speech {
 public:
  bool available() const override { return true; }
  void say(std::string_view text, std::string_view language) override {
    heard_.emplace_back(text);
    language_ = language;
  }
  void stop() override { heard_ = std::vector<std::string>(); }
  void set_pace(port::SpeechPace pace) override { pace_ = pace; }

  // The sentences, one after the other.
  std::string heard() const {
    std::string all;
    for (const std::string& sentence : heard_) {
      all += (all.empty() ? "" : ". ") + sentence;
    }
    return all;
  }
  const std::string& language() const { return language_; }
  port::SpeechPace pace() const { return pace_; }

 private:
  std::vector<std::string> heard_;
  std::string language_;
  port::SpeechPace pace_ = port::SpeechPace::normal;
};

}  // namespace lobby::tests
