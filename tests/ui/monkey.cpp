// Touches, keys and faults from one seed.
#include "tests/ui/monkey.h"

#include <array>
#include <stdexcept>
#include <string_view>
#include <vector>

#include <malloc.h>

#include "app/kiosk/wiring.h"
#include "tests/fakes/rig.h"

namespace lobby::tests {
namespace {

// The canvas in about 1/20: a frame costs what building it costs.
constexpr int monkey_width_px = 54;
constexpr int monkey_height_px = 96;

constexpr std::array<std::string_view, 17> keys = {
    "Tab",  "Tab", "Return", "Return", "Space", "Escape",    "Left", "Right", "Up",
    "Down", "F1",  "F2",     "F3",     "F15",   "Backspace", "A",    "7"};

constexpr std::array<std::string_view, 5> scans = {
    "HTTPS://LOBBY.EXAMPLE/T/AEAAAAAA", "110105194912310021", "\xF0\x9F\x99\x88", "李",
    "................................................................................"};

}  // namespace

Monkey::Monkey(std::uint64_t seed)
    : random_(seed),
      pinyin_(kiosk::open_pinyin(built_assets()).value()),
      kiosk_({.width_px = monkey_width_px,
              .height_px = monkey_height_px,
              .log_error = [this](const Error& error) { note_error(error); },
              .pinyin = pinyin_.get()}) {}

std::int64_t Monkey::heap_bytes() {
  const struct mallinfo2 heap = mallinfo2();
  return static_cast<std::int64_t>(heap.uordblks + heap.hblkhd);
}

void Monkey::note_error(const Error& error) {
  if (!is_broken() && complaint_.empty()) {
    complaint_ = "nothing failed, and the kiosk writes: " + to_string(error);
  }
}

void Monkey::play(std::int64_t events) {
  for (std::int64_t event = 0; event < events; ++event) {
    act();
    kiosk_.clock().pass(Duration{static_cast<std::int64_t>(random_.below(3'000))});
    kiosk_.catch_up();
    if (kiosk_.kiosk().take_change()) {
      kiosk_.settle();
    }
    if (random_.chance(40)) {
      break_or_mend();
    }
    if (!complaint_.empty()) {
      throw std::runtime_error(complaint_);
    }
  }
  leave();
}

void Monkey::act() {
  if (random_.chance(80)) {
    in_earnest_ = !in_earnest_;
  }
  const std::size_t what = random_.below(100);
  if (what < (in_earnest_ ? 80 : 10)) {
    go_on();
  } else if (what < 85) {
    touch();
  } else if (what < 88) {
    drag();
  } else if (what < 98) {
    press_key();
  } else {
    scan();
  }
}

// Mostly what can be touched.
ui::Point Monkey::somewhere() {
  std::vector<ui::Point> places;
  for (const ui::Node& node : kiosk_.driver().nodes()) {
    if (node.interactive && !node.covered) {
      places.push_back(node.rect.centre());
    }
  }
  if (places.empty() || random_.chance(8)) {
    return {static_cast<float>(random_.below(1080)), static_cast<float>(random_.below(1920))};
  }
  return places[random_.below(places.size())];
}

// As a guest would: a monkey alone never finds eleven digits of a phone.
void Monkey::go_on() {
  const flow::KioskState& state = kiosk_.kiosk().state();
  UiDriver& driver = kiosk_.driver();
  constexpr std::string_view phone = "13800005678";
  if (state.focus == flow::FieldId::phone && driver.has(ui::Role::key, "1")) {
    if (phone.starts_with(state.phone)) {
      driver.tap_keys(phone.substr(state.phone.size()));
    } else {
      driver.tap(ui::Role::key, kiosk_.kiosk().texts().tr("Delete"));
    }
    return;
  }
  if (state.focus == flow::FieldId::name && state.name.empty() && driver.has(ui::Role::key, "L")) {
    driver.tap_keys("L");
    return;
  }
  if (state.focus == flow::FieldId::name && go_on_in_chinese()) {
    return;
  }
  const ui::Node* goal = nullptr;
  for (const ui::Node& node : driver.nodes()) {
    const bool consent = (node.id == "terms" || node.id == "consent") && !node.state.selected;
    if (node.interactive && !node.covered && !node.state.disabled && (consent || node.primary)) {
      goal = &node;
    }
  }
  driver.tap_at(goal != nullptr ? goal->rect.centre() : somewhere());
}

// The first candidate, while there are letters or no name. False: nothing to do here.
bool Monkey::go_on_in_chinese() {
  const flow::KioskState& state = kiosk_.kiosk().state();
  UiDriver& driver = kiosk_.driver();
  if (!state.name.empty() && state.composing.letters.empty()) {
    return false;
  }
  for (const ui::Node& node : driver.nodes()) {
    if (node.id.starts_with("candidate.") && !node.covered) {
      driver.tap_at(node.rect.centre());
      return true;
    }
  }
  const std::string_view erase = kiosk_.kiosk().texts().tr("Delete");
  if (state.composing.letters.empty() || !driver.has(ui::Role::key, erase)) {
    return false;
  }
  driver.tap(ui::Role::key, erase);
  return true;
}

void Monkey::touch() {
  kiosk_.driver().tap_at(somewhere());
}

void Monkey::drag() {
  kiosk_.driver().press_down(somewhere());
  if (random_.chance(2)) {
    kiosk_.driver().press_move(somewhere());
  }
  if (!random_.chance(4)) {
    kiosk_.driver().press_up(somewhere());
  }
}

void Monkey::press_key() {
  kiosk_.driver().key(keys[random_.below(keys.size())], random_.chance(6));
}

void Monkey::scan() {
  kiosk_.driver().type(scans[random_.below(scans.size())]);
  kiosk_.driver().key("Return");
}

bool Monkey::is_broken() const {
  return disk_broken_ || catalog_lost_ || clock_wrong_by_ != Duration{};
}

void Monkey::break_or_mend() {
  if (is_broken() && random_.chance(2)) {
    mend_all();
    return;
  }
  ++faults_;
  SyncNews news;
  news.online = random_.chance(2);
  switch (random_.below(7)) {
    case 0:
      disk_broken_ = !disk_broken_;
      kiosk_.break_disk(disk_broken_);
      return;
    case 1:
      catalog_lost_ = !catalog_lost_;
      kiosk_.lose_catalog(catalog_lost_);
      return;
    case 2: {
      const Duration jump = Duration::minutes(random_.between(-2'000, 2'000));
      clock_wrong_by_ = clock_wrong_by_ + jump;
      kiosk_.clock().jump_wall(jump);
      return;
    }
    case 3:
      news.report.units_refused = true;
      break;
    case 4:
      news.report.feed_items = 3;
      break;
    case 5:
      news.report.new_catalog = true;
      break;
    default:
      break;
  }
  kiosk_.hear(std::move(news));
}

void Monkey::mend_all() {
  disk_broken_ = false;
  catalog_lost_ = false;
  kiosk_.break_disk(false);
  kiosk_.lose_catalog(false);
  kiosk_.clock().jump_wall(Duration{} - clock_wrong_by_);
  clock_wrong_by_ = {};
  SyncNews news;
  news.online = true;
  news.report.new_catalog = true;
  kiosk_.hear(std::move(news));
}

// As the next guest should find it.
bool Monkey::is_fresh() const {
  const flow::KioskState& state = kiosk_.kiosk().state();
  return state.screen == flow::KioskScreen::attract && state.overlay == flow::KioskOverlay::none &&
         state.language == kiosk_.kiosk().catalog().site.languages.front() &&
         kiosk::access_of(state) == ui::AccessSettings{} && state.phone.empty() &&
         state.name.empty() && !state.issued && !state.disturbed;
}

// Longest: a form that is read aloud, and its question.
void Monkey::leave() {
  mend_all();
  constexpr int minutes_max = 15;
  for (int minute = 0; !is_fresh(); ++minute) {
    if (minute == minutes_max) {
      throw std::runtime_error("a quarter of an hour after the guest left the kiosk shows:\n" +
                               kiosk_.driver().list_nodes());
    }
    kiosk_.clock().pass(Duration::minutes(1));
    kiosk_.settle();
  }
  bookings_ += kiosk_.sold();
  kiosk_.start_store();
  if (!kiosk_.driver().has(ui::Role::button, kiosk_.kiosk().texts().tr("Touch to start"))) {
    throw std::runtime_error("the first screen is not what is drawn:\n" +
                             kiosk_.driver().list_nodes());
  }
}

}  // namespace lobby::tests
