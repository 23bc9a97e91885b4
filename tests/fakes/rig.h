// Rigs: a kiosk and a desk as the programs are, on a scratch directory, driven through real touch
// events on SDL's dummy video driver. The clock can be moved; everything else is the real thing:
// store, keys, TLS, sync thread. One rig with a window exists at a time.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "app/common/device_station.h"
#include "app/desk/desk.h"
#include "app/kiosk/kiosk.h"
#include "app/kiosk/wiring.h"
#include "platform/qr/reader.h"
#include "platform/qr/writer.h"
#include "tests/fakes/server_process.h"
#include "tests/fakes/ui_driver.h"
#include "tests/fakes/written_speech.h"

namespace lobby::tests {

// The machine's clock, moved by as much as a test says.
class ShiftedClock final : public port::Clock {
 public:
  explicit ShiftedClock(port::Clock& real) : real_(real) {}
  UtcTime now() override { return real_.now() + shift_; }
  Duration boot_time() override { return real_.boot_time() + boot_shift_; }
  std::string boot_id() override { return real_.boot_id(); }

  // Time passes: both clocks go on.
  void pass(Duration by) {
    shift_ = shift_ + by;
    boot_shift_ = boot_shift_ + by;
  }
  // Somebody sets the wall clock.
  void jump_wall(Duration by) { shift_ = shift_ + by; }

 private:
  port::Clock& real_;
  Duration shift_;
  Duration boot_shift_;
};

// Calls `reached` until it is true or 30 s have gone; throws naming `what` when it never is.
void wait_until(std::string_view what, const std::function<bool()>& reached);

// Draws until the screen is still, in the state's language and theme.
void draw_until_still(kiosk::Kiosk& kiosk, UiDriver& driver);

struct RigOptions {
  std::filesystem::path data;  // an enrolled device
  ui::Orientation orientation = ui::Orientation::portrait;
  bool sync = true;
  bool pinyin = false;  // Chinese entry, as on a kiosk that has the dictionary
  std::function<void(kiosk::PrintOrder)> print{};  // takes a kiosk's letters too
};

class KioskRig {
 public:
  explicit KioskRig(const RigOptions& options);
  ~KioskRig();

  kiosk::Kiosk& kiosk() { return *kiosk_; }
  UiDriver& driver() { return *driver_; }
  DeviceStation& station() { return *station_; }
  ShiftedClock& clock() { return clock_; }

  // Reads mail and draws until the screen is still, in the state's language and theme.
  void settle();
  void tap(ui::Role role, std::string_view label);
  // The rig is its kiosk's printer: what it says of the letter that was ordered last.
  void hear_print(flow::PrintStage stage, std::optional<port::PrintFault> fault = {});
  // The text of the QR on the screen, read from its pixels.
  std::string read_qr();
  void wait_for_contact();
  void wait_until_sent();

 private:
  std::unique_ptr<DeviceStation> station_;
  ShiftedClock clock_;
  qr::Writer qr_;
  WrittenSpeech speech_;
  std::unique_ptr<port::InputMethod> pinyin_;
  Mailbox<kiosk::PrintNews> print_news_;
  std::unique_ptr<kiosk::InquiryDesk> inquiry_desk_;  // asks the real server, on its thread
  flow::PrintNumber ordered_ = 0;                     // to be printed, last
  BookingId ordered_booking_;                         // and of what
  std::unique_ptr<kiosk::Kiosk> kiosk_;
  std::unique_ptr<UiDriver> driver_;
};

class DeskRig {
 public:
  explicit DeskRig(const RigOptions& options);
  ~DeskRig();

  desk::Desk& desk() { return *desk_; }
  UiDriver& driver() { return *driver_; }
  DeviceStation& station() { return *station_; }
  ShiftedClock& clock() { return clock_; }

  void settle();
  // As a USB scanner does: characters in one burst, then Enter.
  void scan(std::string_view text);
  void wait_for_contact();
  void wait_until_sent();

 private:
  std::unique_ptr<DeviceStation> station_;
  ShiftedClock clock_;
  qr::Reader qr_;
  std::unique_ptr<desk::Desk> desk_;
  std::unique_ptr<UiDriver> driver_;
};

// Enrols `data` as a device of the running server, as staff would.
void enrol_device(ServerProcess& server, const std::string& name, protocol::DeviceRole role,
                  const std::filesystem::path& data);

// Where the build put texts, pictures and migrations.
std::filesystem::path built_assets();

}  // namespace lobby::tests
