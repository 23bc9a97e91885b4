// One guest's booking, from the counter's side.
#include "core/reservation/bookings.h"

#include <algorithm>

#include "core/base/limits.h"
#include "core/booking/draft.h"
#include "core/protocol/codec.h"
#include "core/protocol/office_codec.h"
#include "core/reservation/quotes.h"
#include "core/reservation/vetting.h"
#include "core/service/booking_steps.h"
#include "core/service/books.h"
#include "core/service/contacts.h"
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

bool is_step_of_staff(Command command) {
  constexpr Command allowed[] = {Command::approve,  Command::refuse,       Command::confirm,
                                 Command::complete, Command::mark_no_show, Command::release};
  return std::ranges::find(allowed, command) != std::end(allowed);
}

Status check_step(const protocol::StepOrder& order) {
  if (!is_step_of_staff(order.command)) {
    return fail(ErrorCode::forbidden,
                std::string(name_of(order.command)) + " is no step; it has a way of its own");
  }
  const bool needs_reason = order.command == Command::refuse || order.command == Command::release;
  if (needs_reason && order.reason.empty()) {
    return fail(ErrorCode::missing_field,
                "reason: say why; the guest is told, and it stands in the history");
  }
  return done();
}

// What ends a booking settles its folio too; only a no-show costs.
bool ends_it(Command command) {
  return command == Command::refuse || command == Command::release ||
         command == Command::mark_no_show;
}

Result<Booking> stepped(const Visit& visit, const Booking& before,
                        const protocol::StepOrder& order) {
  const booking::Act act = visit.act(order.command, order.head, order.reason);
  if (ends_it(order.command)) {
    const auto settlement = order.command == Command::mark_no_show ? booking::Settlement::fee
                                                                   : booking::Settlement::waived;
    return service::end_booking(visit.work, before, act,
                                {.settlement = settlement, .seed = order.head.id.bytes()});
  }
  Booking promised = before;
  if (order.command == Command::confirm || order.command == Command::approve) {
    // What it asked for was not the guest's to pay while the house had not agreed.
    promised.plan =
        booking::begun_at(before.plan, before.history.front().act.at, act.at, before.window);
  }
  Result<Booking> after = service::next_step(promised, act);
  if (!after) {
    return after;
  }
  if (!holds_units(before.state) && holds_units(after->state)) {
    if (Status taken = service::take_free_units(visit.work, after->demand); !taken) {
      return taken.error();
    }
  }
  if (Status saved = service::save_and_tell(visit.work, *after); !saved) {
    return saved.error();
  }
  if (order.command == Command::complete) {
    if (Status dropped = service::drop_contact(visit.work, after->id); !dropped) {
      return dropped.error();
    }
  }
  Result<service::OpenFolio> open = service::open_folio(visit.work, *after);
  if (!open) {
    return open.error();
  }
  if (Status saved = service::save_folio(visit.work, *open); !saved) {
    return saved.error();
  }
  return service::settle(visit.work, *std::move(after), open->folio, act);
}

}  // namespace

Result<guest::GuestDetails> checked_guest(const service::Office& office,
                                          const guest::GuestDetails& said) {
  guest::GuestDetails guest = said;
  const auto of_field = [](const char* field, const Error& error) {
    return fail(error.code, std::string("guest.") + field + ": " + error.detail);
  };
  const Result<std::string> name = guest::parse_name(said.name);
  if (!name) {
    return of_field("name", name.error());
  }
  const Result<std::string> phone = guest::parse_phone(said.phone);
  if (!phone) {
    return of_field("phone", phone.error());
  }
  for (const NoteId& note : said.notes) {
    if (office.catalog.note(note) == nullptr) {
      return fail(ErrorCode::not_found, "guest.notes: the catalogue has no note " + note.text());
    }
  }
  const std::vector<catalog::Language>& languages = office.catalog.site.languages;
  if (std::ranges::find(languages, said.language) == languages.end()) {
    return fail(ErrorCode::out_of_range,
                "guest.language: " + said.language + " is none of the site's languages");
  }
  guest.name = *name;
  guest.phone = *phone;
  return guest;
}

Result<Booking> enter_booking(const Visit& visit, Booking draft, const guest::GuestDetails& guest,
                              const booking::Act& act) {
  const Work& work = visit.work;
  Result<guest::GuestDetails> sound = checked_guest(work.office, guest);
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
  if (Status noted = service::note_contact(work, *placed); !noted) {
    return noted.error();
  }
  Result<service::OpenFolio> open = service::open_folio(work, *placed);
  if (!open) {
    return open.error();
  }
  if (Status saved = service::save_folio(work, *open); !saved) {
    return saved.error();
  }
  const Status planned = service::plan_next_look(work, *placed, open->folio);
  return planned ? placed : planned.error();
}

Result<std::string> place_booking(const Request& request, const protocol::PlaceOrder& order) {
  return carry_out(
      request, order.head, {"place_booking", "", Access::every_device},
      [&](const Visit& visit) -> Result<std::string> {
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
        const Result<booking::Quote> quote =
            order.quote ? quote_for(work, *order.quote, order.selection)
                        : booking::quote_of(office.catalog, order.selection);
        if (!quote) {
          return quote.error();
        }
        const Booking draft =
            booking::draft_of(office.catalog, order.selection, *quote, office.zone, work.now);
        const Result<Vetting> vetting = vet(work, draft, order);
        if (!vetting) {
          return vetting.error();
        }
        if (Status taken = service::take_free_units(work, draft.demand); !taken) {
          return taken.error();
        }
        const bool asks = order.submit || vetting->review;
        const Result<Booking> placed =
            enter_booking(visit, draft, order.guest,
                          visit.act(asks ? Command::submit : Command::place, order.head, {}));
        if (!placed) {
          return placed.error();
        }
        if (Status used = service::use_discounts(work, *placed); !used) {
          return used.error();
        }
        if (Status told = tell_notices(work, *placed, *vetting); !told) {
          return told.error();
        }
        visit.deed.subject = "booking " + placed->id.text();
        return protocol::to_json(*placed);
      });
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
  return look_at(request, {"find_booking", "", Access::every_device},
                 [&](const Visit& visit) -> Result<std::string> {
                   const auto bookings = visit.work.store.bookings_by_code(code);
                   if (!bookings) {
                     return bookings.error();
                   }
                   const auto theirs = std::ranges::find(
                       *bookings, *digits, [](const Booking& one) { return one.guest.phone; });
                   if (theirs == bookings->end()) {
                     return fail(ErrorCode::not_found,
                                 "there is no booking with this code and phone");
                   }
                   visit.deed.subject = "booking " + theirs->id.text();
                   return protocol::to_json(*theirs);
                 });
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

Result<std::string> step_booking(const Request& request, BookingId id,
                                 const protocol::StepOrder& order) {
  if (Status sound = check_step(order); !sound) {
    return sound.error();
  }
  return carry_out(request, order.head,
                   {std::string(name_of(order.command)) + "_booking", "booking " + id.text(),
                    Access::staff_only},
                   [&](const Visit& visit) -> Result<std::string> {
                     const Result<Booking> before = service::known_booking(visit.work, id);
                     if (!before) {
                       return before.error();
                     }
                     if (Status current = service::check_base(*before, order.base_version);
                         !current) {
                       return current.error();
                     }
                     const Result<Booking> after = stepped(visit, *before, order);
                     return after ? Result<std::string>(protocol::to_json(*after)) : after.error();
                   });
}

}  // namespace lobby::reservation
