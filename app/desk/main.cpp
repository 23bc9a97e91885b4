// lobby-desk: the reception's screen. Reads its directory, opens the window, runs until closed.
// The UI thread is this one; the sync thread lives in DeviceStation.
#include <cstdio>
#include <string>

#include <CLI/CLI.hpp>

#include "app/common/device_station.h"
#include "app/common/screen_loop.h"
#include "app/common/text_loader.h"
#include "app/desk/wiring.h"
#include "core/base/version.h"
#include "platform/qr/reader.h"
#include "platform/sdl/sound.h"
#include "platform/system/process.h"

namespace {

using lobby::Error;

struct Arguments {
  std::string data;
  std::string assets;
  lobby::EnrolOptions enrol;
  std::string scan;
};

int complain(const Error& error) {
  std::fprintf(stderr, "lobby-desk: %s\n", lobby::to_string(error).c_str());
  return 1;
}

lobby::sdl::Tone tone_of(lobby::flow::Sound sound) {
  return sound == lobby::flow::Sound::refused ? lobby::sdl::Tone::falling
                                              : lobby::sdl::Tone::rising;
}

int run_desk(const Arguments& arguments) {
  const auto assets = lobby::find_assets(arguments.assets);
  auto station = lobby::DeviceStation::open(
      {.program = "lobby-desk", .data = arguments.data, .assets = assets});
  if (!station) {
    return complain(station.error());
  }
  auto texts = lobby::load_texts(assets);
  if (!texts) {
    return complain(texts.error());
  }
  auto loop = lobby::ScreenLoop::open({.title = "Lobby desk",
                                       .screen = (*station)->settings().screen,
                                       .pictures = assets / "site" / "pictures",
                                       .rules = lobby::ui::desk_rules()});
  auto stop = lobby::system::TerminationSignal::open();
  if (!loop || !stop) {
    return complain(!loop ? loop.error() : stop.error());
  }
  lobby::sdl::Sound sound;
  lobby::qr::Reader qr;
  const auto play = [&](lobby::flow::Sound wanted) {
    sound.play(tone_of(wanted));
    if (wanted == lobby::flow::Sound::admitted_offline) {
      sound.play(lobby::sdl::Tone::tick);
    }
  };
  lobby::desk::Desk desk(lobby::desk::parts_of(**station, qr, *std::move(texts), play),
                         (*station)->clock());
  if (!arguments.scan.empty()) {
    desk.scan_image(arguments.scan);
  }
  (*station)->start_sync([] { lobby::ScreenLoop::wake(); });
  (*loop)->run(desk, (*station)->clock(), [&] { return stop->arrived(); });
  (*station)->stop_sync();
  return 0;
}

int run_enrol(Arguments& arguments) {
  arguments.enrol.data = arguments.data;
  arguments.enrol.assets = lobby::find_assets(arguments.assets);
  arguments.enrol.role = lobby::protocol::DeviceRole::desk;
  const auto identity = lobby::enrol_here(arguments.enrol);
  if (!identity) {
    return complain(identity.error());
  }
  std::printf("enrolled as %s (%s)\nstart it with: lobby-desk --data %s\n", identity->name.c_str(),
              identity->device.text().c_str(), arguments.data.c_str());
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  lobby::system::ignore_sigpipe();
  Arguments arguments;
  CLI::App app{"Lobby's desk: check-in at reception, with or without a network."};
  app.set_version_flag("--version", std::string(lobby::version));
  app.add_option("--data", arguments.data, "this desk's directory")->required();
  app.add_option("--assets", arguments.assets, "texts, pictures and migrations (found by itself)");
  app.add_option("--scan", arguments.scan, "a PNG file with a ticket to check at start");
  CLI::App* enrol = app.add_subcommand("enrol", "make this directory a device of a server");
  enrol->add_option("--server", arguments.enrol.server_url, "https://HOST:PORT")->required();
  enrol->add_option("--code", arguments.enrol.code, "the one-time code")->required();
  enrol
      ->add_option("--ca-fingerprint", arguments.enrol.ca_fingerprint,
                   "the authority's SHA256:... as the server printed it")
      ->required();
  CLI11_PARSE(app, argc, argv);
  return enrol->parsed() ? run_enrol(arguments) : run_desk(arguments);
}
