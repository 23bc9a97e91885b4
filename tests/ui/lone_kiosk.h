// A kiosk as the program is, alone: its real object and screens over a store in memory that has
// units of everything, on a small window, with a voice that writes down what it says.
// One at a time; UI thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/kiosk/kiosk.h"
#include "platform/qr/writer.h"
#include "tests/fakes/fake_keys.h"
#include "tests/fakes/fake_seal.h"
#include "tests/fakes/fixed_clock.h"
#include "tests/fakes/memory_device_store.h"
#include "tests/fakes/seeded_entropy.h"
#include "tests/fakes/ui_driver.h"

namespace lobby::tests {

// What a guest hears, and nothing of what was cut off.
class WrittenSpeech final : public port::Speech {
 public:
  void say(std::string_view text, std::string_view language) override {
    heard_.emplace_back(text);
    language_ = language;
  }
  void stop() override { heard_.clear(); }
  void set_pace(port::SpeechPace pace) override { pace_ = pace; }

  std::string heard() const;  // the sentences, one after the other
  const std::string& language() const { return language_; }
  port::SpeechPace pace() const { return pace_; }

 private:
  std::vector<std::string> heard_;
  std::string language_;
  port::SpeechPace pace_ = port::SpeechPace::normal;
};

class LoneKiosk {
 public:
  LoneKiosk();

  kiosk::Kiosk& kiosk() { return *kiosk_; }
  UiDriver& driver() { return *driver_; }
  WrittenSpeech& speech() { return speech_; }
  FixedClock& clock() { return clock_; }
  std::int64_t sold() { return store_.outbox_summary()->pending; }

  // Draws until the screen is still, in the state's language and theme.
  void settle();
  void key(std::string_view name);

 private:
  FixedClock clock_;
  port::DeviceIdentity identity_;
  MemoryDeviceStore store_;
  FakeSigner signer_{7};
  FakeHasher hasher_;
  SeededEntropy entropy_{1};
  FakeSealer sealer_;
  qr::Writer qr_;
  WrittenSpeech speech_;
  Mailbox<SyncNews> news_;
  std::unique_ptr<kiosk::Kiosk> kiosk_;
  std::unique_ptr<UiDriver> driver_;
};

}  // namespace lobby::tests
