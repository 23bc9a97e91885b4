// A ScreenProgram round the kiosk: it times draw(), and touches the next thing as soon as the
// screen before it is still.
#include "tests/bench/kiosk_walk.h"

#include <chrono>
#include <deque>
#include <stdexcept>
#include <utility>

#include "app/common/screen_loop.h"
#include "app/common/text_loader.h"
#include "app/kiosk/wiring.h"
#include "app/ui/frame_pacer.h"
#include "platform/qr/writer.h"
#include "tests/fakes/rig.h"

namespace lobby::bench {
namespace {

using std::chrono::steady_clock;

double ms_since(steady_clock::time_point start) {
  return std::chrono::duration<double, std::milli>(steady_clock::now() - start).count();
}

// What a guest does on one screen; the last event leads to `reaches`.
struct Step {
  std::vector<flow::KioskEvent> events;
  flow::KioskScreen reaches;
};

void append_round(std::deque<Step>& steps, const catalog::Language& language) {
  using flow::KioskScreen;
  steps.push_back({{flow::LanguageChosen{language}}, KioskScreen::attract});
  steps.push_back({{flow::StartTouched{}}, KioskScreen::services});
  steps.push_back({{flow::ServiceChosen{ServiceId::literal("lake-view-king")}, flow::NextTouched{}},
                   KioskScreen::options});
  steps.push_back({{flow::NextTouched{}}, KioskScreen::details});
  steps.push_back({{flow::KeyTyped{"13800005678"}, flow::FieldFocused{flow::FieldId::name},
                    flow::KeyTyped{"Lin Yi"}, flow::DataConsentToggled{}, flow::NextTouched{}},
                   KioskScreen::review});
  steps.push_back({{flow::StartOverConfirmed{}}, KioskScreen::attract});
}

class Walk final : public ScreenProgram {
 public:
  Walk(kiosk::Kiosk& kiosk, int rounds) : kiosk_(kiosk) {
    for (int round = 0; round < rounds; ++round) {
      append_round(steps_, round % 2 == 0 ? "en" : "zh-CN");
    }
  }

  const ui::Theme& theme() const override { return kiosk_.theme(); }
  const ui::TextCatalog& texts() const override { return kiosk_.texts(); }
  void draw(ui::Frame& frame) override {
    const auto start = steady_clock::now();
    kiosk_.draw(frame);
    figures_.build_ms.push_back(ms_since(start));
    drew_ = true;
  }
  // The loop calls it right after each frame was presented.
  void read_mail() override {
    kiosk_.read_mail();
    if (!std::exchange(drew_, false)) {
      return;
    }
    if (touched_at_) {
      figures_.change_ms.push_back(ms_since(*touched_at_));
      touched_at_.reset();
    }
    if (++frames_here_ >= ui::FramePacer::frames_after_event && !steps_.empty()) {
      touch();
    }
  }
  std::optional<Duration> tick_at() override { return kiosk_.tick_at(); }
  void tick() override { kiosk_.tick(); }
  bool take_wipe() override { return kiosk_.take_wipe(); }
  bool take_change() override { return kiosk_.take_change(); }

  bool finished() const {
    return steps_.empty() && frames_here_ >= ui::FramePacer::frames_after_event;
  }
  const WalkFigures& figures() const { return figures_; }

 private:
  void touch() {
    const Step step = std::move(steps_.front());
    steps_.pop_front();
    frames_here_ = 0;
    touched_at_ = steady_clock::now();
    for (const flow::KioskEvent& event : step.events) {
      kiosk_.take(event);
    }
    if (kiosk_.state().screen != step.reaches) {
      throw std::runtime_error("the walk through the kiosk missed a screen");
    }
  }

  kiosk::Kiosk& kiosk_;
  std::deque<Step> steps_;
  std::optional<steady_clock::time_point> touched_at_;
  int frames_here_ = 0;
  bool drew_ = false;
  WalkFigures figures_;
};

template <class Value>
Value must(Result<Value> result) {
  if (!result) {
    throw std::runtime_error(to_string(result.error()));
  }
  return *std::move(result);
}

}  // namespace

WalkFigures walk_kiosk(const std::filesystem::path& data, int rounds) {
  constexpr auto at_most = std::chrono::seconds(60);
  const auto assets = tests::built_assets();
  const auto station =
      must(DeviceStation::open({.program = "lobby-kiosk", .data = data, .assets = assets}));
  const auto loop = must(ScreenLoop::open({.title = "Lobby",
                                           .screen = station->settings().screen,
                                           .pictures = assets / "site" / "pictures",
                                           .rules = ui::kiosk_rules({}, false)}));
  qr::Writer qr;
  kiosk::Kiosk kiosk(kiosk::parts_of(*station, qr, must(load_texts(assets))), station->clock());
  Walk walk(kiosk, rounds);
  const auto start = steady_clock::now();
  loop->run(walk, station->clock(),
            [&] { return walk.finished() || steady_clock::now() - start > at_most; });
  if (!walk.finished()) {
    throw std::runtime_error("the walk through the kiosk did not end within 60 s");
  }
  return walk.figures();
}

}  // namespace lobby::bench
