// Joins a Kiosk to a DeviceStation and the QR library.
// UI thread.
#pragma once

#include <memory>

#include "app/common/device_station.h"
#include "app/kiosk/kiosk.h"
#include "app/ui/text_catalog.h"

namespace lobby::kiosk {

// The ports of a kiosk on `station`, which outlives it.
KioskParts parts_of(DeviceStation& station, port::QrWriter& qr, ui::TextCatalog texts,
                    port::Speech* speech = nullptr);

// The machine's voice; the render loop is woken when it is there.
std::unique_ptr<port::Speech> open_voice(DeviceStation& station);

}  // namespace lobby::kiosk
