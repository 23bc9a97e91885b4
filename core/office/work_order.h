// Work orders: what each department has to do for a booking, and by when. They follow from the
// booking and the catalogue and are stored nowhere, so that none is out of date. They name no
// guest; what a guest must not eat is in them, so whoever reads them is noted.
// Any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/id.h"
#include "core/base/time.h"
#include "core/booking/booking.h"
#include "core/catalog/catalog.h"

namespace lobby::office {

enum class WorkItemKind : std::uint8_t { service, add_on, note };
std::string_view name_of(WorkItemKind kind);

struct WorkItem {
  WorkItemKind kind = WorkItemKind::service;
  std::string id;             // of the service, add-on or note in the catalogue
  catalog::LocalText name{};  // empty: the catalogue has it no more
  std::int32_t count = 1;     // units, or of an add-on how many; of a note 1

  bool operator==(const WorkItem&) const = default;
};

// Of one department for one beginning.
struct WorkOrder {
  BookingId booking;
  ticket::BookingCode code;
  std::int32_t version = 0;  // of the booking; an order of an earlier one is out of date
  DepartmentId department;
  UtcTime starts_at;
  UtcTime due_at;  // the department's lead time before
  booking::Party party;
  std::vector<WorkItem> items;
  std::string remark;       // what the guest said beside the notes
  bool called_off = false;  // there was such an order; nothing is to be done any more

  bool operator==(const WorkOrder&) const = default;
};

// In the order of their beginnings; empty where nothing was promised yet. A service and an add-on
// go to their departments, a note to those that it names, else to all that work on the booking; so
// does the remark. What the catalogue has no more, and with it whose it was, goes to every
// department: somebody has to know.
std::vector<WorkOrder> work_orders_of(const catalog::Catalog& catalog, const ZoneRules& zone,
                                      const booking::Booking& booking);

// The dates on which one of them begins, each once, ascending.
std::vector<LocalDate> work_days_of(const catalog::Catalog& catalog, const ZoneRules& zone,
                                    const booking::Booking& booking);

}  // namespace lobby::office
