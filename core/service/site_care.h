// What staff set at a site: how many units of a slot may be sold, and which state of the database
// is in a backup. Any thread; every function is one store transaction.
#pragma once

#include <vector>

#include "core/inventory/slot.h"
#include "core/port/server_store.h"
#include "core/service/service.h"

namespace lobby::service {

// From now on at most `wanted` units of the slot are sold. Kiosks are asked to return what they
// hold beyond it; what is sold stays sold. Returns the count that follows: where sold + granted is
// more than wanted, the capacity sinks as units come back. Errors: not_found (no such slot),
// out_of_range, unavailable (a restored server that waits for reports).
Result<inventory::Capacity> set_capacity(const Office& office, const inventory::Slot& slot,
                                         std::int32_t wanted, UtcTime now, const Actor& actor = {});

// How far the database has come, to be asked before a backup begins.
Result<std::int64_t> backup_mark(const Office& office);
// A backup that began after backup_mark() has succeeded. What was answered before the mark of the
// one before is stable: devices need not keep it for a restore (protocol rule 15).
Status note_backup(const Office& office, std::int64_t mark, UtcTime now, const Actor& actor = {});

// What waits for staff, the oldest first. It may name guests: a look at personal data.
Result<std::vector<port::StaffTask>> look_at_tasks(const Office& office, UtcTime now,
                                                   const Actor& actor);

}  // namespace lobby::service
