// Which port of the desk is which part of the station.
#include "app/desk/wiring.h"

#include "platform/image/png.h"

namespace lobby::desk {

Result<port::GreyImage> load_grey(const std::string& path) {
  const Result<image::Pixels> pixels = image::read_png(path);
  if (!pixels) {
    return pixels.error();
  }
  port::GreyImage grey{
      static_cast<std::size_t>(pixels->width_px), static_cast<std::size_t>(pixels->height_px), {}};
  grey.pixels.reserve(grey.width * grey.height);
  for (std::size_t at = 0; at + 3 < pixels->rgba.size(); at += 4) {
    const std::uint32_t luma =
        299U * pixels->rgba[at] + 587U * pixels->rgba[at + 1] + 114U * pixels->rgba[at + 2];
    grey.pixels.push_back(static_cast<std::uint8_t>(luma / 1000U));
  }
  return grey;
}

DeskParts parts_of(DeviceStation& station, port::QrReader& qr, ui::TextCatalog texts,
                   std::function<void(flow::Sound)> play) {
  return {
      .store = station.store(),
      .verifier = station.verifier(),
      .hasher = station.hasher(),
      .entropy = station.entropy(),
      .qr = qr,
      .identity = station.identity(),
      .news = station.news(),
      .texts = std::move(texts),
      .load_offer = [&station] { return station.load_offer(); },
      .load_image = load_grey,
      .nudge = [&station] { station.nudge(); },
      .play = std::move(play),
      .log_error =
          [&station](const Error& error) { station.log().error("desk", to_string(error)); },
  };
}

}  // namespace lobby::desk
