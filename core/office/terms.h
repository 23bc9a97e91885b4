// The wording of a policy as guests agreed to it: it stays as it was when the catalogue has moved
// on. A booking names the policy and its version; its figures are in the booking itself.
// Any thread.
#pragma once

#include <cstdint>

#include "core/base/id.h"
#include "core/catalog/catalog.h"

namespace lobby::office {

struct Terms {
  PolicyId policy;
  std::int32_t version = 1;
  catalog::LocalText summary;
  catalog::LocalText change_rule;
  catalog::LocalText breach_title;
  catalog::LocalText breach_text;

  bool operator==(const Terms&) const = default;
};

inline Terms terms_of(const catalog::Policy& policy) {
  return {policy.id,          policy.version,      policy.summary,
          policy.change_rule, policy.breach_title, policy.breach_text};
}

}  // namespace lobby::office
