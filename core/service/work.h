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

// Applied when there is no refusal. A refusal that is stored becomes a staff task, unless it only
// answers a question (`declined`); an applied operation has one when a person should look at it
// (`attention`).
struct Decision {
  std::optional<Error> refusal;
  std::optional<Error> attention;
  // The device sold what it was not granted: nothing was changed, its epoch has to be closed first.
  std::optional<Error> fence;
  bool quiet = false;
  // It cannot be decided yet: nothing was changed, and the device sends it again.
  std::optional<Error> later;

  static Decision applied() { return {}; }
  static Decision refused(ErrorCode code, std::string detail) {
    return refused(fail(code, std::move(detail)));
  }
  static Decision refused(Error error) { return {std::move(error), {}, {}, false, {}}; }
  static Decision declined(Error answer) { return {std::move(answer), {}, {}, true, {}}; }
  static Decision noticed(Error attention) { return {{}, std::move(attention), {}, false, {}}; }
  static Decision postponed(Error why) { return {{}, {}, {}, false, std::move(why)}; }
  static Decision beyond_grant(Error fence) { return {{}, {}, std::move(fence), false, {}}; }
};

// Errors: unauthenticated (not in this store), device_fenced (revoked).
Result<port::DeviceRecord> known_device(port::ServerTransaction& store, DeviceId id);

// Nothing at all where there is no such slot.
Result<inventory::Capacity> capacity_of(const Work& work, const inventory::Slot& slot);

// Errors: unavailable while a restored server does not know what kiosks hold (protocol rule 15),
// and so not what is free.
Status knows_what_is_free(port::ServerTransaction& store);

// The name staff know a device by; "the office" for the server itself.
Result<std::string> device_name(port::ServerTransaction& store, DeviceId id);

// "2026-12-11 14:05" at the site.
std::string moment_text(const Work& work, UtcTime time);

}  // namespace lobby::service
