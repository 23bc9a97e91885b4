// The rule for years that a compiled zone file does not list, as POSIX TZ text with the
// extensions of RFC 8536 §3.3.1: "CET-1CEST,M3.5.0,M10.5.0/3".
// Any thread.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/base/time.h"

namespace lobby::system {

// The changes of offset in [first_year, last_year], ascending; none where the zone keeps one
// offset all year. Nothing when `rule` is not of the form above (Julian days are not supported;
// no zone of the tz database uses them).
std::optional<std::vector<ZoneRules::Transition>> transitions_of(std::string_view rule,
                                                                 int first_year, int last_year);

}  // namespace lobby::system
