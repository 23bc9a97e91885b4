// Looking for places, and settling.
#include "core/service/conflicts.h"

#include <algorithm>
#include <functional>

#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/booking/selection.h"
#include "core/service/booking_steps.h"
#include "core/service/books.h"
#include "core/service/journal.h"
#include "core/service/standing.h"
#include "core/service/work.h"

namespace lobby::service {
namespace {

using booking::Booking;
using inventory::SlotUnits;

// How far from the booked day another is looked for.
constexpr std::int32_t days_searched = 14;
constexpr std::size_t moves_offered = 3;
constexpr std::size_t settlement_code_points = 200;

Result<bool> is_free(const Work& work, const std::vector<SlotUnits>& demand) {
  for (const SlotUnits& need : demand) {
    const Result<inventory::Capacity> count = capacity_of(work, need.slot);
    if (!count) {
      return count.error();
    }
    if (count->free() < need.units) {
      return false;
    }
  }
  return !demand.empty();
}

// Whether a selection can be sold as it stands and its units are there.
Result<bool> can_have(const Work& work, const booking::Selection& selection) {
  const catalog::Catalog& catalog = work.office.catalog;
  if (!booking::check_selection(catalog, selection, work.office.zone, work.now)) {
    return false;
  }
  return is_free(work, booking::demand_of(catalog, selection));
}

Status add_upgrades(const Work& work, const Booking& booking, std::vector<Remedy>& remedies) {
  const catalog::Service* booked = work.office.catalog.service(booking.selection.service);
  if (booked == nullptr) {
    return done();
  }
  for (const catalog::Service& service : work.office.catalog.services) {
    if (service.kind != booked->kind || service.id == booked->id) {
      continue;
    }
    booking::Selection other = booking.selection;
    other.service = service.id;
    const Result<bool> free = can_have(work, other);
    if (!free) {
      return free.error();
    }
    if (*free) {
      remedies.push_back({RemedyKind::upgrade, service.id, other.date});
    }
  }
  return done();
}

// The nearest days first, the later of two first.
Status add_moves(const Work& work, const Booking& booking, std::vector<Remedy>& remedies) {
  std::size_t found = 0;
  for (std::int32_t days = 1; days <= days_searched && found < moves_offered; ++days) {
    for (const std::int32_t shift : {days, -days}) {
      booking::Selection other = booking.selection;
      other.date = other.date.plus_days(shift);
      const Result<bool> free = can_have(work, other);
      if (!free) {
        return free.error();
      }
      if (*free && found < moves_offered) {
        remedies.push_back({RemedyKind::move, other.service, other.date});
        found += 1;
      }
    }
  }
  return done();
}

Result<std::vector<Remedy>> remedies_for(const Work& work, const Booking& booking) {
  std::vector<Remedy> remedies;
  const booking::Selection& selection = booking.selection;
  const Result<bool> free = is_free(work, booking.demand);
  if (!free) {
    return free.error();
  }
  if (*free) {
    remedies.push_back({RemedyKind::units, selection.service, selection.date});
  }
  if (Status added = add_upgrades(work, booking, remedies); !added) {
    return added.error();
  }
  if (Status added = add_moves(work, booking, remedies); !added) {
    return added.error();
  }
  remedies.push_back({RemedyKind::release, selection.service, selection.date});
  return remedies;
}

using Settle = std::function<Status(const Work&, const Booking&)>;

// What is done to a conflict, and who has it done.
struct Deed {
  std::string action;
  const Actor& actor;
};

// Runs `settle` on the one booking of that code, and notes it.
Status with_booking(const Office& office, ticket::BookingCode code, UtcTime now, const Deed& deed,
                    const Settle& settle) {
  return office.store.run(office.site(), [&](port::ServerTransaction& store) {
    const Result<std::vector<Booking>> bookings = store.bookings_by_code(code);
    if (!bookings) {
      return Status(bookings.error());
    }
    if (bookings->empty()) {
      return Status(fail(ErrorCode::not_found, "no booking " + code.text()));
    }
    if (bookings->size() > 1) {
      return Status(
          fail(ErrorCode::version_conflict, "two bookings share the code " + code.text()));
    }
    const Work work{office, store, now};
    const Booking& booking = bookings->front();
    const Status settled = settle(work, booking);
    return settled ? append_journal(work, {entry_by(deed.actor, deed.action, subject_of(booking))})
                   : settled;
  });
}

Result<std::string> said(const std::string& text, const std::string& what, std::size_t most) {
  Result<std::string> clean = clean_text(text, most);
  if (!clean || clean->empty()) {
    return fail(ErrorCode::out_of_range,
                what + " has 1 to " + std::to_string(most) + " characters");
  }
  return clean;
}

}  // namespace

Result<std::vector<OpenConflict>> open_conflicts(const Office& office, UtcTime now,
                                                 const Actor& actor) {
  std::vector<OpenConflict> found;
  const Status looked = office.store.run(office.site(), [&](port::ServerTransaction& store) {
    found.clear();
    const Work work{office, store, now};
    const Result<std::vector<port::Conflict>> open = store.open_conflicts();
    if (!open) {
      return Status(open.error());
    }
    for (const port::Conflict& conflict : *open) {
      const Result<std::optional<Booking>> booking = store.booking(conflict.booking);
      if (!booking) {
        return Status(booking.error());
      }
      if (!booking->has_value()) {
        continue;  // `audit` names it
      }
      Result<std::vector<Remedy>> remedies = remedies_for(work, **booking);
      if (!remedies) {
        return Status(remedies.error());
      }
      found.push_back({conflict, **booking, *std::move(remedies)});
    }
    return append_journal(work, {entry_by(actor, "list_conflicts", "all that are open")});
  });
  return looked ? Result<std::vector<OpenConflict>>(std::move(found)) : looked.error();
}

Status assign_conflict(const Office& office, ticket::BookingCode code, const std::string& owner,
                       UtcTime now, const Actor& actor) {
  const Result<std::string> name = said(owner, "an owner's name", limits::device_name_code_points);
  if (!name) {
    return name.error();
  }
  return with_booking(office, code, now, {"assign_conflict", actor},
                      [&](const Work& work, const Booking& booking) {
                        return work.store.assign_conflict(booking.id, *name);
                      });
}

Status settle_with_units(const Office& office, ticket::BookingCode code, UtcTime now,
                         const Actor& actor) {
  const Deed deed{"settle_with_units", actor};
  return with_booking(office, code, now, deed, [](const Work& work, const Booking& booking) {
    if (Status known = knows_what_is_free(work.store); !known) {
      return known;
    }
    if (Status settled = work.store.resolve_conflict(booking.id, work.now, "units came free");
        !settled) {
      return settled;
    }
    std::set<inventory::Slot> sold;
    for (const SlotUnits& need : booking.demand) {
      if (Status taken = work.store.sell(need); !taken) {
        return taken;
      }
      sold.insert(need.slot);
    }
    return tell_stock(work, sold);
  });
}

Status settle_otherwise(const Office& office, ticket::BookingCode code,
                        const std::string& settlement, UtcTime now, const Actor& actor) {
  const Result<std::string> text = said(settlement, "a settlement", settlement_code_points);
  if (!text) {
    return text.error();
  }
  const Deed deed{"settle_otherwise", actor};
  return with_booking(office, code, now, deed, [&](const Work& work, const Booking& booking) {
    const Result<std::optional<port::Conflict>> conflict = work.store.conflict(booking.id);
    if (!conflict || !*conflict || (*conflict)->resolved_at) {
      return conflict ? Status(fail(ErrorCode::not_found,
                                    "booking " + booking.code.text() + " is in no open conflict"))
                      : Status(conflict.error());
    }
    const booking::Act act{booking::Command::cancel, work.now, DeviceId{}, booking::Channel::staff,
                           actor.login};
    const Result<Booking> cancelled = end_booking(
        work, booking, act,
        {.settlement = booking::Settlement::waived, .seed = booking.id.bytes(), .conflict = *text});
    return cancelled ? done() : Status(cancelled.error());
  });
}

}  // namespace lobby::service
