// Which port of the kiosk is which part of the station.
#include "app/kiosk/wiring.h"

namespace lobby::kiosk {

KioskParts parts_of(DeviceStation& station, port::QrWriter& qr, ui::TextCatalog texts) {
  return {
      .counter = {station.store(), station.signer(), station.hasher(), station.entropy(),
                  station.sealer(), station.identity()},
      .qr = qr,
      .news = station.news(),
      .texts = std::move(texts),
      .load_offer = [&station] { return station.load_offer(); },
      .nudge = [&station] { station.nudge(); },
      .log_error =
          [&station](const Error& error) { station.log().error("kiosk", to_string(error)); },
  };
}

}  // namespace lobby::kiosk
