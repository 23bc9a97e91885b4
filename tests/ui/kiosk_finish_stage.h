// A stage for the kiosk's screens from details to ticket, and its sheets: the demo hotel's real
// catalogue, states made by flow::step as a guest would make them, and the real window and touches
// of UiDriver. One stage at a time; UI thread.
#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "app/kiosk/screens/screens.h"
#include "core/flow/kiosk_flow.h"
#include "tests/fakes/ui_driver.h"

namespace lobby::tests {

struct Look {
  ui::Orientation orientation = ui::Orientation::portrait;
  std::string language = "zh-CN";
  bool high_contrast = false;
  bool large_text = false;
  bool reach = false;

  bool roomy() const { return large_text || reach; }
  ui::AccessSettings access() const {
    return {.large_text = large_text, .high_contrast = high_contrast, .reach = reach};
  }
};
// "zh-CN-portrait-light", "en-landscape-light-large-reach"
std::string name_of(const Look& look);
std::vector<Look> every_look();
inline void PrintTo(const Look& look, std::ostream* out) {
  *out << name_of(look);
}

const catalog::Catalog& demo_catalog();
const ZoneRules& demo_zone();
// Monday 7 December 2026, 14:02 at the hotel.
flow::Moment demo_now();

enum class Stock : std::uint8_t { plenty, none };

// States on the way of one guest, each made from the one before by the flow itself. The dates are
// those of the mock-ups: two nights from Friday 11 December.
flow::KioskState at_options(const ServiceId& service, Stock stock = Stock::plenty);
flow::KioskState at_details(const ServiceId& service, Stock stock = Stock::plenty);
flow::KioskState filled_details(const ServiceId& service, Stock stock = Stock::plenty);
flow::KioskState at_review(const ServiceId& service, Stock stock = Stock::plenty);
// On the ticket or, without stock, on the request.
flow::KioskState at_issued(const ServiceId& service, Stock stock = Stock::plenty);

// A guest who looks for that booking: nothing typed yet; found, with what was paid of it (minor
// units); at the price of cancelling; cancelled.
flow::KioskState at_find();
flow::KioskState at_found(const ServiceId& service, std::int64_t paid_minor);
flow::KioskState at_cancel(const ServiceId& service, std::int64_t paid_minor,
                           std::int64_t fee_minor);
flow::KioskState at_cancelled(const ServiceId& service, std::int64_t paid_minor);

class Stage {
 public:
  Stage(const Look& look, flow::KioskState first);

  // Shows another state in the same window, with the access settings of the look.
  void show(flow::KioskState next);
  // In the roomy layout: touches the primary where it leads to the step's next part. False where
  // the step has no further one.
  bool turn_part();
  UiDriver& driver() { return driver_; }
  const flow::KioskState& state() const { return state_; }
  // What the guest did last, and everything since the last show().
  const std::vector<flow::KioskEvent>& events() const { return events_; }
  template <class Event>
  const Event* last() const {
    return events_.empty() ? nullptr : std::get_if<Event>(&events_.back());
  }
  std::string ticket_text() const;
  // $LOBBY_GALLERY/<name>-<look>.png, where that is set.
  void save(std::string_view name);
  // What the self-check finds.
  std::string findings() { return list_findings(driver_.self_check()); }
  // That on every part of a scene, and where it is `compared` whether it looks as its reference.
  std::string faults(const std::string& scene, bool compared);

  bool online = true;
  port::InputMethod* pinyin = nullptr;  // borrowed; answers as the wiring would
  bool has_printer = false;
  const kiosk::StaffFacts* staff = nullptr;  // borrowed
  // Boot time passes for what is drawn.
  void pass(Duration by);

 private:
  void draw(ui::Frame& frame);
  void take(const flow::KioskEvent& event, const flow::KioskContext& context);

  Look look_;
  flow::KioskState state_;
  Duration passed_;
  port::QrModules qr_;
  ui::KeyboardState keyboard_;
  std::vector<flow::KioskEvent> events_;
  UiDriver driver_;
};

}  // namespace lobby::tests
