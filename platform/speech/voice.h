// port::Speech through Speech Dispatcher (libspeechd, over its SSIP socket), which runs as a
// service of its own with the voices that a machine has; it is started where it is not running. The
// calls of the port only leave a note: a thread here speaks to the service, so that one that hangs
// never stops a screen. A service that went away is asked again with the next sentence. open(): any
// thread. The port: UI thread.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "core/port/speech.h"

namespace lobby::speech {

struct VoiceOptions {
  std::string socket{};                         // of the service; empty: the user's own
  std::function<void()> on_change{};            // available() changed. The thread of the voice.
  std::function<void(std::string)> on_fault{};  // what went wrong, without any sentence. As above.
};

class Voice final : public port::Speech {
 public:
  // Looks for the service in the background.
  explicit Voice(VoiceOptions options);
  ~Voice() override;

  bool available() const override;
  void say(std::string_view text, std::string_view language) override;
  void stop() override;
  void set_pace(port::SpeechPace pace) override;

 private:
  class Worker;
  std::unique_ptr<Worker> worker_;
};

}  // namespace lobby::speech
