// A burst of characters and its end.
#include "core/flow/scan_detector.h"

#include "core/base/limits.h"

namespace lobby::flow {

void ScanDetector::typed(std::string_view text, Duration at) {
  if (at - last_ > gap_max) {
    burst_.clear();
  }
  last_ = at;
  // One character over the limit is kept, so that a far-too-long text is refused as such.
  if (burst_.size() <= limits::scan_text_bytes_max) {
    burst_ += text;
  }
}

std::optional<std::string> ScanDetector::entered(Duration at) {
  const bool one_burst = at - last_ <= gap_max && burst_.size() >= length_min;
  std::optional<std::string> scan;
  if (one_burst) {
    scan = burst_;
  }
  burst_.clear();
  return scan;
}

}  // namespace lobby::flow
