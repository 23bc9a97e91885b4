// Tells a scanner from a person. A USB scanner is a keyboard that types fast and ends with Enter;
// characters that come at least this quickly are a scan, wherever the focus is.
// UI thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/time.h"

namespace lobby::flow {

class ScanDetector {
 public:
  // Characters typed at `at`, on any clock that never goes back. A pause longer than `gap_max`
  // starts anew.
  void typed(std::string_view text, Duration at);
  // Enter at `at`: the scan, when enough characters came in one burst.
  std::optional<std::string> entered(Duration at);

  static constexpr Duration gap_max = Duration::milliseconds(80);
  static constexpr std::size_t length_min = 8;  // a person's burst is shorter

 private:
  std::string burst_;
  Duration last_;
};

}  // namespace lobby::flow
