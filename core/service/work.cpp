// Look-ups that several requests make.
#include "core/service/work.h"

#include <algorithm>

namespace lobby::service {

Result<port::DeviceRecord> known_device(port::ServerTransaction& store, DeviceId id) {
  Result<std::optional<port::DeviceRecord>> device = store.device(id);
  if (!device) {
    return device.error();
  }
  if (!device->has_value()) {
    return fail(ErrorCode::unauthenticated,
                "device " + id.text() + " is not enrolled here; enrol it again");
  }
  if (device.value()->revoked) {
    return fail(ErrorCode::device_fenced,
                device.value()->name + " was revoked; enrol it again to use it");
  }
  return **device;
}

Result<inventory::Capacity> capacity_of(const Work& work, const inventory::Slot& slot) {
  auto counted = work.store.capacities(slot.pool, slot.date, slot.date);
  if (!counted) {
    return counted.error();
  }
  const auto found =
      std::ranges::find(*counted, slot, &std::pair<inventory::Slot, inventory::Capacity>::first);
  if (found == counted->end()) {
    return inventory::Capacity{};  // nothing can be had of a slot that is not there
  }
  return found->second;
}

Status knows_what_is_free(port::ServerTransaction& store) {
  const Result<bool> frozen = store.frozen();
  if (!frozen) {
    return frozen.error();
  }
  return *frozen ? Status(fail(ErrorCode::unavailable,
                               "the server was restored and does not know yet what is free: every "
                               "kiosk has to report or be written off first"))
                 : done();
}

Result<std::string> device_name(port::ServerTransaction& store, DeviceId id) {
  if (id.is_nil()) {
    return std::string("the office");
  }
  Result<std::optional<port::DeviceRecord>> device = store.device(id);
  if (!device) {
    return device.error();
  }
  return device->has_value() ? device.value()->name : id.text();
}

std::string moment_text(const Work& work, UtcTime time) {
  const LocalTime local = work.office.zone.to_local(time);
  return local.date.text() + " " + clock_text(local.minute_of_day);
}

}  // namespace lobby::service
