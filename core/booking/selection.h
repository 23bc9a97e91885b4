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
  std::vector<std::int32_t> block_starts;  // time_slot only, minutes of the day, ascending
  Party party;
  std::vector<AddOnChoice> add_ons;

  bool operator==(const Selection&) const = default;
};

// When the booking holds. A ticket is valid from the start of the first day until `until`.
struct Window {
  UtcTime from;   // check-in time, or the first block's start
  UtcTime until;  // check-out time, or the last block's end
  UtcTime valid_from;

  bool operator==(const Window&) const = default;
};

// Refuses what the service does not offer. Errors: not_found (service, block, add-on),
// out_of_range (nights, party, counts), policy_refused (past, too short notice, beyond horizon).
Status check_selection(const catalog::Catalog& catalog, const Selection& selection,
                       const ZoneRules& zone, UtcTime now);

// REQUIRES (both): check_selection() passed for this catalogue.
std::vector<inventory::SlotUnits> demand_of(const catalog::Catalog& catalog,
                                            const Selection& selection);
Window window_of(const catalog::Service& service, const Selection& selection,
                 const ZoneRules& zone);

// What `service` could be sold as on `date`: one opening for nightly and whole_day, one a block
// for time_slot, each with the units that a party would take from every pool it uses.
struct Opening {
  std::int32_t block_start = 0;
  std::vector<inventory::SlotUnits> demand;
};
std::vector<Opening> openings_on(const catalog::Catalog& catalog, const catalog::Service& service,
                                 LocalDate date, std::int32_t party);

}  // namespace lobby::booking
