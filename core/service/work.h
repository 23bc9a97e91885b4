// What the parts of the service share: one transaction under way, and what was decided about one
// operation. A Decision is the domain's answer; an error beside it is the store's and ends the
// transaction.
// The thread that runs the transaction.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "core/service/service.h"

namespace lobby::service {

struct Work {
  const Office& office;
  port::ServerTransaction& store;
  UtcTime now;
};

// Applied when there is no refusal. A refusal that is stored always becomes a staff task; an
// applied operation has one when a person should look at it (`attention`).
struct Decision {
  std::optional<Error> refusal;
  std::optional<Error> attention;

  static Decision applied() { return {}; }
  static Decision refused(ErrorCode code, std::string detail) {
    return {fail(code, std::move(detail)), std::nullopt};
  }
  static Decision refused(const Error& error) { return {error, std::nullopt}; }
};

// Errors: unauthenticated (not in this store), device_fenced (written off).
Result<port::DeviceRecord> known_device(port::ServerTransaction& store, DeviceId id);

// The name staff know a device by; "the office" for the server itself.
Result<std::string> device_name(port::ServerTransaction& store, DeviceId id);

// "2026-12-11 14:05" at the site.
std::string moment_text(const Work& work, UtcTime time);

}  // namespace lobby::service
