// Tickets a guest may not have seen, since the program ended between the commit and the guest's
// leaving or the printer gave none: staff list them, reprint and tick them off.
// UI thread.
#pragma once

#include <filesystem>
#include <string_view>

#include "app/common/device_station.h"
#include "core/base/result.h"
#include "core/port/device_store.h"

namespace lobby::kiosk {

// A line in the log for each, by code, so that staff notice after a restart.
void log_unseen_tickets(DeviceStation& station);

// Code, time and ticket text on standard output; PNG files where `pictures` is not empty.
Status print_unseen_tickets(DeviceStation& station, const std::filesystem::path& pictures);

// The guest has it: it is listed no more. Errors: malformed (no booking code), not_found (no such
// booking was made here), already_exists (its guest has it already).
Status mark_ticket_given(port::DeviceStore& store, std::string_view code);

}  // namespace lobby::kiosk
