// Granting units of many slots at once (protocol rules 3 and 7): a kiosk's first allotment is
// thousands of slots, and all writers of the site wait while it is made.
#include <algorithm>
#include <map>

#include "core/base/limits.h"
#include "platform/sql/changed.h"
#include "platform/sql/many_rows.h"
#include "platform/sql/site_transaction.h"

namespace lobby::sql {
namespace {

using inventory::SlotUnits;

// Pool, date, minute and units of each row; a row of no units is passed by.
constexpr std::size_t grant_columns = 4;

// ?1 the site.
const ManyRows& take_from_slots() {
  static const ManyRows sql([](std::size_t rows) {
    return "UPDATE slots SET granted = granted + given.column4 FROM " +
           given_rows(rows, 2, grant_columns) +
           " WHERE site_id = ?1 AND pool_id = given.column1 AND date = given.column2"
           " AND start_minute = given.column3 AND given.column4 > 0"
           " AND wanted - sold - granted >= given.column4";
  });
  return sql;
}

// ?1 to ?3 site, device and epoch.
const ManyRows& add_to_allotments() {
  static const ManyRows sql([](std::size_t rows) {
    return "INSERT INTO allotments (site_id, device_id, epoch, pool_id, date, start_minute,"
           " granted_total, consumed_total, reclaimed_total) SELECT ?1, ?2, ?3, given.column1,"
           " given.column2, given.column3, given.column4, 0, 0 FROM " +
           given_rows(rows, 4, grant_columns) +
           " WHERE given.column4 > 0"
           " ON CONFLICT (site_id, device_id, epoch, pool_id, date, start_minute) DO UPDATE"
           " SET granted_total = allotments.granted_total + excluded.granted_total"
           " RETURNING pool_id, date, start_minute, granted_total";
  });
  return sql;
}

// After `values`, those of the rows.
std::vector<Value> with_rows(std::vector<Value> values, std::span<const SlotUnits> some) {
  for (std::size_t row = 0; row < row_count_for(some.size()); ++row) {
    const bool filler = row >= some.size();
    const SlotUnits& units = filler ? some.front() : some[row];
    values.insert(values.end(),
                  {value_of(units.slot.pool), value_of(units.slot.date),
                   value_of(units.slot.start_minute), value_of(filler ? 0 : units.units)});
  }
  return values;
}

bool are_sensible(std::span<const SlotUnits> units) {
  return std::ranges::all_of(units, [](const SlotUnits& one) {
    return one.units > 0 && one.units <= limits::capacity_max;
  });
}

}  // namespace

Result<std::vector<std::int32_t>> SiteTransaction::grant_all(const port::Holder& holder,
                                                             std::span<const SlotUnits> units) {
  if (!are_sensible(units)) {
    return fail(
        ErrorCode::out_of_range,
        "a grant holds 1 to " + std::to_string(limits::capacity_max) + " units of each slot");
  }
  std::vector<std::int32_t> totals;
  totals.reserve(units.size());
  while (!units.empty()) {
    const auto some = units.first(std::min(units.size(), rows_max));
    if (Status granted = grant_some(holder, some, totals); !granted) {
      return granted.error();
    }
    units = units.subspan(some.size());
  }
  return totals;
}

Status SiteTransaction::grant_some(const port::Holder& holder, std::span<const SlotUnits> some,
                                   std::vector<std::int32_t>& totals) {
  const auto taken =
      session_.change(take_from_slots().text(some.size()), with_rows({value_of(site_)}, some));
  if (!taken) {
    return taken.error();
  }
  if (*taken != static_cast<std::int64_t>(some.size())) {
    return fail(ErrorCode::sold_out, "the site has not enough left of " +
                                         to_string(some.front().slot) +
                                         (some.size() > 1 ? " or one of those after it" : ""));
  }
  std::map<inventory::Slot, std::int32_t> total;
  const Status added = session_.each_row(
      add_to_allotments().text(some.size()),
      with_rows({value_of(site_), value_of(holder.device), value_of(holder.epoch)}, some),
      [&](Row& row) {
        total[{row.slug<PoolId>(0), row.date(1), row.integer32(2)}] = row.integer32(3);
        return true;
      });
  for (const SlotUnits& units : some) {
    totals.push_back(total[units.slot]);
  }
  return added;
}

}  // namespace lobby::sql
