// Holds, returns and recalls.
#include "core/service/units.h"

#include <algorithm>

#include "core/service/standing.h"

namespace lobby::service {
namespace {

using inventory::Slot;
using inventory::SlotUnits;

// A kiosk heard of within this time is taken to be there, so that its units can come back soon.
constexpr Duration in_touch = Duration::minutes(2);

bool is_ascending(const std::vector<SlotUnits>& units) {
  return std::ranges::is_sorted(units, std::ranges::less_equal{}, &SlotUnits::slot) ||
         units.size() == 1;
}

struct Shortage {
  SlotUnits need;
  std::int32_t free = 0;
};

// Where the site has less free than is asked for.
Result<std::vector<Shortage>> shortages(const Work& work, const std::vector<SlotUnits>& units) {
  std::vector<Shortage> found;
  for (const SlotUnits& need : units) {
    Result<inventory::Capacity> count = capacity_of(work, need.slot);
    if (!count) {
      return count.error();
    }
    if (count->free() < need.units) {
      found.push_back({need, count->free()});
    }
  }
  return found;
}

// Who can give units of a slot back: those in touch first, then those with the most.
Result<std::vector<port::Allotment>> holders_of(const Work& work, const Slot& slot,
                                                DeviceId asking) {
  Result<std::vector<port::Allotment>> all = work.store.allotments(slot);
  if (!all) {
    return all;
  }
  std::vector<std::pair<bool, port::Allotment>> ranked;
  for (const port::Allotment& allotment : *all) {
    Result<std::optional<port::DeviceRecord>> device = work.store.device(allotment.holder.device);
    if (!device) {
      return device.error();
    }
    if (device->has_value() && allotment.holder.device != asking &&
        device->value().epoch == allotment.holder.epoch) {
      const auto& contact = device->value().last_contact;
      ranked.emplace_back(contact && *contact + in_touch >= work.now, allotment);
    }
  }
  std::ranges::stable_sort(ranked, std::ranges::greater{}, [](const auto& one) {
    return std::pair(one.first, one.second.outstanding);
  });
  std::vector<port::Allotment> holders;
  holders.reserve(ranked.size());
  for (const auto& [there, allotment] : ranked) {
    holders.push_back(allotment);
  }
  return holders;
}

// Whether the holder was silent for so long that its units may go to others (rule 9).
Result<bool> may_reclaim(const Work& work, const port::Allotment& held, const Slot& slot) {
  const catalog::Pool* pool = work.office.catalog.pool(slot.pool);
  if (pool == nullptr || pool->reclaim_after_hours == 0) {
    return false;
  }
  const Result<std::optional<port::DeviceRecord>> device = work.store.device(held.holder.device);
  if (!device) {
    return device.error();
  }
  const auto& contact = device->value().last_contact;
  return contact && *contact + Duration::hours(pool->reclaim_after_hours) <= work.now;
}

Status reclaim(const Work& work, const port::Allotment& held, const SlotUnits& units) {
  if (Status reclaimed = work.store.reclaim_grant(held.holder, units); !reclaimed) {
    return reclaimed;
  }
  return tell_reclaimed(work, held.holder, units.slot);
}

// Takes units back from holders that are silent for too long and tells the others to keep less,
// until what is missing would be there. Returns how many came free at once.
Result<std::int32_t> recall(const Work& work, const Shortage& shortage, DeviceId asking) {
  Result<std::vector<port::Allotment>> holders = holders_of(work, shortage.need.slot, asking);
  if (!holders) {
    return holders.error();
  }
  std::int32_t freed = 0;
  std::int32_t missing = shortage.need.units - shortage.free;
  for (const port::Allotment& held : *holders) {
    if (missing <= 0) {
      break;
    }
    const std::int32_t wanted = std::min(missing, held.outstanding);
    missing -= wanted;
    const Result<bool> silent = may_reclaim(work, held, shortage.need.slot);
    if (!silent) {
      return silent.error();
    }
    freed += *silent ? wanted : 0;
    const protocol::GrantNotice keep_less{held.holder.device, shortage.need.slot,
                                          held.granted_total, std::max(0, shortage.free),
                                          held.holder.epoch,  held.outstanding - wanted};
    if (Status told = *silent ? reclaim(work, held, {shortage.need.slot, wanted})
                              : work.store.append_feed(keep_less);
        !told) {
      return told.error();
    }
  }
  return freed;
}

// Whether the units asked for are there, after all that could be taken back was.
Result<std::optional<Shortage>> first_missing(const Work& work, const std::vector<SlotUnits>& units,
                                              DeviceId asking) {
  Result<std::vector<Shortage>> missing = shortages(work, units);
  if (!missing) {
    return missing.error();
  }
  std::optional<Shortage> first;
  for (Shortage& shortage : *missing) {
    const Result<std::int32_t> freed = recall(work, shortage, asking);
    if (!freed) {
      return freed.error();
    }
    shortage.free += *freed;
    if (!first && shortage.free < shortage.need.units) {
      first = shortage;
    }
  }
  return first;
}

// What a device gives back, `known` of which were taken back while it was silent: those are free
// already, and the device hears that they no longer count as taken.
Status take_back(const Work& work, const port::Holder& holder, const SlotUnits& units,
                 std::int32_t known) {
  if (units.units > known) {
    const Status freed = work.store.return_grant(holder, {units.slot, units.units - known});
    if (!freed) {
      return freed;
    }
  }
  if (known == 0) {
    return done();
  }
  const Status counted = work.store.consume_reclaimed(holder, {units.slot, known});
  return counted ? tell_reclaimed(work, holder, units.slot) : counted;
}

Decision too_few(const Shortage& shortage) {
  return Decision::declined(
      fail(ErrorCode::sold_out, "the site has " + std::to_string(shortage.free) + " free of " +
                                    inventory::to_string(shortage.need.slot) + ", asked for were " +
                                    std::to_string(shortage.need.units)));
}

}  // namespace

Result<Decision> request_units(const Work& work, const Source& source,
                               const protocol::RequestUnits& request,
                               std::set<inventory::Slot>& freed) {
  if (source.device.role != protocol::DeviceRole::kiosk) {
    return Decision::refused(ErrorCode::forbidden,
                             source.device.name + " is a desk; only a kiosk holds units");
  }
  if (source.late || request.valid_until <= work.now) {
    return Decision::declined(fail(ErrorCode::expired, "nobody waits for these units any more"));
  }
  if (const Status known = knows_what_is_free(work.store); !known) {
    return known.error().code == ErrorCode::unavailable
               ? Result<Decision>(
                     Decision::declined(fail(ErrorCode::sold_out, known.error().detail)))
               : known.error();
  }
  if (!is_ascending(request.units)) {
    return Decision::refused(ErrorCode::out_of_range,
                             "the slots asked for are not in ascending order, each once");
  }
  const Result<std::optional<Shortage>> missing =
      first_missing(work, request.units, source.device.id);
  if (!missing) {
    return missing.error();
  }
  if (*missing) {
    return too_few(**missing);
  }
  Standings standings(work);
  for (const SlotUnits& units : request.units) {
    if (Status granted = grant_and_tell(work, standings, source.device, units); !granted) {
      return granted.error();
    }
    freed.insert(units.slot);
  }
  return Decision::applied();
}

Result<Decision> return_units(const Work& work, const Source& source,
                              const protocol::ReturnUnits& returned,
                              std::set<inventory::Slot>& freed) {
  if (source.late) {
    return Decision::applied();
  }
  if (!is_ascending(returned.units)) {
    return Decision::refused(ErrorCode::out_of_range,
                             "the slots given back are not in ascending order, each once");
  }
  const port::Holder holder{source.device.id, source.device.epoch};
  std::vector<std::int32_t> taken_back;  // of each: what the server has back already
  for (const SlotUnits& units : returned.units) {
    const Result<port::Allotment> held = work.store.allotment(holder, units.slot);
    if (!held) {
      return held.error();
    }
    if (held->outstanding + held->reclaimed < units.units) {
      return Decision::beyond_grant(
          fail(ErrorCode::device_fenced, source.device.name + " gave back more of " +
                                             inventory::to_string(units.slot) +
                                             " than it was granted: its epoch is closed"));
    }
    taken_back.push_back(std::max(0, units.units - held->outstanding));
  }
  for (std::size_t index = 0; index < returned.units.size(); ++index) {
    const SlotUnits& units = returned.units[index];
    if (Status back = take_back(work, holder, units, taken_back[index]); !back) {
      return back.error();
    }
    freed.insert(units.slot);
  }
  return Decision::applied();
}

Status tell_reclaimed(const Work& work, const port::Holder& holder, const Slot& slot) {
  const Result<port::Allotment> held = work.store.allotment(holder, slot);
  return held ? work.store.append_feed(
                    protocol::ReclaimNotice{holder.device, slot, held->reclaimed, holder.epoch})
              : Status(held.error());
}

}  // namespace lobby::service
