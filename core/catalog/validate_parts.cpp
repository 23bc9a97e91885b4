// Checks what a service asks of its guests, where it is sold, and how a composite is put together:
// its parts exist, can be sold as they are named, and fit the parties that the whole takes.
#include <algorithm>

#include "core/base/limits.h"
#include "core/catalog/fault_list.h"

namespace lobby::catalog {
namespace {

constexpr std::int32_t part_day_max = 30;
void validate_part_times(const Part& part, const Service& sold, const std::string& place,
                         FaultList& faults) {
  faults.range(place + ".nights", part.nights, 1,
               sold.kind == ServiceKind::nightly ? sold.nights_max : 1);
  if (!sold.by_block()) {
    faults.require(part.block_starts.empty(), place + ".blocks",
                   sold.id.text() + " is not sold by the block; remove them");
    return;
  }
  faults.require(!part.block_starts.empty() &&
                     part.block_starts.size() <= static_cast<std::size_t>(sold.blocks_max),
                 place + ".blocks",
                 "names no block of " + sold.id.text() + ", or more than its blocks_max; write " +
                     "when they begin: [\"14:00\"]");
  std::int32_t end = -1;
  for (const std::int32_t start : part.block_starts) {
    const auto block = std::ranges::find(sold.blocks, start, &Block::start_minute);
    faults.require(block != sold.blocks.end(), place + ".blocks",
                   sold.id.text() + " has no block at " + clock_text(start));
    faults.require(end < 0 || end == start, place + ".blocks",
                   "do not follow one another without a gap; make two parts of them");
    end = block == sold.blocks.end() ? -1 : block->end_minute;
  }
}

// A party that the whole takes fits the part.
void validate_part_party(const Service& whole, const Part& part, const Service& sold,
                         const std::string& place, FaultList& faults) {
  faults.range(place + ".units", part.units, 1, sold.units_max);
  const std::int32_t most = sold.party_max * std::max(1, part.units);
  faults.require(sold.party_min <= whole.party_min && whole.party_max <= most, place + ".service",
                 sold.id.text() + " takes " + std::to_string(sold.party_min) + " to " +
                     std::to_string(most) + " people so; change party_min and party_max of " +
                     whole.id.text() + ", or units of the part");
  faults.require(!whole.children_allowed || sold.children_allowed, place + ".service",
                 sold.id.text() + " takes no children; nor can the whole");
}

void validate_part(const Catalog& catalog, const Service& whole, const Part& part,
                   const std::string& place, FaultList& faults) {
  faults.range(place + ".day", part.day, 0, part_day_max);
  const Policy* policy = catalog.policy(whole.policy);
  faults.require(
      !part.optional || policy == nullptr || policy->parts_cancellable, place + ".optional",
      "goes with a policy that has parts_cancellable = true; remove it or change policy");
  const Service* sold = catalog.service(part.service);
  faults.reference(sold != nullptr, place + ".service", part.service.text(), "services");
  if (sold == nullptr) {
    return;
  }
  if (sold->kind == ServiceKind::composite) {
    faults.add(place + ".service",
               sold->id.text() + " is a composite itself; name its parts instead");
    return;
  }
  validate_part_times(part, *sold, place, faults);
  validate_part_party(whole, part, *sold, place, faults);
}

// Lines and cells of the largest booking.
struct Size {
  std::size_t lines = 0;
  std::size_t cells = 0;
};

Size size_of(const Catalog& catalog, const Service& whole) {
  Size size{whole.add_ons.size() + whole.included.size() + 6 + limits::vouchers_max,
            whole.add_ons.size()};
  for (const Part& part : whole.parts) {
    const Service* sold = catalog.service(part.service);
    if (sold == nullptr) {
      continue;
    }
    const auto nights = static_cast<std::size_t>(std::max(0, part.nights));
    size.lines += std::max(nights, part.block_starts.size()) + (sold->extra_person ? 2 : 0) +
                  sold->included.size();
    for (const PoolUse& use : sold->uses) {
      const Pool* pool = catalog.pool(use.pool);
      const bool by_cell = sold->by_block() && pool != nullptr && pool->cell_minutes > 0;
      size.cells +=
          by_cell ? static_cast<std::size_t>(minutes_per_day / pool->cell_minutes) : nights;
    }
  }
  return size;
}

}  // namespace

void validate_needs(const Catalog& catalog, const Service& service, const std::string& place,
                    FaultList& faults) {
  faults.range(place + ".age_min", service.age_min, 0, limits::age_max);
  faults.require(!service.children_allowed || service.age_min < catalog.risk.adult_age,
                 place + ".age_min",
                 "leaves no children; write children_allowed = false or a lower age");
  faults.range(place + ".approval_from_party", service.approval_from_party, 0,
               std::max(0, service.party_max));
  faults.require(!service.channels.empty(), place + ".channels",
                 "is empty; name where it is sold: [\"counter\", \"phone\", \"online\"]");
  for (auto channel = service.channels.begin(); channel != service.channels.end(); ++channel) {
    faults.require(std::find(service.channels.begin(), channel, *channel) == channel,
                   place + ".channels", "names a channel twice; remove one");
  }
  faults.require(kiosk_can_sell(service) || !service.sold_at(SalesChannel::kiosk),
                 place + ".channels",
                 "names kiosk, which sells no composite and no unlimited service, looks at no "
                 "document and asks nobody; remove it");
}

void validate_parts(const Catalog& catalog, const Service& service, const std::string& place,
                    FaultList& faults) {
  if (service.kind != ServiceKind::composite) {
    faults.require(service.parts.empty(), place + ".parts",
                   "are for kind = \"composite\"; remove them or change kind");
    faults.require(service.package_percent == 0, place + ".package_percent",
                   "is for kind = \"composite\"; remove it or change kind");
    return;
  }
  faults.range(place + ".package_percent", service.package_percent, 0, 100);
  faults.count(service.parts, place + ".parts", limits::parts_max);
  const bool begins = std::ranges::any_of(
      service.parts, [](const Part& part) { return part.day == 0 && !part.optional; });
  faults.require(begins, place + ".parts",
                 "has none that stays in and begins on day 0; a composite begins with its first");
  for (std::size_t index = 0; index < service.parts.size(); ++index) {
    const std::string at = numbered(place + ".parts", index);
    validate_part(catalog, service, service.parts[index], at, faults);
    const auto first =
        std::ranges::find(service.parts, service.parts[index].service, &Part::service);
    faults.require(&*first == &service.parts[index], at + ".service",
                   "stands twice in the list; parts are told apart by their service");
  }
  const Size size = size_of(catalog, service);
  faults.require(size.lines <= limits::quote_lines_max, place + ".parts",
                 "could make a bill of " + std::to_string(size.lines) + " lines; the limit is " +
                     std::to_string(limits::quote_lines_max));
  faults.require(size.cells <= limits::demand_slots_max, place + ".parts",
                 "could take " + std::to_string(size.cells) +
                     " cells in one booking; the limit is " +
                     std::to_string(limits::demand_slots_max));
}

}  // namespace lobby::catalog
