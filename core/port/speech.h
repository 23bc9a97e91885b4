// Speech: what a screen says aloud to a guest who does not look at it.
// Errors are the adapter's to log; a kiosk whose voice is gone goes on without it.
// UI thread; no call waits until anything was spoken.
#pragma once

#include <cstdint>
#include <string_view>

namespace lobby::port {

enum class SpeechPace : std::uint8_t { normal, slow, slower };

class Speech {
 public:
  virtual ~Speech() = default;

  // There is a voice at all.
  virtual bool available() const = 0;
  // In the order of the calls. `language` is a BCP 47 tag ("zh-CN"). Personal data may be in it:
  // never logged.
  virtual void say(std::string_view text, std::string_view language) = 0;
  // What is being said ends, what waits is forgotten.
  virtual void stop() = 0;
  virtual void set_pace(SpeechPace pace) = 0;
};

}  // namespace lobby::port
