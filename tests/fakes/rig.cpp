// Opens the programs' own parts and drives them.
#include "tests/fakes/rig.h"

#include <stdexcept>
#include <thread>

#include "app/common/text_loader.h"
#include "app/desk/wiring.h"
#include "app/kiosk/wiring.h"
#include "platform/sdl/inject.h"

namespace lobby::tests {
namespace {

template <class Value>
Value must(Result<Value> result) {
  if (!result) {
    throw std::runtime_error(to_string(result.error()));
  }
  return *std::move(result);
}

std::unique_ptr<DeviceStation> open_station(const std::filesystem::path& data,
                                            const char* program) {
  return must(DeviceStation::open({.program = program, .data = data, .assets = built_assets()}));
}

std::int64_t unsent(DeviceStation& station) {
  return must(station.store().outbox_summary()).pending;
}

port::GreyImage grey_of(const image::Pixels& pixels) {
  port::GreyImage grey{
      static_cast<std::size_t>(pixels.width_px), static_cast<std::size_t>(pixels.height_px), {}};
  for (std::size_t at = 1; at < pixels.rgba.size(); at += 4) {
    grey.pixels.push_back(pixels.rgba[at]);  // green is most of the luma
  }
  return grey;
}

}  // namespace

std::filesystem::path built_assets() {
  return std::filesystem::path(LOBBY_BINARY_DIR) / "assets";
}

void enrol_device(ServerProcess& server, const std::string& name, protocol::DeviceRole role,
                  const std::filesystem::path& data) {
  std::filesystem::create_directories(data);
  const ServerProcess::Enrolment order = server.order_enrolment(name, role);
  must(enrol_here({.server_url = order.server_url,
                   .code = order.code,
                   .ca_fingerprint = order.ca_fingerprint,
                   .role = role,
                   .data = data,
                   .assets = built_assets()}));
}

void wait_until(std::string_view what, const std::function<bool()>& reached) {
  constexpr auto longest = std::chrono::seconds(30);
  constexpr auto step = std::chrono::milliseconds(20);
  const auto until = std::chrono::steady_clock::now() + longest;
  while (!reached()) {
    if (std::chrono::steady_clock::now() > until) {
      throw std::runtime_error("waited 30 s in vain: " + std::string(what));
    }
    std::this_thread::sleep_for(step);
  }
}

KioskRig::KioskRig(const RigOptions& options)
    : station_(open_station(options.data, "lobby-kiosk")), clock_(station_->clock()) {
  kiosk::KioskParts parts =
      kiosk::parts_of(*station_, qr_, must(load_texts(built_assets())), &speech_);
  if (options.pinyin) {
    pinyin_ = must(kiosk::open_pinyin(built_assets()));
    parts.pinyin = pinyin_.get();
  }
  parts.print = [this, print = options.print](kiosk::PrintOrder order) {
    ordered_ = order.number;
    ordered_booking_ = order.booking;
    if (print) {
      print(std::move(order));
    }
  };
  parts.print_news = &print_news_;
  inquiry_desk_ = kiosk::open_inquiry_desk(*station_, parts);
  kiosk_ = std::make_unique<kiosk::Kiosk>(std::move(parts), clock_);
  driver_ = std::make_unique<UiDriver>(UiDriverOptions{.orientation = options.orientation},
                                       [this](ui::Frame& frame) { kiosk_->draw(frame); });
  if (options.sync) {
    station_->start_sync([] {});
  }
}

KioskRig::~KioskRig() {
  station_->stop_sync();
}

void draw_until_still(kiosk::Kiosk& kiosk, UiDriver& driver) {
  constexpr int rounds_max = 8;
  for (int round = 0; round < rounds_max; ++round) {
    driver.select_language(text_tag(kiosk.state().language));
    driver.set_access(kiosk::access_of(kiosk.state()));
    if (kiosk.take_wipe()) {
      driver.wipe();
    }
    driver.invalidate();
    driver.settle();
    if (!kiosk.take_change()) {
      return;
    }
  }
}

void KioskRig::settle() {
  kiosk_->read_mail();
  if (const auto due = kiosk_->tick_at(); due && clock_.boot_time() >= *due) {
    kiosk_->tick();
  }
  draw_until_still(*kiosk_, *driver_);
}

void KioskRig::tap(ui::Role role, std::string_view label) {
  driver_->tap(role, label);
  settle();
}

void KioskRig::hear_print(flow::PrintStage stage, std::optional<port::PrintFault> fault) {
  print_news_.put({ordered_, ordered_booking_, stage, fault, {}});
  settle();
}

std::string KioskRig::read_qr() {
  qr::Reader reader;
  return must(reader.decode(grey_of(driver_->pixels()))).front();
}

void KioskRig::wait_for_contact() {
  wait_until("the kiosk's first contact with the server", [this] {
    settle();
    return kiosk_->online() && kiosk_->state().screen != flow::KioskScreen::out_of_service;
  });
}

void KioskRig::wait_until_sent() {
  wait_until("the kiosk's outbox to drain", [this] {
    settle();
    return unsent(*station_) == 0;
  });
}

DeskRig::DeskRig(const RigOptions& options)
    : station_(open_station(options.data, "lobby-desk")), clock_(station_->clock()) {
  desk::DeskParts parts =
      desk::parts_of(*station_, qr_, must(load_texts(built_assets())), [](flow::Sound) {});
  desk_ = std::make_unique<desk::Desk>(std::move(parts), clock_);
  driver_ = std::make_unique<UiDriver>(
      UiDriverOptions{.orientation = ui::Orientation::landscape, .diagonal_in = 24},
      [this](ui::Frame& frame) { desk_->draw(frame); });
  if (options.sync) {
    station_->start_sync([] {});
  }
}

DeskRig::~DeskRig() {
  station_->stop_sync();
}

void DeskRig::settle() {
  constexpr int rounds_max = 8;
  desk_->read_mail();
  if (const auto due = desk_->tick_at(); due && clock_.boot_time() >= *due) {
    desk_->tick();
  }
  for (int round = 0; round < rounds_max; ++round) {
    driver_->select_language(text_tag(desk_->state().language));
    driver_->invalidate();
    driver_->settle();
    if (!desk_->take_change()) {
      return;
    }
  }
}

void DeskRig::scan(std::string_view text) {
  sdl::push_text(text);
  sdl::push_key("Return");
  settle();
}

void DeskRig::wait_for_contact() {
  wait_until("the desk's first contact with the server", [this] {
    settle();
    return desk_->state().contact.online && desk_->state().contact.key_count > 0;
  });
}

void DeskRig::wait_until_sent() {
  wait_until("the desk's outbox to drain", [this] {
    settle();
    return unsent(*station_) == 0;
  });
}

}  // namespace lobby::tests
