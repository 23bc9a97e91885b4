// A kiosk as the program is, alone: its real object and screens over a store in memory that has
// units of everything, on a small window, with a voice that writes down what it says.
// One at a time; UI thread.
#pragma once

#include <memory>
#include <string_view>

#include "app/kiosk/kiosk.h"
#include "platform/qr/writer.h"
#include "tests/fakes/fake_keys.h"
#include "tests/fakes/fake_seal.h"
#include "tests/fakes/fixed_clock.h"
#include "tests/fakes/memory_device_store.h"
#include "tests/fakes/seeded_entropy.h"
#include "tests/fakes/ui_driver.h"
#include "tests/fakes/written_speech.h"

namespace lobby::tests {

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
