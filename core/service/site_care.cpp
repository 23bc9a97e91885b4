// One transaction each.
#include "core/service/site_care.h"

#include "core/service/standing.h"
#include "core/service/work.h"

namespace lobby::service {

Result<inventory::Capacity> set_capacity(const Office& office, const inventory::Slot& slot,
                                         std::int32_t wanted, UtcTime now) {
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
    after = count ? *count : inventory::Capacity{};
    return count ? done() : Status(count.error());
  });
  return stored ? Result<inventory::Capacity>(after) : stored.error();
}

Result<std::int64_t> backup_mark(const Office& office) {
  return office.store.feed_head(office.site());
}

Status note_backup(const Office& office, std::int64_t mark) {
  return office.store.run(office.site(),
                          [&](port::ServerTransaction& store) { return store.save_backup(mark); });
}

}  // namespace lobby::service
