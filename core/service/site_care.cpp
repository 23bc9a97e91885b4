// One transaction each.
#include "core/service/site_care.h"

#include "core/service/journal.h"
#include "core/service/standing.h"
#include "core/service/work.h"

namespace lobby::service {

Result<inventory::Capacity> set_capacity(const Office& office, const inventory::Slot& slot,
                                         std::int32_t wanted, UtcTime now, const Actor& actor) {
  inventory::Capacity after;
  const Status stored = office.store.run(office.site(), [&](port::ServerTransaction& store) {
    const Work work{office, store, now};
    if (Status known = knows_what_is_free(store); !known) {
      return known;
    }
    if (Status changed = change_capacity(work, slot, wanted); !changed) {
      return changed;
    }
    const Result<inventory::Capacity> count = capacity_of(work, slot);
    if (!count) {
      return Status(count.error());
    }
    after = *count;
    return append_journal(work,
                          {entry_by(actor, "set_capacity",
                                    inventory::to_string(slot) + ": " + std::to_string(wanted))});
  });
  return stored ? Result<inventory::Capacity>(after) : stored.error();
}

Result<std::int64_t> backup_mark(const Office& office) {
  return office.store.feed_head(office.site());
}

Status note_backup(const Office& office, std::int64_t mark, UtcTime now, const Actor& actor) {
  return office.store.run(office.site(), [&](port::ServerTransaction& store) {
    const Status saved = store.save_backup(mark);
    return saved ? append_journal({office, store, now},
                                  {entry_by(actor, "note_backup", "up to " + std::to_string(mark))})
                 : saved;
  });
}

Result<std::vector<port::StaffTask>> look_at_tasks(const Office& office, UtcTime now,
                                                   const Actor& actor) {
  std::vector<port::StaffTask> tasks;
  const Status looked = office.store.run(office.site(), [&](port::ServerTransaction& store) {
    Result<std::vector<port::StaffTask>> stored = store.staff_tasks();
    if (!stored) {
      return Status(stored.error());
    }
    tasks = *std::move(stored);
    return append_journal({office, store, now}, {entry_by(actor, "list_tasks", "all")});
  });
  return looked ? Result<std::vector<port::StaffTask>>(std::move(tasks)) : looked.error();
}

}  // namespace lobby::service
