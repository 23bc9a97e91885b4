// The kiosk without its window: joins the flow to the ports. Touches go through flow::step, its
// effects to the store and the sync worker, their results back as events. A touch on *confirm* is
// answered after the store has committed.
// UI thread.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "app/common/mailbox.h"
#include "app/common/offer.h"
#include "app/common/screen_program.h"
#include "app/common/sync_worker.h"
#include "app/kiosk/inquiry_worker.h"
#include "app/kiosk/print_worker.h"
#include "app/kiosk/screens/screens.h"
#include "app/kiosk/staff_worker.h"
#include "app/ui/narrator.h"
#include "core/device/counter.h"
#include "core/flow/kiosk_flow.h"
#include "core/flow/scan_detector.h"
#include "core/port/clock.h"
#include "core/port/input_method.h"
#include "core/port/qr.h"
#include "core/port/speech.h"

namespace lobby::kiosk {

// What staff need of the machine. Nothing of it: no PIN opens this kiosk.
struct StaffParts {
  std::function<void(StaffOrder)> order{};  // done on another thread, whose news come back by mail
  Mailbox<StaffNews>* news = nullptr;       // borrowed
  std::function<std::vector<StaffLogLine>()> log{};  // newest last
  std::function<void()> end_program{};               // at the end of this turn of the loop
};

struct KioskParts {
  device::Counter counter;  // borrowed ports
  port::QrWriter& qr;
  port::Speech* speech = nullptr;          // borrowed; nullptr: this kiosk has no voice
  port::InputMethod* pinyin = nullptr;     // borrowed; nullptr: names are typed in Latin letters
  std::function<void(flow::Bell)> ring{};  // nothing: this kiosk is silent
  Mailbox<SyncNews>& news;
  ui::TextCatalog texts;
  // The newest catalogue this device holds; an error where there is none it can use.
  std::function<Result<Offer>()> load_offer;
  std::function<void()> nudge;                  // an operation was committed
  std::function<void(const Error&)> log_error;  // no personal data
  // Prints on another thread, whose news come back by mail, or stops. Nothing: this kiosk has no
  // printer.
  std::function<void(PrintOrder)> print{};
  std::function<void(const flow::PrintsDropped&)> drop_prints{};
  Mailbox<PrintNews>* print_news = nullptr;  // borrowed
  // Asks the server on another thread, whose answers come back by mail. Nothing: nobody is asked.
  std::function<void(InquiryOrder)> inquire{};
  Mailbox<InquiryNews>* inquiry_news = nullptr;  // borrowed
  StaffParts staff{};
};

// What the guest switched on in the AccessBar.
ui::AccessSettings access_of(const flow::KioskState& state);

class Kiosk final : public ScreenProgram {
 public:
  Kiosk(KioskParts parts, port::Clock& clock);  // the clock is borrowed too

  const ui::Theme& theme() const override { return theme_; }
  const ui::TextCatalog& texts() const override { return parts_.texts; }
  void draw(ui::Frame& frame) override;
  void read_mail() override;
  std::optional<Duration> tick_at() override;
  void tick() override { take(flow::Tick{}); }
  bool take_wipe() override { return std::exchange(wiped_, false); }
  bool take_change() override { return std::exchange(changed_, false); }

  void take(const flow::KioskEvent& event);
  const flow::KioskState& state() const { return state_; }
  const catalog::Catalog& catalog() const { return offer_.catalog; }
  const ZoneRules& zone() const { return offer_.zone; }
  flow::Moment now() const;
  bool online() const { return online_; }

 private:
  flow::KioskContext context() const {
    return {offer_.catalog, offer_.zone, now(), online_, parts_.pinyin != nullptr};
  }
  device::DeviceTime device_time();
  void warn_of_full_outbox();
  void adopt_offer();
  void read_print_news();
  void read_inquiry_news();
  bool hear_scan(const std::vector<ui::Event>& events);
  void read_staff_news();
  StaffFacts gather_facts();
  void scrub_pin(flow::KioskState& before);
  void follow_state();
  void follow_speech(const flow::KioskState& before);
  bool has_voice() const;
  // Keys of a tactile keypad.
  void hear_keys(const std::vector<ui::Event>& events);
  void narrate(const ui::Frame& frame);
  void say(const std::vector<std::string>& sentences);

  void run(const flow::FindCandidates& effect);
  void run(const flow::LoadAvailability& effect);
  void run(const flow::AskUnits& effect);
  void run(const flow::ReturnSurplus& effect);
  void run(const flow::CommitOrder& effect);
  void run(const flow::PrintTicket& effect);
  void run(const flow::PrintsDropped& effect);
  void run(const flow::TicketLeft& effect);
  void run(const flow::AskServer& effect);
  void run(const flow::EncodeTicket& effect);
  void run(const flow::WipeScreen& effect);
  void run(const flow::RingBell& effect);
  void run(const flow::LookAtPin& effect);
  void run(const flow::CheckPin& effect);
  void run(const flow::LookAtMachine& effect);
  void run(const flow::PrintTestPage& effect);
  void run(const flow::SyncNow& effect);
  void run(const flow::EndProgram& effect);

  KioskParts parts_;
  port::Clock& clock_;
  Offer offer_;
  bool has_offer_ = false;
  bool offer_due_ = true;  // a newer catalogue waits for the guest to leave
  flow::KioskState state_;
  ui::Theme theme_;
  ui::KeyboardState keyboard_;
  ui::Narrator narrator_;
  bool greeting_due_ = false;
  bool voice_shown_ = false;
  std::optional<port::QrModules> ticket_qr_;
  flow::ScanDetector scanner_;
  device::CancelBooking cancel_command_;  // the last one, for when it is asked again
  StaffFacts staff_facts_;
  std::optional<Duration> clock_offset_;
  bool online_ = false;
  bool wiped_ = false;
  bool changed_ = false;
};

}  // namespace lobby::kiosk
