// A kiosk as the program is, alone: its real object and screens over a store in memory that has
// units of everything, on a small window, with a voice that writes down what it says. Its disk, its
// server and its catalogue fail when a test says so.
// One at a time; UI thread.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "app/kiosk/kiosk.h"
#include "platform/qr/writer.h"
#include "tests/fakes/failing_store.h"
#include "tests/fakes/fake_keys.h"
#include "tests/fakes/fake_seal.h"
#include "tests/fakes/fixed_clock.h"
#include "tests/fakes/memory_device_store.h"
#include "tests/fakes/seeded_entropy.h"
#include "tests/fakes/ui_driver.h"
#include "tests/fakes/written_speech.h"

namespace lobby::tests {

struct LoneKioskOptions {
  // A quarter of the canvas: the same screens in a fraction of the time.
  int width_px = 270;
  int height_px = 480;
  // What the kiosk writes into its log; nothing: it must write nothing.
  std::function<void(const Error&)> log_error{};
  port::InputMethod* pinyin = nullptr;  // borrowed
  // Takes what is to be printed; nothing: there is no printer.
  std::function<void(kiosk::PrintOrder)> print{};
  std::function<void(const flow::PrintsDropped&)> drop_prints{};
  // Takes what the server is asked; nothing: there is no way to it.
  std::function<void(kiosk::InquiryOrder)> inquire{};
  kiosk::StaffParts staff{};  // nothing: it has no PIN
};

class LoneKiosk {
 public:
  explicit LoneKiosk(LoneKioskOptions options = {});

  kiosk::Kiosk& kiosk() { return *kiosk_; }
  const kiosk::Kiosk& kiosk() const { return *kiosk_; }
  UiDriver& driver() { return *driver_; }
  WrittenSpeech& speech() { return speech_; }
  FixedClock& clock() { return clock_; }
  int rings() const { return rings_; }  // of its bell
  std::int64_t sold() { return store_->outbox_summary()->pending; }

  void break_disk(bool broken) { disk_.break_disk(broken); }
  void lose_catalog(bool lost) { catalog_lost_ = lost; }
  // A round of the sync worker.
  void hear(SyncNews news) { news_.put(std::move(news)); }
  void hear_print(kiosk::PrintNews news) { print_news_.put(std::move(news)); }
  void hear_server(kiosk::InquiryNews news) { inquiry_news_.put(std::move(news)); }
  std::size_t unseen() { return store_->unseen_tickets()->size(); }
  port::DeviceStore& store() { return *store_; }
  // As if all were sent and forgotten, with units of everything from today on.
  void start_store();

  // Reads mail and does what is due.
  void catch_up();
  // That, and draws until the screen is still, in the state's language and theme.
  void settle();
  void key(std::string_view name);

 private:
  FixedClock clock_;
  port::DeviceIdentity identity_;
  std::optional<MemoryDeviceStore> store_;
  FailingStore disk_;
  bool catalog_lost_ = false;
  int rings_ = 0;
  FakeSigner signer_{7};
  FakeHasher hasher_;
  SeededEntropy entropy_{1};
  FakeSealer sealer_;
  qr::Writer qr_;
  WrittenSpeech speech_;
  Mailbox<SyncNews> news_;
  Mailbox<kiosk::PrintNews> print_news_;
  Mailbox<kiosk::InquiryNews> inquiry_news_;
  std::unique_ptr<kiosk::Kiosk> kiosk_;
  std::unique_ptr<UiDriver> driver_;
};

}  // namespace lobby::tests
