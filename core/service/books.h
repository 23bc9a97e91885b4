// The books of one booking: its units, its folio and when somebody has to look at its payment plan
// again. What bookings, changes, payments and the waiting list share.
// The thread that runs the transaction.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/booking/folio.h"
#include "core/booking/remedy.h"
#include "core/office/voucher.h"
#include "core/service/work.h"

namespace lobby::service {

// Errors: not_found.
Result<booking::Booking> known_booking(const Work& work, BookingId id);
// Errors: version_conflict.
Status check_base(const booking::Booking& booking, std::int32_t base_version);

// Takes all from what is free, and tells kiosks. Errors: sold_out, unavailable (a restored server
// that waits for reports).
Status take_free_units(const Work& work, const std::vector<inventory::SlotUnits>& demand);
Status give_units_back(const Work& work, const std::vector<inventory::SlotUnits>& demand);

// A folio and how many of its entries are stored.
struct OpenFolio {
  booking::Folio folio;
  std::size_t stored = 0;
};
// A booking that was promised is charged when its folio is first opened.
Result<OpenFolio> open_folio(const Work& work, const booking::Booking& booking);
Status save_folio(const Work& work, OpenFolio& open);
// What counts towards the payment plan: paid, less the fees that it paid for and less what is on
// its way back to the guest.
Result<Money> paid_towards_plan(const Work& work, const booking::Folio& folio);

// Where the booking's payment plan stands; settled where it owes nothing, however that came.
Result<booking::PaymentState> plan_state(const Work& work, const booking::Booking& booking,
                                         const booking::Folio& folio);

// An id that follows from its parts: the same posting has the same id whenever it is made.
booking::FolioEntryId entry_id(const Work& work, std::string_view what, const IdBytes& of);

// The booking after a change of its state or folio: a deposit that is there confirms it, and its
// plan is looked at again when the next payment is to be reminded of, is due or is given up. Saves
// it and tells the desks unless `booking` is what is stored.
Result<booking::Booking> settle(const Work& work, booking::Booking booking,
                                const booking::Folio& folio, const booking::Act& cause);
// Puts when the plan is to be looked at next; never where nothing is due.
Status plan_next_look(const Work& work, const booking::Booking& booking,
                      const booking::Folio& folio);

// How a folio is settled when its booking ends. `seed`: the ids of its postings follow from it, so
// that the same command posts the same.
struct Settling {
  booking::Settlement settlement = booking::Settlement::fee;
  booking::PayMethod refund_by = booking::PayMethod::card;
  IdBytes seed{};
  // Of the voucher that the guest's credit becomes; without one staff are told to issue it.
  std::optional<office::VoucherCode> voucher_code{};
  std::string conflict{};  // how its conflict, if it is in one, is settled; empty: by its end
};
// A stored booking ends by `act`: cancelled, refused, released or a no-show. Its units are given
// back unless they were kept for a guest who did not come, nobody has to pay any more, its folio is
// settled, its vouchers are good again as far as it does not keep them, the desks are told. Errors:
// invalid_transition, too_large (its history).
Result<booking::Booking> end_booking(const Work& work, const booking::Booking& booking,
                                     const booking::Act& act, const Settling& settling);

// A task for staff about a booking, one a moment and code.
Status tell_staff(const Work& work, const booking::Booking& booking, ErrorCode code,
                  const std::string& what);

}  // namespace lobby::service
