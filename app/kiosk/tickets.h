// Tickets a guest may not have seen, since the program ended between the commit and the guest's
// leaving: staff list them and reprint.
// UI thread.
#pragma once

#include <filesystem>

#include "app/common/device_station.h"
#include "core/base/result.h"

namespace lobby::kiosk {

// A line in the log for each, by code, so that staff notice after a restart.
void log_unseen_tickets(DeviceStation& station);

// Code, time and ticket text on standard output; PNG files where `pictures` is not empty.
Status print_unseen_tickets(DeviceStation& station, const std::filesystem::path& pictures);

}  // namespace lobby::kiosk
