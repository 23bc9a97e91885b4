// One audit under way: what it has read so far, and what it found.
// The thread that runs the transaction.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/service/audit.h"
#include "core/service/audit_told.h"

namespace lobby::service {

// "5,120 slots"
std::string counted(std::int64_t count, const std::string& noun);

inline constexpr std::size_t audit_rows_a_page = 256;

// Every page that `next` gives until one is not full, row by row to `look`.
template <class Next, class Look>
Status each_page(const Next& next, const Look& look) {
  while (true) {
    const auto rows = next();
    if (!rows) {
      return rows.error();
    }
    for (const auto& row : *rows) {
      look(row);
    }
    if (rows->size() < audit_rows_a_page) {
      return done();
    }
  }
}

class Auditor {
 public:
  explicit Auditor(port::ServerTransaction& store) : store_(store) {}

  // In this order: bookings give the sums that the slots are held against.
  Status run();
  AuditReport report;

 private:
  enum Invariant : std::size_t { capacity, operations, guests, grants, versions, tickets };

  Status read_context();
  Status look_at_bookings();
  Status look_at_offers();
  Status look_at_slots();
  Status look_at_strays();
  Status look_at_sequences();
  Status look_at_refusals();
  Status look_at_tickets();

  void look_at(const port::BookingRow& row);
  void look_at_told(const port::BookingRow& row);
  void look_at(const port::SlotAccount& account);
  void look_at(const port::SequenceAccount* account, const port::DeviceRecord& device);
  void look_at_order(const std::vector<ToldAdmission>& told);
  void not_here(const ToldBooking& told);

  void violated(Invariant invariant, std::string what) {
    AuditFinding& finding = report.invariants[invariant];
    finding.violations += 1;
    if (finding.named.size() < audit_named_max) {
      finding.named.push_back(std::move(what));
    }
  }
  std::string name_of_device(DeviceId id) const {
    const auto device = std::ranges::find(devices_, id, &port::DeviceRecord::id);
    return device == devices_.end() ? "device " + id.text() : device->name;
  }

  port::ServerTransaction& store_;
  std::vector<port::DeviceRecord> devices_;
  std::map<BookingId, port::Conflict> open_conflicts_;  // those whose booking was not met yet
  std::size_t conflicts_ = 0;
  Told told_;
  std::size_t next_told_ = 0;  // in told_.bookings: the first of a booking not met yet
  std::map<inventory::Slot, std::int64_t> held_by_bookings_;
};

}  // namespace lobby::service
