// What each operation does to the store.
#include "core/service/decide.h"

#include <algorithm>
#include <map>

#include "core/service/booking_check.h"
#include "core/service/booking_steps.h"
#include "core/service/books.h"
#include "core/service/lookups.h"
#include "core/service/minors.h"
#include "core/service/order.h"
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
  return next_step(booking, {Command::check_in, earlier.value()->at, earlier.value()->device});
}

// One operation is one task: what else a person should know of it stands in the same text.
void add_attention(Decision& taken, const Error& more) {
  if (taken.attention) {
    taken.attention->detail += "; " + more.detail;
  } else {
    taken.attention = more;
  }
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
  add_attention(taken, fail(trouble->code, unreadable));
  return taken;
}

// A desk lets a party in without a network; what the house owes a minor among them is then for a
// person to see to.
Status add_duties(const Order& order, const Booking& booking, Decision& taken) {
  const auto stay = minor_stay_of(order.work, booking);
  if (!stay) {
    return stay.error();
  }
  const Status kept = *stay ? office::may_check_in(**stay) : done();
  if (!kept) {
    add_attention(taken, fail(kept.error().code,
                              "booking " + booking.code.text() + " is in: " + kept.error().detail));
  }
  return done();
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
  if (Status told = tell_desks(order.work, *stored, order.device.name); !told) {
    return told.error();
  }
  if (Status noted = note_lookup(order.work, *stored); !noted) {
    return noted.error();
  }
  if (stored->state == BookingState::checked_in) {
    if (Status looked = add_duties(order, *stored, *taken); !looked) {
      return looked.error();
    }
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
  const booking::Act act{Command::cancel, stated_time(order), order.device.id};
  // Looked at before the first write: a refusal leaves nothing of the operation.
  if (const Result<Booking> may = next_step(current, act); !may) {
    return Decision::refused(may.error());
  }
  const Result<Booking> cancelled =
      end_booking(order.work, current, act, {.seed = order.operation.id.bytes()});
  return cancelled ? Result<Decision>(Decision::applied()) : cancelled.error();
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
  Result<Booking> moved = next_step(**booking, {command, at, order.device.id});
  if (!moved) {
    return Decision::noticed(fail(moved.error().code, "at " + order.device.name + ", " +
                                                          moment_text(order.work, at) + ": " +
                                                          moved.error().detail));
  }
  if (Status saved = save_and_tell(order.work, *moved); !saved) {
    return saved.error();
  }
  Decision applied = Decision::applied();
  const Status looked = command == Command::check_in ? add_duties(order, *moved, applied) : done();
  return looked ? Result<Decision>(std::move(applied)) : looked.error();
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

}  // namespace lobby::service
