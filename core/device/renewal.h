// When a device asks for a new certificate: early enough that a server which is away for months, or
// a kiosk in its box for a season, costs nothing.
// Any thread.
#pragma once

#include "core/base/time.h"

namespace lobby::device {

// Of a certificate (RFC 5280 §4.1.2.5).
struct Validity {
  UtcTime not_before;
  UtcTime not_after;
};

// Less than a third is left. `now` is the server's time as the device knows it. A clock that stands
// before the beginning is not yet set and decides nothing.
bool renewal_due(const Validity& validity, UtcTime now);

}  // namespace lobby::device
