// Joins a Kiosk to a DeviceStation and the QR library.
// UI thread.
#pragma once

#include <memory>

#include "app/common/device_station.h"
#include "app/kiosk/kiosk.h"
#include "app/ui/text_catalog.h"

namespace lobby::kiosk {

// A kiosk on `station`, which outlives it.
std::unique_ptr<Kiosk> make_kiosk(DeviceStation& station, port::QrWriter& qr,
                                  ui::TextCatalog texts);

}  // namespace lobby::kiosk
