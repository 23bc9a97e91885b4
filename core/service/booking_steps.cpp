// Moving, saving and announcing a stored booking.
#include "core/service/booking_steps.h"

#include <set>

#include "core/base/limits.h"
#include "core/service/standing.h"

namespace lobby::service {

using booking::Booking;

Result<Booking> next_step(const Booking& booking, const booking::Act& act) {
  if (booking.version >= limits::booking_version_max) {
    return fail(ErrorCode::too_large, "booking " + booking.code.text() + " was changed " +
                                          std::to_string(booking.version) + " times already");
  }
  return booking::transition(booking, act);
}

Status tell_desks(const Work& work, const Booking& booking, const std::string& maker) {
  return work.store.append_feed(protocol::BookingNotice{
      booking.id, booking.code, booking.version, booking.state, booking.selection.service,
      booking.window, booking.selection.nights, booking.selection.party.total(), booking.guest.name,
      booking.quote.total, maker});
}

Status save_and_tell(const Work& work, const Booking& booking) {
  if (Status saved = work.store.update_booking(booking); !saved) {
    return saved;
  }
  const Result<std::string> maker = device_name(work.store, booking.made_by);
  return maker ? tell_desks(work, booking, *maker) : Status(maker.error());
}

Status give_back_units(const Work& work, const Booking& booking, const std::string& settlement) {
  Result<std::optional<port::Conflict>> conflict = work.store.conflict(booking.id);
  if (!conflict) {
    return conflict.error();
  }
  if (conflict->has_value() && !conflict->value().resolved_at) {
    return work.store.resolve_conflict(booking.id, work.now, settlement);
  }
  std::set<inventory::Slot> freed;
  for (const inventory::SlotUnits& units : booking.demand) {
    if (Status released = work.store.release(units); !released) {
      return released;
    }
    freed.insert(units.slot);
  }
  return tell_stock(work, freed);
}

Status set_admission(const Work& work, const Booking& booking, bool in,
                     const port::DeviceRecord& device) {
  const Result<std::optional<port::DeviceRecord>> maker = work.store.device(booking.made_by);
  if (!maker) {
    return maker.error();
  }
  if (!*maker) {
    return done();  // nobody signed a ticket of it
  }
  const protocol::AdmissionId id{booking.code, (*maker)->key, 1};
  const auto known = work.store.admission(id);
  if (!known) {
    return known.error();
  }
  if (known->has_value() == in) {
    return done();
  }
  const Status stored =
      in ? work.store.add_admission({id, work.now, device.id}) : work.store.remove_admission(id);
  return stored ? work.store.append_feed(
                      protocol::AdmissionNotice{id, work.now, device.id, device.name, !in})
                : stored;
}

Result<std::optional<Booking>> booking_admitted(const Work& work, const protocol::AdmissionId& id) {
  Result<std::vector<Booking>> bookings = work.store.bookings_by_code(id.code);
  if (!bookings) {
    return bookings.error();
  }
  for (const Booking& booking : *bookings) {
    Result<std::optional<port::DeviceRecord>> maker = work.store.device(booking.made_by);
    if (!maker) {
      return maker.error();
    }
    if (maker->has_value() && maker.value()->key == id.key) {
      return std::optional(booking);
    }
  }
  return std::optional<Booking>();
}

}  // namespace lobby::service
