// lobby-kiosk: the guests' touchscreen. Reads its directory, opens the window, runs until closed.
// The UI thread is this one; the sync thread lives in DeviceStation.
#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>

#include "app/common/device_station.h"
#include "app/common/screen_loop.h"
#include "app/common/text_loader.h"
#include "app/kiosk/tickets.h"
#include "app/kiosk/wiring.h"
#include "app/kiosk/wiring_check.h"
#include "core/base/version.h"
#include "platform/qr/writer.h"
#include "platform/sdl/sound.h"
#include "platform/system/process.h"

namespace {

using lobby::Error;

struct Arguments {
  std::string data;
  std::string assets;
  lobby::EnrolOptions enrol;
  std::string pictures;  // where `tickets` writes PNG files
  std::string given;     // code of a ticket that its guest has now
  bool figures = false;
  bool check = false;
};

int complain(const Error& error) {
  std::fprintf(stderr, "lobby-kiosk: %s\n", lobby::to_string(error).c_str());
  return 1;
}

// Tells whoever measures (tests/bench) of each frame, as soon as it is on the screen.
void tell_frames(std::int64_t drawn, std::int64_t& told) {
  if (drawn != told) {
    std::printf("frames %lld\n", static_cast<long long>(drawn));
    std::fflush(stdout);
    told = drawn;
  }
}

lobby::sdl::Tone tone_of(lobby::flow::Bell bell) {
  return bell == lobby::flow::Bell::question ? lobby::sdl::Tone::rising : lobby::sdl::Tone::tick;
}

int run_kiosk(const Arguments& arguments) {
  const auto assets = lobby::find_assets(arguments.assets);
  auto station = lobby::DeviceStation::open(
      {.program = "lobby-kiosk", .data = arguments.data, .assets = assets});
  if (!station) {
    return complain(station.error());
  }
  auto texts = lobby::load_texts(assets);
  if (!texts) {
    return complain(texts.error());
  }
  auto loop = lobby::ScreenLoop::open({.title = "Lobby",
                                       .screen = (*station)->settings().screen,
                                       .pictures = assets / "site" / "pictures",
                                       .rules = lobby::ui::kiosk_rules({}, false)});
  auto stop = lobby::system::TerminationSignal::open();
  if (!loop || !stop) {
    return complain(!loop ? loop.error() : stop.error());
  }
  lobby::qr::Writer qr;
  const std::unique_ptr<lobby::port::Speech> voice = lobby::kiosk::open_voice(**station);
  const auto pinyin = lobby::kiosk::open_pinyin(assets);
  if (!pinyin) {
    (*station)->log().warning("pinyin", lobby::to_string(pinyin.error()));
  }
  lobby::sdl::Sound sound;
  lobby::kiosk::KioskParts parts =
      lobby::kiosk::parts_of(**station, qr, *std::move(texts), voice.get());
  parts.pinyin = pinyin ? pinyin->get() : nullptr;
  const auto print_room = lobby::kiosk::open_print_room(**station, parts);
  const auto inquiry_desk = lobby::kiosk::open_inquiry_desk(**station, parts);
  const auto staff_room = lobby::kiosk::open_staff_room(**station, arguments.data, parts);
  bool ended_by_staff = false;  // with 0, as always: the service manager starts it again
  parts.staff.end_program = [&ended_by_staff] { ended_by_staff = true; };
  parts.ring = [&sound](lobby::flow::Bell bell) { sound.play(tone_of(bell)); };
  lobby::kiosk::Kiosk kiosk(std::move(parts), (*station)->clock());
  lobby::kiosk::log_unseen_tickets(**station);
  (*station)->start_sync([] { lobby::ScreenLoop::wake(); });
  std::int64_t frames_told = 0;
  (*loop)->run(kiosk, (*station)->clock(), [&] {
    if (arguments.figures) {
      tell_frames((*loop)->frames_drawn(), frames_told);
    }
    return ended_by_staff || stop->arrived();
  });
  if (ended_by_staff) {
    (*station)->log().info("staff", "the program ends for a restart that staff asked for");
  }
  (*station)->stop_sync();
  return 0;
}

// Status 1 where guests could not book.
int run_check(const Arguments& arguments) {
  int status = 0;
  for (const lobby::kiosk::CheckLine& line : lobby::kiosk::check_kiosk(
           {.data = arguments.data, .assets = lobby::find_assets(arguments.assets)})) {
    std::printf("%s\n", lobby::kiosk::text_of(line).c_str());
    status = line.finding == lobby::kiosk::Finding::broken ? 1 : status;
  }
  return status;
}

int run_enrol(Arguments& arguments) {
  arguments.enrol.data = arguments.data;
  arguments.enrol.assets = lobby::find_assets(arguments.assets);
  arguments.enrol.role = lobby::protocol::DeviceRole::kiosk;
  const auto identity = lobby::enrol_here(arguments.enrol);
  if (!identity) {
    return complain(identity.error());
  }
  std::printf("enrolled as %s (%s)\nstart it with: lobby-kiosk --data %s\n", identity->name.c_str(),
              identity->device.text().c_str(), arguments.data.c_str());
  return 0;
}

int run_tickets(const Arguments& arguments) {
  auto station = lobby::DeviceStation::open({.program = "lobby-kiosk",
                                             .data = arguments.data,
                                             .assets = lobby::find_assets(arguments.assets)});
  if (!station) {
    return complain(station.error());
  }
  const lobby::Status did =
      arguments.given.empty()
          ? lobby::kiosk::print_unseen_tickets(**station, arguments.pictures)
          : lobby::kiosk::mark_ticket_given((*station)->store(), arguments.given);
  return did ? 0 : complain(did.error());
}

int run_pin(const Arguments& arguments) {
  const lobby::Status set = lobby::kiosk::ask_for_staff_pin(arguments.data);
  if (!set) {
    return complain(set.error());
  }
  std::printf("the staff PIN is set; touch the kiosk's logo five times to use it\n");
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  lobby::system::ignore_sigpipe();
  Arguments arguments;
  CLI::App app{"Lobby's kiosk: guests book here, with or without a network."};
  app.set_version_flag("--version", std::string(lobby::version));
  app.add_option("--data", arguments.data, "this kiosk's directory")->required();
  app.add_option("--assets", arguments.assets, "texts, pictures and migrations (found by itself)");
  app.add_flag("--figures", arguments.figures, "print the number of frames drawn, as it grows");
  app.add_flag("--check", arguments.check, "say what this kiosk has and lacks, and end");
  CLI::App* enrol = app.add_subcommand("enrol", "make this directory a device of a server");
  enrol->add_option("--server", arguments.enrol.server_url, "https://HOST:PORT")->required();
  enrol->add_option("--code", arguments.enrol.code, "the one-time code")->required();
  enrol
      ->add_option("--ca-fingerprint", arguments.enrol.ca_fingerprint,
                   "the authority's SHA256:... as the server printed it")
      ->required();
  CLI::App* tickets = app.add_subcommand(
      "tickets", "tickets that guests may not have seen or printed, for staff to reprint");
  auto* png =
      tickets->add_option("--png", arguments.pictures, "write each ticket's QR to this directory");
  tickets->add_option("--done", arguments.given, "the booking code of a ticket its guest has now")
      ->excludes(png);
  const CLI::App* pin =
      app.add_subcommand("pin", "set the PIN of maintenance: 6 digits on standard input");
  CLI11_PARSE(app, argc, argv);
  if (enrol->parsed()) {
    return run_enrol(arguments);
  }
  if (tickets->parsed()) {
    return run_tickets(arguments);
  }
  if (pin->parsed()) {
    return run_pin(arguments);
  }
  return arguments.check ? run_check(arguments) : run_kiosk(arguments);
}
