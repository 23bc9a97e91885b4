// A booking's folio follows each of its changes in the same transaction.
#include "core/reservation/changes.h"

#include <algorithm>

#include "core/base/limits.h"
#include "core/booking/remedy.h"
#include "core/protocol/codec.h"
#include "core/protocol/office_codec.h"
#include "core/reservation/checked_guest.h"
#include "core/reservation/market.h"
#include "core/reservation/vetting.h"
#include "core/reservation/vouchers.h"
#include "core/service/booking_steps.h"
#include "core/service/books.h"
#include "core/service/journal.h"
#include "core/service/lookups.h"
#include "core/service/payments.h"
#include "core/service/vouchers.h"

namespace lobby::reservation {
namespace {

using booking::AmendmentPreview;
using booking::Booking;
using booking::Command;
using booking::EntryKind;
using booking::Folio;

constexpr std::int32_t versions_to_end = 10;

// A booking in conflict holds none of its units: a change of it takes all anew.
Result<bool> is_in_conflict(const Work& work, BookingId id) {
  const auto conflict = work.store.conflict(id);
  return conflict ? Result<bool>(*conflict && !(*conflict)->resolved_at) : conflict.error();
}

Result<AmendmentPreview> previewed(const Visit& visit, const protocol::CommandHead& head,
                                   const Booking& booking, const booking::Amendment& amendment) {
  const Work& work = visit.work;
  const service::Office& office = work.office;
  booking::Amendment sound = amendment;
  if (amendment.needs) {
    const Result<guest::Needs> needs = checked_needs(office, *amendment.needs, "needs");
    if (!needs) {
      return needs.error();
    }
    sound.needs = *needs;
  }
  Result<AmendmentPreview> preview =
      booking::preview_amendment(office.catalog, office.zone, booking, sound, work.now);
  if (!preview) {
    return preview;
  }
  if (Status offered = check_change(work, *preview, visit.channel(head)); !offered) {
    return offered.error();
  }
  if (preview->command == Command::note) {
    return preview;
  }
  const Result<bool> conflict = is_in_conflict(work, booking.id);
  if (!conflict) {
    return conflict.error();
  }
  if (*conflict) {
    preview->take = preview->demand;
    preview->give_back.clear();
  }
  return preview;
}

Status can_take(const Work& work, const std::vector<inventory::SlotUnits>& units) {
  SlotCounts counts(work);
  for (const inventory::SlotUnits& need : units) {
    if (const std::int32_t free = counts.free(need.slot); free < need.units) {
      return counts.failure() ? *counts.failure()
                              : fail(ErrorCode::sold_out,
                                     "selection: " + inventory::to_string(need.slot) + " has " +
                                         std::to_string(free) + " free, the change needs " +
                                         std::to_string(need.units));
    }
  }
  return done();
}

// The posting of one side of a command; the same command again makes the same.
booking::Posting posting_of(const Visit& visit, const protocol::CommandHead& head, EntryKind kind,
                            Money amount) {
  booking::Posting posting;
  posting.id =
      service::entry_id(visit.work, "LOBBY-COMMAND " + std::string(name_of(kind)), head.id.bytes());
  posting.kind = kind;
  posting.amount = amount;
  posting.actor = head.actor.empty() ? visit.device.name : head.actor;
  posting.at = visit.work.now;
  return posting;
}

Status post_if_any(Folio& folio, const booking::Posting& posting) {
  if (posting.amount.amount_minor <= 0) {
    return done();
  }
  Result<Folio> posted = booking::post(folio, posting);
  if (!posted) {
    return posted.error();
  }
  folio = *std::move(posted);
  return done();
}

// A dearer booking is charged the difference, a cheaper one let off it; the fee is its own entry.
Status post_change(const Visit& visit, const protocol::AmendOrder& order,
                   const AmendmentPreview& preview, Folio& folio) {
  const Money zero{0, folio.currency};
  const std::string reference =
      "change to version " + std::to_string(preview.amendment.base_version + 1);
  booking::Posting dearer =
      posting_of(visit, order.head, EntryKind::charge, std::max(zero, preview.difference));
  dearer.reference = reference;
  booking::Posting cheaper = posting_of(visit, order.head, EntryKind::adjustment,
                                        std::max(zero, zero - preview.difference));
  cheaper.reference = reference;
  cheaper.reason = "the booking was changed to a cheaper one";
  booking::Posting fee = posting_of(visit, order.head, EntryKind::fee, preview.fee);
  fee.reference = reference;
  for (const booking::Posting& posting : {dearer, cheaper, fee}) {
    if (Status posted = post_if_any(folio, posting); !posted) {
      return posted;
    }
  }
  return done();
}

// First what the new one needs, then what the old one does not. Other needs alone leave units, and
// a conflict about them, as they are.
Status exchange_units(const Work& work, const Booking& before, const AmendmentPreview& preview) {
  if (preview.command == Command::note) {
    return done();
  }
  if (Status taken = service::take_free_units(work, preview.take); !taken) {
    return taken;
  }
  const Result<bool> conflict = is_in_conflict(work, before.id);
  if (!conflict) {
    return conflict.error();
  }
  return *conflict ? work.store.resolve_conflict(before.id, work.now, "the booking was changed")
                   : service::give_units_back(work, preview.give_back);
}

Result<Booking> changed(const Visit& visit, const Booking& before,
                        const protocol::AmendOrder& order) {
  const Work& work = visit.work;
  const Result<AmendmentPreview> preview = previewed(visit, order.head, before, order.amendment);
  if (!preview) {
    return preview.error();
  }
  // The last versions are for what ends it.
  if (before.version >= limits::booking_version_max - versions_to_end) {
    return fail(ErrorCode::too_large, "booking " + before.code.text() + " was changed too often");
  }
  Result<service::OpenFolio> open = service::open_folio(work, before);
  if (!open) {
    return open.error();
  }
  if (Status exchanged = exchange_units(work, before, *preview); !exchanged) {
    return exchanged.error();
  }
  const booking::Act act = visit.act(preview->command, order.head, order.reason);
  Result<Booking> after = booking::amend(before, *preview, act);
  if (!after) {
    return after;
  }
  if (Status saved = service::save_and_tell(work, *after); !saved) {
    return saved.error();
  }
  if (Status found = service::renew_lookup(work, *after); !found) {
    return found.error();
  }
  if (holds_units(before.state)) {
    if (Status posted = post_change(visit, order, *preview, open->folio); !posted) {
      return posted.error();
    }
    if (Status saved = service::save_folio(work, *open); !saved) {
      return saved.error();
    }
  }
  return service::settle(work, *std::move(after), open->folio, act);
}

Result<booking::CancellationOffer> offer_for(const Work& work, const Booking& booking,
                                             const Folio& folio) {
  Result<booking::CancellationOffer> offer = on_market(work, [&](const booking::Market& market) {
    return booking::offer_of(market, booking, folio);
  });
  const Result<Money> back = service::going_back(work, folio);
  if (!offer || !back) {
    return offer ? back.error() : offer.error();
  }
  offer->voucher = std::max(Money{0, folio.currency}, offer->voucher - *back);
  return offer;
}

Status check_cancel(const Visit& visit, const protocol::CancelOrder& order) {
  if (order.settlement != booking::Settlement::waived) {
    return done();
  }
  if (visit.device.role != protocol::DeviceRole::desk || order.head.actor.empty()) {
    return fail(ErrorCode::forbidden, "actor: a supervisor waives a fee, by name, at a desk");
  }
  return order.reason.empty()
             ? Status(fail(ErrorCode::missing_field, "reason: say why the fee is waived"))
             : done();
}

// The booking, with the voucher that was issued for it if one was.
Result<std::string> cancelled(const Visit& visit, const Booking& before,
                              const protocol::CancelOrder& order) {
  const Work& work = visit.work;
  service::Settling settling{order.settlement, order.refund_by, order.head.id.bytes()};
  if (order.settlement == booking::Settlement::voucher) {
    const Result<service::OpenFolio> open = service::open_folio(work, before);
    if (!open) {
      return open.error();
    }
    const Result<Money> paid = service::paid_towards_plan(visit.work, open->folio);
    if (!paid) {
      return paid.error();
    }
    if (paid->is_zero()) {
      return fail(ErrorCode::policy_refused,
                  "settlement: a voucher is for what was paid, and nothing was");
    }
    const Result<office::VoucherCode> code = new_voucher_code(visit);
    if (!code) {
      return code.error();
    }
    settling.voucher_code = *code;
  }
  const booking::Act act = visit.act(Command::cancel, order.head, order.reason);
  const Result<Booking> after = service::end_booking(work, before, act, settling);
  if (!after) {
    return after.error();
  }
  if (!settling.voucher_code) {
    return protocol::to_json(*after);
  }
  // Where vouchers had paid all of it, it went back to them.
  const auto voucher = service::find_voucher(work, *settling.voucher_code);
  if (!voucher) {
    return voucher.error();
  }
  return *voucher ? protocol::issued_json(*after, **voucher, *settling.voucher_code)
                  : protocol::to_json(*after);
}

// Charges and change fees follow from bookings, issued vouchers from cancellations, redeemed ones
// from the register.
bool is_posted_by_staff(EntryKind kind) {
  return kind != EntryKind::charge && kind != EntryKind::voucher_issued &&
         kind != EntryKind::voucher;
}

// What a reversal undoes is undone at its voucher too.
Status follow_vouchers(const Work& work, const Booking& booking, const Folio& folio,
                       const booking::Posting& posting) {
  const auto reversed = std::ranges::find_if(folio.entries, [&](const booking::Entry& entry) {
    return posting.reverses == entry.posting.id;
  });
  return reversed == folio.entries.end() ? done()
                                         : service::follow_reversal(work, booking, *reversed);
}

Result<Folio> posted(const Visit& visit, const Booking& booking, const protocol::PostOrder& order) {
  Result<service::OpenFolio> open = service::open_folio(visit.work, booking);
  if (!open) {
    return open.error();
  }
  booking::Posting posting = posting_of(visit, order.head, order.kind, order.amount);
  posting.method = order.method;
  posting.reverses = order.reverses;
  posting.reference = order.reference;
  posting.reason = order.reason;
  Result<Folio> after = booking::post(open->folio, posting);
  if (!after) {
    return after;
  }
  const bool is_new = after->entries.size() > open->folio.entries.size();
  open->folio = *std::move(after);
  if (is_new) {
    if (Status followed = follow_vouchers(visit.work, booking, open->folio, posting); !followed) {
      return followed.error();
    }
  }
  if (Status saved = service::save_folio(visit.work, *open); !saved) {
    return saved.error();
  }
  const Result<Booking> settled = service::settle(
      visit.work, booking, open->folio, visit.act(Command::settle_deposit, order.head, {}));
  return settled ? Result<Folio>(std::move(open->folio)) : settled.error();
}

}  // namespace

Result<std::string> preview_change(const Request& request, BookingId id,
                                   const booking::Amendment& amendment) {
  return ask(request, Access::every_device, [&](const Visit& visit) -> Result<std::string> {
    const Result<Booking> booking = service::known_booking(visit.work, id);
    if (!booking) {
      return booking.error();
    }
    const Result<AmendmentPreview> preview = previewed(visit, {}, *booking, amendment);
    if (!preview) {
      return preview.error();
    }
    const Status free = can_take(visit.work, preview->take);
    return free ? Result<std::string>(protocol::to_json(*preview)) : free.error();
  });
}

Result<std::string> change_booking(const Request& request, BookingId id,
                                   const protocol::AmendOrder& order) {
  return carry_out(request, order.head,
                   {"amend_booking", service::subject_of(id), Access::every_device},
                   [&](const Visit& visit) -> Result<std::string> {
                     const Result<Booking> before = service::known_booking(visit.work, id);
                     if (!before) {
                       return before.error();
                     }
                     const Result<Booking> after = changed(visit, *before, order);
                     return after ? Result<std::string>(protocol::to_json(*after)) : after.error();
                   });
}

Result<std::string> cancellation_of(const Request& request, BookingId id) {
  return ask(request, Access::every_device, [&](const Visit& visit) -> Result<std::string> {
    const Result<Booking> booking = service::known_booking(visit.work, id);
    if (!booking) {
      return booking.error();
    }
    const Result<service::OpenFolio> open = service::open_folio(visit.work, *booking);
    if (!open) {
      return open.error();
    }
    const auto offer = offer_for(visit.work, *booking, open->folio);
    return offer ? Result<std::string>(protocol::to_json(*offer)) : offer.error();
  });
}

Result<std::string> cancel_booking(const Request& request, BookingId id,
                                   const protocol::CancelOrder& order) {
  return carry_out(
      request, order.head, {"cancel_booking", service::subject_of(id), Access::every_device},
      [&](const Visit& visit) -> Result<std::string> {
        if (Status sound = check_cancel(visit, order); !sound) {
          return sound.error();
        }
        const Result<Booking> before = service::known_booking(visit.work, id);
        if (!before) {
          return before.error();
        }
        if (Status current = service::check_base(*before, order.base_version); !current) {
          return current.error();
        }
        return cancelled(visit, *before, order);
      });
}

Result<std::string> read_folio(const Request& request, BookingId id) {
  return look_at(request, {"read_folio", service::subject_of(id), Access::every_device},
                 [&](const Visit& visit) -> Result<std::string> {
                   const Result<Booking> booking = service::known_booking(visit.work, id);
                   if (!booking) {
                     return booking.error();
                   }
                   const Result<service::OpenFolio> open =
                       service::open_folio(visit.work, *booking);
                   return open ? Result<std::string>(protocol::to_json(open->folio)) : open.error();
                 });
}

Result<std::string> post_to_folio(const Request& request, BookingId id,
                                  const protocol::PostOrder& order) {
  if (!is_posted_by_staff(order.kind)) {
    return fail(ErrorCode::forbidden,
                "kind: " + std::string(name_of(order.kind)) +
                    (order.kind == EntryKind::voucher ? " is redeemed by its code, beside the folio"
                                                      : " follows from a booking's changes"));
  }
  return carry_out(
      request, order.head,
      {"post_" + std::string(name_of(order.kind)), service::subject_of(id), Access::staff_only},
      [&](const Visit& visit) -> Result<std::string> {
        const Result<Booking> booking = service::known_booking(visit.work, id);
        if (!booking) {
          return booking.error();
        }
        const Result<Folio> folio = posted(visit, *booking, order);
        return folio ? Result<std::string>(protocol::to_json(*folio)) : folio.error();
      });
}

}  // namespace lobby::reservation
