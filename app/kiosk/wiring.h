// Joins a Kiosk to a DeviceStation and the QR library.
// UI thread.
#pragma once

#include "app/common/device_station.h"
#include "app/kiosk/kiosk.h"
#include "app/ui/text_catalog.h"

namespace lobby::kiosk {

// The ports of a kiosk on `station`, which outlives it.
KioskParts parts_of(DeviceStation& station, port::QrWriter& qr, ui::TextCatalog texts);

}  // namespace lobby::kiosk
