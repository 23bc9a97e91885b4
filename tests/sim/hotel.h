// The house of the simulation: three services whose pools are scarce, so that five kiosks fight
// over them, and catalogues that give kiosks more or less to keep.
// Any thread.
#pragma once

#include <cstdint>
#include <string>

#include "core/catalog/catalog.h"

namespace lobby::sim {

inline constexpr std::int32_t horizon_days = 5;
inline constexpr std::int32_t nights_max = 3;

// king-room 3 units, hall 1, coach-seats 6 with guides 2. Odd versions keep one unit standing on
// a kiosk, even ones two.
catalog::Catalog hotel(std::int64_t version);
// Stands for the text of that catalogue; 0 when it is none.
std::string text_of_version(std::int64_t version);
std::int64_t version_of_text(const std::string& text);

}  // namespace lobby::sim
