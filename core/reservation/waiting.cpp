// Entries are records, found by whether they are open; those with an offer hold sold units.
#include "core/reservation/waiting.h"

#include <algorithm>
#include <map>

#include "core/base/limits.h"
#include "core/booking/draft.h"
#include "core/protocol/codec.h"
#include "core/protocol/office_codec.h"
#include "core/reservation/bookings.h"
#include "core/reservation/checked_guest.h"
#include "core/reservation/market.h"
#include "core/reservation/vetting.h"
#include "core/service/books.h"
#include "core/service/journal.h"

namespace lobby::reservation {
namespace {

using office::WaitEntry;
using office::WaitState;
using port::Record;
using port::RecordKind;
using protocol::WaitingGuest;

// An entry with the version of its record.
struct Stored {
  WaitingGuest waiting;
  std::int64_t version = 0;
};

bool is_open(const WaitingGuest& waiting) {
  return waiting.entry.state == WaitState::waiting || waiting.entry.state == WaitState::offered;
}

// When somebody has to look at it: the offer runs out, or the day of the wish has passed.
std::optional<UtcTime> next_look(const Work& work, const WaitingGuest& waiting) {
  if (!is_open(waiting)) {
    return std::nullopt;
  }
  return waiting.entry.offer_expires_at.value_or(
      work.office.zone.start_of(waiting.entry.wish.date.plus_days(1)));
}

Status put(const Work& work, const WaitingGuest& waiting, std::int64_t version) {
  Record record{RecordKind::waiting, port::RecordId(waiting.entry.id.bytes()), version,
                protocol::to_json(waiting), next_look(work, waiting)};
  if (is_open(waiting)) {
    record.keys = {protocol::open_key};
  }
  if (waiting.entry.state == WaitState::offered) {
    record.keys.emplace_back(protocol::offered_key);
  }
  return work.store.office().put_record(record);
}

Result<Stored> entry_in(const Record& record) {
  Result<WaitingGuest> waiting = protocol::waiting_guest_from(record.content);
  return waiting ? Result<Stored>(Stored{*std::move(waiting), record.version})
                 : fail(ErrorCode::corrupt,
                        "waiting-list entry " + record.id.text() + ": " + waiting.error().detail);
}

Result<Stored> known_entry(const Work& work, office::WaitId id) {
  const auto record = work.store.office().record(RecordKind::waiting, port::RecordId(id.bytes()));
  if (!record) {
    return record.error();
  }
  return *record ? entry_in(**record)
                 : fail(ErrorCode::not_found, "there is no waiting-list entry " + id.text());
}

Result<std::vector<Stored>> open_entries(const Work& work) {
  std::vector<Stored> entries;
  port::RecordId after;
  for (;;) {
    const auto page = work.store.office().records_with(RecordKind::waiting, protocol::open_key,
                                                       after, limits::page_items_max);
    if (!page) {
      return page.error();
    }
    for (const Record& record : *page) {
      Result<Stored> entry = entry_in(record);
      if (!entry) {
        return entry.error();
      }
      entries.push_back(*std::move(entry));
    }
    if (page->size() < limits::page_items_max) {
      return entries;
    }
    after = page->back().id;
  }
}

// Puts the entry in its new state; units that it held and that no booking took are free again.
Status move_entry(const Work& work, Stored stored, WaitEntry entry) {
  stored.waiting.entry = std::move(entry);
  if (Status given = service::give_units_back(work, stored.waiting.held); !given) {
    return given;
  }
  stored.waiting.held.clear();
  return put(work, stored.waiting, stored.version + 1);
}

// As an order that the risk rules look at.
protocol::PlaceOrder wished(const protocol::CommandHead& head, const WaitingGuest& waiting) {
  protocol::PlaceOrder order;
  order.head = head;
  order.selection = waiting.entry.wish;
  order.guest = waiting.guest;
  return order;
}

Result<std::string> accepted(const Visit& visit, Stored stored, const WaitEntry& entry,
                             const protocol::CommandHead& head) {
  const Work& work = visit.work;
  const service::Office& office = work.office;
  if (Status offered = booking::check_selection(office.catalog, entry.wish, office.zone, work.now);
      !offered) {
    return offered.error();
  }
  const booking::Booking draft =
      booking::draft_of(office.catalog, entry.wish, office.zone, work.now);
  if (draft.demand != stored.waiting.held) {
    return fail(ErrorCode::policy_refused,
                "the service has changed since the offer; decline it and choose again");
  }
  const protocol::PlaceOrder order = wished(head, stored.waiting);
  const Result<Vetting> vetting = vet(visit, draft, order);
  if (!vetting) {
    return vetting.error();
  }
  const auto command = vetting->review ? booking::Command::submit : booking::Command::place;
  const Result<booking::Booking> placed = enter_booking(
      visit, draft, order, *vetting, visit.act(command, head, "from the waiting list"));
  if (!placed) {
    return placed.error();
  }
  stored.waiting.entry = entry;
  stored.waiting.held.clear();  // the booking has them now
  stored.waiting.booking = placed->id;
  if (Status saved = put(work, stored.waiting, stored.version + 1); !saved) {
    return saved.error();
  }
  return protocol::to_json(stored.waiting);
}

Result<WaitEntry> answered(const WaitEntry& entry, protocol::WaitAnswer answer, UtcTime now) {
  switch (answer) {
    case protocol::WaitAnswer::accept:
      return office::accept(entry, now);
    case protocol::WaitAnswer::decline:
      return office::decline(entry);
    case protocol::WaitAnswer::withdraw:
      return office::withdraw(entry);
  }
  return office::withdraw(entry);
}

Status note(const Work& work, const WaitEntry& entry, std::string action) {
  return service::append_journal(
      work, {service::entry_by({}, std::move(action), "waiting " + entry.id.text())});
}

bool is_due(const Work& work, const WaitingGuest& waiting) {
  const std::optional<UtcTime> due = next_look(work, waiting);
  return due && *due <= work.now;
}

// Offers that have run out, and wishes whose day has come.
Status end_old(const Work& work, std::vector<Stored>& entries) {
  for (Stored& stored : entries) {
    const WaitEntry& entry = stored.waiting.entry;
    if (!is_due(work, stored.waiting)) {
      continue;
    }
    const bool was_offer = entry.state == WaitState::offered;
    const Result<WaitEntry> after =
        was_offer ? office::expire(entry, work.now) : office::withdraw(entry);
    if (!after) {
      return after.error();
    }
    if (Status moved = move_entry(work, stored, *after); !moved) {
      return moved;
    }
    if (Status noted = note(work, entry, was_offer ? "offer_expired" : "waiting_ended"); !noted) {
      return noted;
    }
    stored.waiting.entry = *after;
    stored.waiting.held.clear();
    stored.version += 1;
  }
  return done();
}

using Found = Result<std::optional<WaitEntry>>;

// The first whom something fits, as the counters are now; nobody while it is not known what is
// free.
Found first_that_fits(const Work& work, const std::vector<Stored>& entries) {
  if (const Status known = service::knows_what_is_free(work.store); !known) {
    return known.error().code == ErrorCode::unavailable ? Found(std::nullopt) : known.error();
  }
  std::vector<WaitEntry> waiting;
  std::ranges::transform(entries, std::back_inserter(waiting),
                         [](const Stored& stored) { return stored.waiting.entry; });
  return on_market(work, [&](const booking::Market& market) -> Found {
    return office::next_to_ask(waiting, market);
  });
}

// Asks the first whom something fits; false where there is none.
Result<bool> ask_next(const Work& work, std::vector<Stored>& entries) {
  const Found next = first_that_fits(work, entries);
  if (!next || !*next) {
    return next ? Result<bool>(false) : next.error();
  }
  const catalog::Catalog& catalog = work.office.catalog;
  const UtcTime expires_at =
      std::min(work.now + Duration::minutes(catalog.site.waiting_minutes),
               booking::bookable_until(catalog, (*next)->wish, work.office.zone));
  const Result<WaitEntry> offered = office::offer(**next, work.now, expires_at);
  if (!offered) {
    return offered.error();
  }
  const auto place = std::ranges::find(
      entries, offered->id, [](const Stored& stored) { return stored.waiting.entry.id; });
  Stored& stored = *place;
  stored.waiting.entry = *offered;
  stored.waiting.held = booking::demand_of(work.office.catalog, offered->wish);
  stored.version += 1;
  if (Status taken = service::take_free_units(work, stored.waiting.held); !taken) {
    return taken.error();
  }
  if (Status saved = put(work, stored.waiting, stored.version); !saved) {
    return saved.error();
  }
  const Status told = work.store.add_staff_task(
      {OperationId(offered->id.bytes()), DeviceId{}, work.now, ErrorCode::expired,
       "units have come free for a guest on the waiting list; tell them: the offer ends at " +
           service::moment_text(work, *offered->offer_expires_at)});
  if (!told) {
    return told.error();
  }
  const Status noted = note(work, *offered, "offer_units");
  return noted ? Result<bool>(true) : noted.error();
}

// Whether there is anything to end or to offer. People may wait for weeks: finding out writes
// nothing and holds nobody up.
Result<bool> can_change(const service::Office& office, UtcTime now) {
  bool changes = false;
  const Status looked = office.store.read(office.site(), [&](port::ServerTransaction& store) {
    const Work work{office, store, now};
    const Result<std::vector<Stored>> entries = open_entries(work);
    if (!entries) {
      return Status(entries.error());
    }
    changes = std::ranges::any_of(
        *entries, [&](const Stored& stored) { return is_due(work, stored.waiting); });
    if (changes || entries->empty()) {
      return done();
    }
    const Found next = first_that_fits(work, *entries);
    changes = next && *next;
    return next ? done() : Status(next.error());
  });
  return looked ? Result<bool>(changes) : looked.error();
}

}  // namespace

Result<std::string> join_waiting(const Request& request, const protocol::JoinOrder& order) {
  return carry_out(
      request, order.head, {"join_waiting", "", Access::every_device},
      [&](const Visit& visit) -> Result<std::string> {
        const Work& work = visit.work;
        const service::Office& office = work.office;
        if (Status offered =
                booking::check_selection(office.catalog, order.wish, office.zone, work.now);
            !offered) {
          return offered.error();
        }
        const Result<guest::GuestDetails> guest = checked_guest(office, order.guest);
        if (!guest) {
          return guest.error();
        }
        if (Status sold = check_channel(work, order.wish, visit.channel(order.head)); !sold) {
          return sold.error();
        }
        const Result<std::vector<Stored>> others = open_entries(work);
        if (!others) {
          return others.error();
        }
        if (others->size() >= limits::waiting_max) {
          return fail(ErrorCode::too_large, "the waiting list is full; ask staff");
        }
        const bool is_staff = visit.device.role == protocol::DeviceRole::desk;
        WaitingGuest waiting;
        waiting.entry.id = office::WaitId(visit.new_id());
        waiting.entry.wish = order.wish;
        waiting.entry.tier = is_staff ? order.tier : 0;  // no guest says so of themselves
        waiting.entry.joined_at = work.now;
        waiting.guest = *guest;
        visit.deed.subject = "waiting " + waiting.entry.id.text();
        const Status saved = put(work, waiting, 1);
        return saved ? Result<std::string>(protocol::to_json(waiting)) : saved.error();
      });
}

Result<std::string> read_waiting(const Request& request, office::WaitId id) {
  return look_at(request, {"read_waiting", "waiting " + id.text(), Access::every_device},
                 [&](const Visit& visit) -> Result<std::string> {
                   const Result<Stored> stored = known_entry(visit.work, id);
                   return stored ? Result<std::string>(protocol::to_json(stored->waiting))
                                 : stored.error();
                 });
}

Result<std::string> list_waiting(const Request& request, office::WaitId after, std::size_t limit) {
  CHECK(limit > 0 && limit <= limits::page_items_max);
  return look_at(request, {"list_waiting", "after " + after.text(), Access::staff_only},
                 [&](const Visit& visit) -> Result<std::string> {
                   const auto records = visit.work.store.office().records_with(
                       RecordKind::waiting, protocol::open_key, port::RecordId(after.bytes()),
                       limit);
                   if (!records) {
                     return records.error();
                   }
                   std::vector<WaitingGuest> page;
                   for (const Record& record : *records) {
                     Result<Stored> stored = entry_in(record);
                     if (!stored) {
                       return stored.error();
                     }
                     page.push_back(std::move(stored->waiting));
                   }
                   const bool full = page.size() == limit;
                   return protocol::page_json(page, full ? page.back().entry.id.text() : "");
                 });
}

Result<std::string> answer_waiting(const Request& request, office::WaitId id,
                                   const protocol::AnswerOrder& order) {
  return carry_out(
      request, order.head,
      {std::string(name_of(order.answer)) + "_offer", "waiting " + id.text(), Access::every_device},
      [&](const Visit& visit) -> Result<std::string> {
        Result<Stored> stored = known_entry(visit.work, id);
        if (!stored) {
          return stored.error();
        }
        const Result<WaitEntry> after =
            answered(stored->waiting.entry, order.answer, visit.work.now);
        if (!after) {
          return after.error();
        }
        if (order.answer == protocol::WaitAnswer::accept) {
          return accepted(visit, *std::move(stored), *after, order.head);
        }
        WaitingGuest ended = stored->waiting;
        ended.entry = *after;
        ended.held.clear();
        const Status moved = move_entry(visit.work, *std::move(stored), *after);
        return moved ? Result<std::string>(protocol::to_json(ended)) : moved.error();
      });
}

Result<std::int32_t> tend_waiting(const service::Office& office, UtcTime now) {
  const Result<bool> changes = can_change(office, now);
  if (!changes || !*changes) {
    return changes ? Result<std::int32_t>(0) : changes.error();
  }
  std::int32_t made = 0;
  const Status tended = office.store.run(office.site(), [&](port::ServerTransaction& store) {
    made = 0;
    const Work work{office, store, now};
    Result<std::vector<Stored>> entries = open_entries(work);
    if (!entries) {
      return Status(entries.error());
    }
    if (Status ended = end_old(work, *entries); !ended) {
      return ended;
    }
    for (;;) {
      const Result<bool> asked = ask_next(work, *entries);
      if (!asked) {
        return Status(asked.error());
      }
      if (!*asked) {
        return done();
      }
      made += 1;
    }
  });
  return tended ? Result<std::int32_t>(made) : tended.error();
}

}  // namespace lobby::reservation
