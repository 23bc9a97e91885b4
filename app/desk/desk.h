// The desk without its window: joins the flow to the ports. A scan from anywhere — a scanner that
// types, an image file, a dropped picture — is judged against the desk's own store, and an
// admission is on disk before the verdict is shown.
// UI thread.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "app/common/mailbox.h"
#include "app/common/offer.h"
#include "app/common/screen_program.h"
#include "app/common/sync_worker.h"
#include "app/desk/screens/screens.h"
#include "core/device/gate.h"
#include "core/flow/desk_flow.h"
#include "core/flow/scan_detector.h"
#include "core/port/clock.h"
#include "core/port/qr.h"

namespace lobby::desk {

struct DeskParts {
  port::DeviceStore& store;  // borrowed ports
  port::Verifier& verifier;
  port::Hasher& hasher;
  port::Entropy& entropy;
  port::QrReader& qr;
  const port::DeviceIdentity& identity;
  Mailbox<SyncNews>& news;
  ui::TextCatalog texts;
  std::function<Result<Offer>()> load_offer;
  // Decodes a picture file to grey pixels.
  std::function<Result<port::GreyImage>(const std::string& path)> load_image;
  std::function<void()> nudge;
  std::function<void(flow::Sound)> play;
  std::function<void(const Error&)> log_error;
};

class Desk final : public ScreenProgram {
 public:
  Desk(DeskParts parts, port::Clock& clock);  // the clock is borrowed too

  const ui::Theme& theme() const override { return theme_; }
  const ui::TextCatalog& texts() const override { return parts_.texts; }
  void draw(ui::Frame& frame) override;
  void read_mail() override;
  std::optional<Duration> tick_at() override;
  void tick() override;
  bool take_wipe() override { return false; }
  bool take_change() override { return std::exchange(changed_, false); }

  void take(const flow::DeskEvent& event);
  // A picture file with a QR: from the command line or dropped on the window.
  void scan_image(const std::string& path);
  const flow::DeskState& state() const { return state_; }

 private:
  flow::Moment now() const;
  device::DeviceTime device_time() const;
  device::Gate gate() const;
  void adopt_offer();
  void refresh_contact();
  void listen(const ui::Event& event);
  void key_pressed(const ui::Event& event);

  void run(const flow::JudgeScan& effect);
  void run(const flow::UndoAdmission& effect);
  void run(const flow::LoadArrivals& effect);
  void run(const flow::PlaySound& effect);

  DeskParts parts_;
  port::Clock& clock_;
  Offer offer_;
  flow::DeskState state_;
  flow::ScanDetector scanner_;
  ui::Theme theme_;
  LocalDate shown_day_;
  std::optional<Duration> clock_offset_;
  bool online_ = false;
  bool changed_ = false;
};

}  // namespace lobby::desk
