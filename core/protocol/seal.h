// What stands inside a seal: the guest's details and which booking they are of, so that a seal
// moved to another booking says so when it is opened.
// Any thread.
#pragma once

#include "core/base/id.h"
#include "core/guest/guest.h"

namespace lobby::protocol {

struct SealContent {
  SiteId site;
  BookingId booking;
  guest::GuestDetails guest;

  bool operator==(const SealContent&) const = default;
};

}  // namespace lobby::protocol
