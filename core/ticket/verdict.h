// The check-in verdict: what the desk says about one scan, decided without a network.
// Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/id.h"
#include "core/base/time.h"
#include "core/ticket/ticket.h"

namespace lobby::ticket {

// In order of precedence: the first that applies is the verdict.
enum class VerdictKind : std::uint8_t {
  unreadable,     // no ticket of this system, or cut off
  wrong_site,     // made for another house
  unknown_key,    // the device that signed it is not known here
  bad_signature,  // changed after it was signed, or forged
  revoked_key,    // signed by a device that was written off
  cancelled,
  request_only,      // a request, not a booking
  already_admitted,  // when and where
  wrong_day_early,   // valid later
  wrong_day_late,    // its time is over
  admit,
};

std::string_view name_of(VerdictKind kind);

// One admission as this desk knows it, its own or another's from the feed.
struct Admission {
  UtcTime at;
  DeviceId device;
  std::string place;  // the device's name, "Desk 2"

  bool operator==(const Admission&) const = default;
};

// What the desk knows about the scanned ticket.
struct Evidence {
  bool key_known = false;
  bool key_revoked = false;
  bool signature_valid = false;
  bool cancelled = false;
  std::optional<Admission> earlier;

  bool operator==(const Evidence&) const = default;
};

struct Verdict {
  VerdictKind kind = VerdictKind::unreadable;
  std::optional<Ticket> ticket;  // present where the text could be read
  std::optional<Admission> earlier;
  std::string detail;  // for the log

  bool admits() const { return kind == VerdictKind::admit; }
  bool operator==(const Verdict&) const = default;
};

// `now` is corrected by the measured offset to the server.
Verdict judge(const Result<SignedTicket>& scan, const Evidence& evidence, std::uint32_t site_number,
              UtcTime now);

}  // namespace lobby::ticket
