// What each operation does to the store.
#include "core/service/decide.h"

#include <algorithm>
#include <map>

#include "core/service/booking_check.h"
#include "core/service/booking_steps.h"
#include "core/service/standing.h"
#include "core/service/units.h"

namespace lobby::service {
namespace {

using booking::Booking;
using booking::BookingState;
using booking::Command;
using inventory::Slot;
using inventory::SlotUnits;
using protocol::AdmissionId;

// One operation on behalf of one device.
struct Order {
  const Work& work;
  const port::DeviceRecord& device;
  bool late;
  const protocol::Operation& operation;
  const OpenedGuest& opened;
  Touched& touched;

  port::Holder holder() const { return {device.id, device.epoch}; }
};

// When the device says it happened, in the server's time; a clock that is ahead counts as now.
UtcTime stated_time(const Order& order) {
  const UtcTime stated =
      order.operation.device_time + order.operation.clock_offset.value_or(Duration{});
  return std::clamp(stated, UtcTime{0}, order.work.now);
}

// Names the first slot that the device's outstanding grants do not cover.
Result<std::optional<SlotUnits>> first_shortage(const Order& order,
                                                const std::vector<SlotUnits>& demand) {
  std::map<PoolId, std::pair<LocalDate, LocalDate>> ranges;
  for (const SlotUnits& need : demand) {
    auto& range = ranges.try_emplace(need.slot.pool, need.slot.date, need.slot.date).first->second;
    range.second = std::max(range.second, need.slot.date);
  }
  std::map<Slot, std::int32_t> held;
  for (const auto& [pool, range] : ranges) {
    Result<std::vector<SlotUnits>> outstanding =
        order.work.store.outstanding(order.holder(), pool, range.first, range.second);
    if (!outstanding) {
      return outstanding.error();
    }
    for (const SlotUnits& units : *outstanding) {
      held[units.slot] = units.units;
    }
  }
  for (const SlotUnits& need : demand) {
    if (held[need.slot] < need.units) {
      return std::optional(need);
    }
  }
  return std::optional<SlotUnits>();
}

// What its standing allotment is reckoned from (protocol rule 7).
Status note_demand(const Order& order, const SlotUnits& sold) {
  const LocalDate day = order.work.office.zone.to_local(stated_time(order)).date;
  const Slot& slot = sold.slot;
  return order.work.store.add_demand(
      order.device.id, day,
      {slot.pool, slot.start_minute, inventory::lead_of(day, slot.date), sold.units});
}

Status consume(const Order& order, const std::vector<SlotUnits>& demand) {
  for (const SlotUnits& need : demand) {
    Status taken = order.work.store.consume_grant(order.holder(), need);
    if (!taken && taken.error().code == ErrorCode::sold_out) {
      // It was there a moment ago: another transaction came between. All runs again.
      return fail(ErrorCode::unavailable, taken.error().detail);
    }
    if (!taken) {
      return taken;
    }
    order.touched.sold.insert(need.slot);
    if (Status noted = note_demand(order, need); !noted) {
      return noted;
    }
  }
  return done();
}

// Takes a whole demand from free capacity, or nothing: false where some unit is not free.
Result<bool> sell_from_free(const Order& order, const std::vector<SlotUnits>& demand) {
  for (const SlotUnits& need : demand) {
    Result<inventory::Capacity> count = capacity_of(order.work, need.slot);
    if (!count) {
      return count.error();
    }
    if (count->free() < need.units) {
      return false;
    }
  }
  for (const SlotUnits& need : demand) {
    Status sold = order.work.store.sell(need);
    if (!sold && sold.error().code == ErrorCode::sold_out) {
      return fail(ErrorCode::unavailable, sold.error().detail);  // as in consume()
    }
    if (!sold) {
      return sold.error();
    }
    order.touched.freed.insert(need.slot);
  }
  return true;
}

// The guest was told "confirmed" and has no unit.
Result<Decision> open_conflict(const Order& order, const Booking& booking,
                               const std::string& sale) {
  const Error conflict =
      fail(ErrorCode::sold_out, sale + " and no unit is free for it; find the guest a place");
  port::Conflict opened;
  opened.booking = booking.id;
  opened.device = order.device.id;
  opened.opened_at = order.work.now;
  opened.reason = conflict.detail;
  opened.owner = first_owner;
  if (Status added = order.work.store.add_conflict(opened); !added) {
    return added.error();
  }
  return Decision::noticed(conflict);
}

// The guest was told "confirmed" in an epoch that is closed.
Result<Decision> take_late(const Order& order, const Booking& booking) {
  const Result<bool> frozen = order.work.store.frozen();
  if (!frozen) {
    return frozen.error();
  }
  if (*frozen) {
    return Decision::postponed(
        fail(ErrorCode::unavailable,
             "the server was restored and does not know yet what is free for a late sale"));
  }
  const std::string sale = "booking " + booking.code.text() + " was confirmed by " +
                           order.device.name + " in its closed epoch " +
                           std::to_string(order.operation.epoch);
  Result<bool> sold = sell_from_free(order, booking.demand);
  if (!sold) {
    return sold.error();
  }
  if (*sold) {
    return Decision::noticed(
        fail(ErrorCode::expired, sale + "; units were free and are taken, the guest is safe"));
  }
  return open_conflict(order, booking, sale);
}

// Counts what the device sold of a slot, `back` units of which had been taken back from it, as
// consumed; as sold too where the booking gets its units.
Status take_in_part(const Order& order, const SlotUnits& need, std::int32_t back, bool gets_units) {
  port::ServerTransaction& store = order.work.store;
  order.touched.freed.insert(need.slot);
  if (need.units > back) {
    const SlotUnits own{need.slot, need.units - back};
    Status consumed = store.consume_grant(order.holder(), own);
    if (consumed && !gets_units) {
      consumed = store.release(own);
    }
    if (!consumed) {
      return consumed;
    }
  }
  if (back == 0) {
    return done();
  }
  const SlotUnits taken_back{need.slot, back};
  if (Status consumed = store.consume_reclaimed(order.holder(), taken_back); !consumed) {
    return consumed;
  }
  if (Status sold = gets_units ? store.sell(taken_back) : done(); !sold) {
    return sold;
  }
  const Result<port::Allotment> left = store.allotment(order.holder(), need.slot);
  return left ? store.append_feed(protocol::ReclaimNotice{order.device.id, need.slot,
                                                          left->reclaimed, order.device.epoch})
              : Status(left.error());
}

// Sold by a kiosk that was silent for so long that units were taken back from it (rule 9,
// reclaim_after): it kept to its grant, so its epoch stands. Free units become its own again, else
// the sale is in conflict. Nothing where that does not explain the shortage.
Result<std::optional<Decision>> take_reclaimed(const Order& order, const Booking& booking) {
  bool free = true;
  std::vector<SlotUnits> again;
  for (const SlotUnits& need : booking.demand) {
    const Result<port::Allotment> held = order.work.store.allotment(order.holder(), need.slot);
    const Result<inventory::Capacity> count = capacity_of(order.work, need.slot);
    if (!held || !count) {
      return held ? count.error() : held.error();
    }
    const std::int32_t missing = need.units - held->outstanding;
    if (missing > held->reclaimed) {
      return std::optional<Decision>();
    }
    free = free && count->free() >= missing;
    if (missing > 0) {
      again.push_back({need.slot, missing});
    }
  }
  const std::string sale = "booking " + booking.code.text() + " was confirmed by " +
                           order.device.name + " from units taken back while it was silent";
  for (const SlotUnits& need : booking.demand) {
    const auto found = std::ranges::find(again, need.slot, &SlotUnits::slot);
    const std::int32_t back = found == again.end() ? 0 : found->units;
    if (Status taken = take_in_part(order, need, back, free); !taken) {
      return taken.error();
    }
  }
  if (!free) {
    const Result<Decision> conflict = open_conflict(order, booking, sale);
    return conflict ? Result<std::optional<Decision>>(*conflict) : conflict.error();
  }
  return std::optional(Decision::noticed(
      fail(ErrorCode::expired, sale + "; units were free and are taken, the guest is safe")));
}

// The units of a confirmed booking.
Result<Decision> take_units(const Order& order, const Booking& booking) {
  if (order.late) {
    return take_late(order, booking);
  }
  Result<std::optional<SlotUnits>> shortage = first_shortage(order, booking.demand);
  if (!shortage) {
    return shortage.error();
  }
  if (shortage->has_value()) {
    const Result<std::optional<Decision>> taken_back = take_reclaimed(order, booking);
    if (!taken_back || *taken_back) {
      return taken_back ? Result<Decision>(**taken_back) : taken_back.error();
    }
    const SlotUnits& need = **shortage;
    return Decision::beyond_grant(
        fail(ErrorCode::device_fenced,
             order.device.name + " confirmed booking " + booking.code.text() +
                 " beyond its allotment of " + inventory::to_string(need.slot) + " (" +
                 std::to_string(need.units) + " needed): its epoch is closed"));
  }
  if (Status taken = consume(order, booking.demand); !taken) {
    return taken.error();
  }
  return Decision::applied();
}

// A desk may have admitted the guest before the booking got here; then it arrives checked in.
Result<Booking> with_earlier_admission(const Order& order, const Booking& booking) {
  const AdmissionId id{booking.code, order.device.key, 1};  // kiosks issue one ticket a booking
  Result<std::optional<port::AdmissionRecord>> earlier = order.work.store.admission(id);
  if (!earlier) {
    return earlier.error();
  }
  if (!earlier->has_value() || booking.state != BookingState::confirmed) {
    return booking;
  }
  return next_step(booking, {Command::check_in, earlier.value()->device, earlier.value()->at});
}

// The guest was told yes: a seal that does not open is for a person to mend, never a refusal. One
// operation is one task, so what else a person should know of it stands in the same text.
Decision with_seal_trouble(const Order& order, const Booking& booking, Decision taken) {
  const std::optional<Error>& trouble = order.opened.trouble;
  if (!trouble) {
    return taken;
  }
  const std::string unreadable =
      "booking " + booking.code.text() + " of " + order.device.name +
      " stands, but its guest's details cannot be read: " + trouble->detail +
      "; ask the guest when they come, and if more bookings of this "
      "device say so, remove its seal.pem and start it again";
  if (taken.attention) {
    taken.attention->detail += "; " + unreadable;
    return taken;
  }
  return Decision::noticed(fail(trouble->code, unreadable));
}

Result<Decision> apply(const Order& order, const protocol::PlaceBooking& place) {
  const Booking& booking = place.booking;
  if (Status sound = check_placed(booking, order.work.office.site(), order.device.id); !sound) {
    return Decision::refused(sound.error());
  }
  Result<std::optional<Booking>> known = order.work.store.booking(booking.id);
  if (!known) {
    return known.error();
  }
  if (known->has_value()) {
    return Decision::refused(ErrorCode::already_exists,
                             "booking " + booking.code.text() + " was placed before");
  }
  Result<Decision> taken = Decision::applied();
  if (booking.state == BookingState::confirmed) {
    taken = take_units(order, booking);
    if (!taken || taken->fence || taken->later) {
      return taken;
    }
  }
  Result<Booking> stored = with_earlier_admission(order, booking);
  if (!stored) {
    return stored.error();
  }
  stored->guest = order.opened.guest;
  if (Status added = order.work.store.add_booking(*stored); !added) {
    return added.error();
  }
  if (Status told = tell_desks(order.work, *stored); !told) {
    return told.error();
  }
  return with_seal_trouble(order, booking, *std::move(taken));
}

Result<Decision> apply(const Order& order, const protocol::CancelBooking& cancel) {
  Result<std::optional<Booking>> booking = order.work.store.booking(cancel.booking);
  if (!booking) {
    return booking.error();
  }
  if (!booking->has_value()) {
    return Decision::refused(ErrorCode::not_found,
                             "booking " + cancel.booking.text() + " is not here to be cancelled");
  }
  const Booking& current = **booking;
  if (current.version != cancel.base_version) {
    return Decision::refused(ErrorCode::version_conflict,
                             "booking " + current.code.text() + " is at version " +
                                 std::to_string(current.version) + ", the cancellation was for " +
                                 std::to_string(cancel.base_version));
  }
  return cancel_stored(order.work, current, order.device.id, stated_time(order));
}

Result<Decision> apply(const Order& order, const protocol::Unreadable& unreadable) {
  return Decision::refused(unreadable.fault.code,
                           "the " + unreadable.kind + " that " + order.device.name +
                               " sent cannot be read here (" + unreadable.fault.detail +
                               "); it is kept as sent, settle it by hand");
}

Result<Decision> apply(const Order& order, const protocol::RequestUnits& request) {
  return request_units(order.work, {order.device, order.late}, request, order.touched.freed);
}

Result<Decision> apply(const Order& order, const protocol::ReturnUnits& given_back) {
  return return_units(order.work, {order.device, order.late}, given_back, order.touched.freed);
}

Status tell_admission(const Order& order, const AdmissionId& id, UtcTime at, bool undone) {
  return order.work.store.append_feed(
      protocol::AdmissionNotice{id, at, order.device.id, order.device.name, undone});
}

// Moves the booking with its admission, where it is here and its state allows. The admission is
// a fact at a door and stands either way; a booking that says otherwise is for a person.
Result<Decision> follow(const Order& order, const AdmissionId& id, Command command, UtcTime at) {
  Result<std::optional<Booking>> booking = booking_admitted(order.work, id);
  if (!booking) {
    return booking.error();
  }
  if (!booking->has_value()) {
    return Decision::applied();
  }
  Result<Booking> moved = next_step(**booking, {command, order.device.id, at});
  if (!moved) {
    return Decision::noticed(fail(moved.error().code, "at " + order.device.name + ", " +
                                                          moment_text(order.work, at) + ": " +
                                                          moved.error().detail));
  }
  if (Status saved = save_and_tell(order.work, *moved); !saved) {
    return saved.error();
  }
  return Decision::applied();
}

Result<Decision> apply(const Order& order, const protocol::CheckIn& check_in) {
  const AdmissionId& id = check_in.admission;
  Result<std::optional<port::AdmissionRecord>> earlier = order.work.store.admission(id);
  if (!earlier) {
    return earlier.error();
  }
  if (earlier->has_value()) {
    Result<std::string> first = device_name(order.work.store, earlier.value()->device);
    if (!first) {
      return first.error();
    }
    return Decision::refused(ErrorCode::already_exists,
                             "ticket " + std::to_string(id.number) + " of booking " +
                                 id.code.text() + " was admitted by " + *first + " at " +
                                 moment_text(order.work, earlier.value()->at) + " and again by " +
                                 order.device.name + " at " + moment_text(order.work, check_in.at));
  }
  if (Status added = order.work.store.add_admission({id, check_in.at, order.device.id}); !added) {
    return added.error();
  }
  if (Status told = tell_admission(order, id, check_in.at, false); !told) {
    return told.error();
  }
  return follow(order, id, Command::check_in, check_in.at);
}

Result<Decision> apply(const Order& order, const protocol::UndoCheckIn& undo) {
  const AdmissionId& id = undo.admission;
  Result<std::optional<port::AdmissionRecord>> earlier = order.work.store.admission(id);
  if (!earlier) {
    return earlier.error();
  }
  if (!earlier->has_value()) {
    return Decision::refused(ErrorCode::not_found, "ticket " + std::to_string(id.number) +
                                                       " of booking " + id.code.text() +
                                                       " is not admitted");
  }
  if (earlier->value().device != order.device.id) {
    // Its own admission was refused, and with it there is nothing of its own to take back.
    Result<std::string> first = device_name(order.work.store, earlier->value().device);
    if (!first) {
      return first.error();
    }
    return Decision::refused(ErrorCode::not_found,
                             "ticket " + std::to_string(id.number) + " of booking " +
                                 id.code.text() + " was admitted by " + *first + " and not by " +
                                 order.device.name + ", which takes it back");
  }
  if (order.late && undo.at < earlier->value().at) {
    // Two machines with one disk: this one takes back another admission than the one that stands.
    return Decision::refused(ErrorCode::not_found,
                             "ticket " + std::to_string(id.number) + " of booking " +
                                 id.code.text() + " was admitted under the name of " +
                                 order.device.name + " after this undo of it at " +
                                 moment_text(order.work, undo.at) + "; it stays admitted");
  }
  if (Status removed = order.work.store.remove_admission(id); !removed) {
    return removed.error();
  }
  if (Status told = tell_admission(order, id, undo.at, true); !told) {
    return told.error();
  }
  return follow(order, id, Command::undo_check_in, undo.at);
}

// A booking in conflict holds no units: its cancellation settles the conflict instead.
Status give_back_units(const Work& work, const Booking& booking) {
  Result<std::optional<port::Conflict>> conflict = work.store.conflict(booking.id);
  if (!conflict) {
    return conflict.error();
  }
  if (conflict->has_value() && !conflict->value().resolved_at) {
    return work.store.resolve_conflict(booking.id, work.now, "the booking was cancelled");
  }
  std::set<Slot> freed;
  for (const SlotUnits& units : booking.demand) {
    if (Status released = work.store.release(units); !released) {
      return released;
    }
    freed.insert(units.slot);
  }
  return tell_stock(work, freed);
}

bool is_desk_work(const protocol::Payload& payload) {
  return std::holds_alternative<protocol::CheckIn>(payload) ||
         std::holds_alternative<protocol::UndoCheckIn>(payload);
}

}  // namespace

Result<Decision> decide(const Work& work, const Source& source,
                        const protocol::Operation& operation, const OpenedGuest& opened,
                        Touched& touched) {
  const port::DeviceRecord& device = source.device;
  if (operation.site != work.office.site()) {
    return Decision::refused(ErrorCode::wrong_site, "the operation is for site " +
                                                        operation.site.text() + ", this is " +
                                                        work.office.site().text());
  }
  if (is_desk_work(operation.payload) && device.role != protocol::DeviceRole::desk) {
    return Decision::refused(ErrorCode::forbidden,
                             device.name + " is a kiosk; only a desk admits guests");
  }
  const Order order{work, device, source.late, operation, opened, touched};
  return std::visit([&](const auto& payload) { return apply(order, payload); }, operation.payload);
}

Result<Decision> cancel_stored(const Work& work, const Booking& booking, DeviceId by, UtcTime at) {
  Result<Booking> cancelled = next_step(booking, {Command::cancel, by, at});
  if (!cancelled) {
    return Decision::refused(cancelled.error());
  }
  if (booking.state == BookingState::confirmed) {
    if (Status given_back = give_back_units(work, booking); !given_back) {
      return given_back.error();
    }
  }
  if (Status saved = save_and_tell(work, *cancelled); !saved) {
    return saved.error();
  }
  return Decision::applied();
}

}  // namespace lobby::service
