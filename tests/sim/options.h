// What a run of the simulator is given and what it counts.
// Values; one thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lobby::sim {

enum class StoreKind : std::uint8_t { memory, sqlite };

// Which safety a wrapper round a port switches off. Only here: core has no such switch.
enum class Sabotage : std::uint8_t {
  none,
  capacity_guard,         // the store believes in more units than the house has
  idempotency,            // the server forgets which operations it knows
  commit_before_yes,      // the device says yes without committing, at times
  sequence_check,         // the server takes any number as the next
  multi_slot_atomicity,   // only the first slot of a sale is consumed
  ticket_dedup,           // the server forgets who was admitted
  retry_isolation,        // a refused operation blocks the outbox behind it
  fence,                  // the server forgets who was written off
  return_before_release,  // units called back are free before the device has returned them
  free_on_expiry,         // units of a device that is silent for hours are free again
  grant_request_id,       // the server forgets which requests for units it knows
  incarnation,            // a restored server goes on as if nothing had been
};
inline constexpr std::array<std::string_view, 13> sabotage_names = {
    "none",           "capacity_guard",        "idempotency",    "commit_before_yes",
    "sequence_check", "multi_slot_atomicity",  "ticket_dedup",   "retry_isolation",
    "fence",          "return_before_release", "free_on_expiry", "grant_request_id",
    "incarnation"};
std::string_view name_of(Sabotage sabotage);
std::optional<Sabotage> sabotage_from(std::string_view name);

struct Options {
  std::uint64_t seed = 1;
  std::int32_t steps = 250;
  StoreKind store = StoreKind::memory;
  Sabotage sabotage = Sabotage::none;
  bool trace = false;
  std::int32_t audit_every = 25;  // steps between two looks at everything
};

struct Counts {
  std::int64_t operations = 0;
  std::int64_t torn = 0;
  std::int64_t lost = 0;
  std::int64_t kills = 0;
  std::int64_t disk_errors = 0;
  std::int64_t partitions = 0;
  std::int64_t dropped_requests = 0;
  std::int64_t dropped_replies = 0;
  std::int64_t duplicates = 0;
  std::int64_t late = 0;
  std::int64_t server_ends = 0;
  std::int64_t clock_jumps = 0;
  std::int64_t disk_copies = 0;
  std::int64_t written_off = 0;
  std::int64_t restores = 0;

  Counts& operator+=(const Counts& other);
  std::int64_t faults() const;
  std::string text() const;  // "torn T, lost L, ..."
};

}  // namespace lobby::sim
