// The rules of a time zone from the machine's tz database.
// Any thread.
#pragma once

#include <string_view>

#include "core/base/result.h"
#include "core/base/time.h"

namespace lobby::system {

// Every change of offset from 2000 to 2060. Errors: not_found (no such zone on this machine;
// install tzdata or correct the name), unavailable (no tz database).
Result<ZoneRules> load_zone(std::string_view iana_name);

}  // namespace lobby::system
