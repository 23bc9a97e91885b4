// What a guest chose, and what follows from it: which units it needs and when it is valid.
// Any thread.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/catalog/catalog.h"
#include "core/inventory/slot.h"

namespace lobby::booking {

struct Party {
  std::int32_t adults = 1;
  std::int32_t children = 0;

  std::int32_t total() const { return adults + children; }
  bool operator==(const Party&) const = default;
};

struct AddOnChoice {
  AddOnId id;
  std::int32_t count = 1;

  bool operator==(const AddOnChoice&) const = default;
};

struct Selection {
  ServiceId service;
  LocalDate date;                          // first night, or the day
  std::int32_t nights = 1;                 // nightly only
  std::vector<std::int32_t> block_starts;  // sold by the block: minutes of the day, ascending
  Party party;
  std::vector<AddOnChoice> add_ons;
  std::int32_t units = 1;                   // rooms, halls: of what one unit is called
  std::vector<ServiceId> parts_left_out{};  // of a composite

  bool operator==(const Selection&) const = default;
};

// When the booking holds. A ticket is valid from the start of the first day until `until`.
struct Window {
  UtcTime from;   // check-in time, or the first block's start
  UtcTime until;  // check-out time, or the last block's end
  UtcTime valid_from;

  bool operator==(const Window&) const = default;
};

// Refuses what the service does not offer. The detail begins with the field: "nights: …". Errors:
// not_found (service, block, add-on, part), out_of_range (nights, units, party, counts),
// already_exists (twice the same), policy_refused (past, too short notice, beyond the horizon, not
// open, a time that the clocks skip, a part that stays in).
Status check_selection(const catalog::Catalog& catalog, const Selection& selection,
                       const ZoneRules& zone, UtcTime now);

// The parts of a composite that are not left out, each as a selection of its own service.
// REQUIRES (all below): check_selection() passed for this catalogue.
std::vector<Selection> parts_of(const catalog::Catalog& catalog, const Selection& selection);
// A composite needs what its parts do, all or nothing; add-ons with a stock take from it on every
// day of use. Empty for an unlimited service.
std::vector<inventory::SlotUnits> demand_of(const catalog::Catalog& catalog,
                                            const Selection& selection);
// Of a composite: from the beginning of its first part to the end of its last.
Window window_of(const catalog::Catalog& catalog, const Selection& selection,
                 const ZoneRules& zone);

// What `service` could be sold as on `date`: one opening a block where it has blocks, else one,
// each with the units that a party would take. What is closed, out of order or in maintenance is no
// opening.
struct Opening {
  std::int32_t block_start = 0;
  std::vector<inventory::SlotUnits> demand;
};
std::vector<Opening> openings_on(const catalog::Catalog& catalog, const catalog::Service& service,
                                 LocalDate date, std::int32_t party);

}  // namespace lobby::booking
