// One guest's booking, from the counter's side.
#include "core/reservation/bookings.h"

#include <algorithm>

#include "core/base/limits.h"
#include "core/booking/draft.h"
#include "core/protocol/codec.h"
#include "core/protocol/office_codec.h"
#include "core/reservation/attempts.h"
#include "core/reservation/checked_guest.h"
#include "core/reservation/house.h"
#include "core/reservation/quotes.h"
#include "core/reservation/vetting.h"
#include "core/service/booking_steps.h"
#include "core/service/books.h"
#include "core/service/lookups.h"
#include "core/service/vouchers.h"

namespace lobby::reservation {
namespace {

using booking::Booking;
using booking::Command;

Result<ticket::BookingCode> unused_code(const Visit& visit) {
  for (;;) {
    std::array<std::uint8_t, 5> bytes{};
    visit.entropy.fill(bytes);
    const ticket::BookingCode code(bytes);
    const auto others = visit.work.store.bookings_by_code(code);
    if (!others) {
      return others.error();
    }
    if (others->empty()) {
      return code;
    }
  }
}

Status tell_notices(const Work& work, const Booking& booking, const Vetting& vetting) {
  std::string all;
  for (const std::string& notice : vetting.notices) {
    all += (all.empty() ? "" : "; ") + notice;
  }
  return all.empty() ? done() : service::tell_staff(work, booking, ErrorCode::policy_refused, all);
}

Result<Booking> placed(const Visit& visit, const protocol::PlaceOrder& order) {
  const Work& work = visit.work;
  const service::Office& office = work.office;
  if (Status offered =
          booking::check_selection(office.catalog, order.selection, office.zone, work.now);
      !offered) {
    return offered.error();
  }
  if (Status sold = check_channel(work, order.selection, visit.channel(order.head)); !sold) {
    return sold.error();
  }
  const Result<booking::Quote> quote = order.quote
                                           ? quote_for(work, *order.quote, order.selection)
                                           : booking::quote_of(office.catalog, order.selection);
  if (!quote) {
    return quote.error();
  }
  const Booking draft =
      booking::draft_of(office.catalog, order.selection, *quote, office.zone, work.now);
  const Result<Vetting> vetting = vet(visit, draft, order);
  if (!vetting) {
    return vetting.error();
  }
  if (Status taken = service::take_free_units(work, draft.demand); !taken) {
    return taken.error();
  }
  const bool asks = order.submit || vetting->review;
  Result<Booking> made =
      enter_booking(visit, draft, order, *vetting,
                    visit.act(asks ? Command::submit : Command::place, order.head, {}));
  if (!made) {
    return made;
  }
  const Status used = service::use_discounts(work, *made);
  return used ? made : used.error();
}

Result<Booking> found(const Visit& visit, ticket::BookingCode code, std::string_view phone) {
  if (Status may = may_try(visit); !may) {
    return may.error();
  }
  const auto bookings = visit.work.store.bookings_by_code(code);
  if (!bookings) {
    return bookings.error();
  }
  const auto theirs =
      std::ranges::find(*bookings, phone, [](const Booking& one) { return one.guest.phone; });
  return theirs != bookings->end()
             ? Result<Booking>(*theirs)
             : fail(ErrorCode::not_found, "there is no booking with this code and phone");
}

// Whether a device of this house signed it, that was not withdrawn.
Result<bool> is_genuine(const Visit& visit, port::Verifier& verifier,
                        const ticket::SignedTicket& ticket) {
  const auto devices = visit.work.store.devices();
  if (!devices) {
    return devices.error();
  }
  return ticket.ticket.site_number == visit.work.office.catalog.site.number &&
         std::ranges::any_of(*devices, [&](const port::DeviceRecord& device) {
           return device.key == ticket.ticket.key && !device.revoked &&
                  verifier.verify(device.public_key, ticket::signing_message(ticket.ticket),
                                  ticket.signature);
         });
}

Result<Booking> found(const Visit& visit, port::Verifier& verifier,
                      const ticket::SignedTicket& ticket) {
  if (Status may = may_try(visit); !may) {
    return may.error();
  }
  const Result<bool> genuine = is_genuine(visit, verifier, ticket);
  const auto bookings = visit.work.store.bookings_by_code(ticket.ticket.code);
  if (!genuine || !bookings) {
    return genuine ? bookings.error() : genuine.error();
  }
  return *genuine && !bookings->empty()
             ? Result<Booking>(bookings->front())
             : fail(ErrorCode::not_found, "there is no booking with this ticket");
}

// Whichever way, the journal knows which booking was looked at.
template <class Find>
Result<std::string> shown(const Request& request, const Find& find) {
  return counted(request, look_at(request, {"find_booking", "", Access::every_device},
                                  [&](const Visit& visit) -> Result<std::string> {
                                    const Result<Booking> booking = find(visit);
                                    if (!booking) {
                                      return booking.error();
                                    }
                                    visit.deed.subject = "booking " + booking->id.text();
                                    return protocol::to_json(*booking);
                                  }));
}

}  // namespace

Result<Booking> enter_booking(const Visit& visit, Booking draft, const protocol::PlaceOrder& order,
                              const Vetting& vetting, const booking::Act& act) {
  const Work& work = visit.work;
  Result<guest::GuestDetails> sound = checked_guest(work.office, order.guest);
  if (!sound) {
    return sound.error();
  }
  const Result<ticket::BookingCode> code = unused_code(visit);
  if (!code) {
    return code.error();
  }
  draft.id = BookingId(visit.new_id());
  draft.code = *code;
  draft.made_by = visit.device.id;
  draft.guest = *std::move(sound);
  Result<Booking> placed = booking::transition(draft, act);
  if (!placed) {
    return placed;
  }
  if (Status added = work.store.add_booking(*placed); !added) {
    return added.error();
  }
  if (Status told = service::tell_desks(work, *placed, visit.device.name); !told) {
    return told.error();
  }
  if (Status noted = service::note_lookup(work, *placed); !noted) {
    return noted.error();
  }
  Result<service::OpenFolio> open = service::open_folio(work, *placed);
  if (!open) {
    return open.error();
  }
  if (Status saved = service::save_folio(work, *open); !saved) {
    return saved.error();
  }
  if (Status planned = service::plan_next_look(work, *placed, open->folio); !planned) {
    return planned.error();
  }
  if (Status begun = begin_duties(visit, *placed, order); !begun) {
    return begun.error();
  }
  const Status told = tell_notices(work, *placed, vetting);
  return told ? placed : told.error();
}

Result<std::string> place_booking(const Request& request, const protocol::PlaceOrder& order) {
  return counted(request,
                 carry_out(request, order.head, {"place_booking", "", Access::every_device},
                           [&](const Visit& visit) -> Result<std::string> {
                             const Result<Booking> booking = placed(visit, order);
                             if (!booking) {
                               return booking.error();
                             }
                             visit.deed.subject = "booking " + booking->id.text();
                             return protocol::to_json(*booking);
                           }));
}

Result<std::string> read_booking(const Request& request, BookingId id) {
  return look_at(request, {"read_booking", "booking " + id.text(), Access::every_device},
                 [&](const Visit& visit) -> Result<std::string> {
                   const Result<Booking> booking = service::known_booking(visit.work, id);
                   return booking ? Result<std::string>(protocol::to_json(*booking))
                                  : booking.error();
                 });
}

Result<std::string> find_booking(const Request& request, ticket::BookingCode code,
                                 std::string_view phone) {
  const Result<std::string> digits = guest::parse_phone(phone);
  if (!digits) {
    return fail(digits.error().code, "phone: " + digits.error().detail);
  }
  return shown(request, [&](const Visit& visit) { return found(visit, code, *digits); });
}

Result<std::string> find_booking(const Request& request, port::Verifier& verifier,
                                 const ticket::SignedTicket& ticket) {
  return shown(request, [&](const Visit& visit) { return found(visit, verifier, ticket); });
}

Result<std::string> list_bookings(const Request& request, BookingId after, std::size_t limit) {
  CHECK(limit > 0 && limit <= limits::page_items_max);
  return look_at(request, {"list_bookings", "after " + after.text(), Access::staff_only},
                 [&](const Visit& visit) -> Result<std::string> {
                   const auto rows = visit.work.store.bookings_after(after, limit);
                   if (!rows) {
                     return rows.error();
                   }
                   std::vector<Booking> page;
                   std::ranges::transform(*rows, std::back_inserter(page),
                                          &port::BookingRow::content);
                   const bool full = page.size() == limit;
                   return protocol::page_json(page, full ? page.back().id.text() : "");
                 });
}

}  // namespace lobby::reservation
