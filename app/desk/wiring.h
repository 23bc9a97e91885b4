// Joins a Desk to a DeviceStation, the QR reader, pictures and sound.
// UI thread.
#pragma once

#include <functional>
#include <string>

#include "app/common/device_station.h"
#include "app/desk/desk.h"
#include "app/ui/text_catalog.h"

namespace lobby::desk {

// The ports of a desk on `station`, which outlives it.
DeskParts parts_of(DeviceStation& station, port::QrReader& qr, ui::TextCatalog texts,
                   std::function<void(flow::Sound)> play);

// A PNG file as grey pixels (ITU-R BT.601 luma).
Result<port::GreyImage> load_grey(const std::string& path);

}  // namespace lobby::desk
