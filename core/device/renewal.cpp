// The rule of a third.
#include "core/device/renewal.h"

namespace lobby::device {

bool renewal_due(const Validity& validity, UtcTime now) {
  const Duration whole = validity.not_after - validity.not_before;
  const Duration left = validity.not_after - now;
  // Divided, not multiplied: a clock may say anything.
  return left.ms < whole.ms / 3;
}

}  // namespace lobby::device
