// Collects what validate() finds, with the checks that every part of a catalogue shares.
// Places are paths as the file writes them: "services.lake-view-king.rates.friday".
// Any thread; one object on one thread at a time.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/catalog/catalog.h"

namespace lobby::catalog {

class FaultList {
 public:
  explicit FaultList(const Site& site) : site_(site) {}

  void add(std::string place, std::string remedy);
  void require(bool holds, const std::string& place, std::string_view remedy);
  // Both ends allowed.
  void range(const std::string& place, std::int64_t value, std::int64_t low, std::int64_t high);
  // Present, clean and short enough in every language of the site, and in no other.
  void text(const std::string& place, const LocalText& text);
  // The same, or nothing at all.
  void optional_text(const std::string& place, const LocalText& text);
  void questions(const std::string& place, const std::vector<Question>& questions);
  // The first day is no later than the last.
  void days(const std::string& place, const DateRange& days);
  // The name of a picture: a slug, without folder or ending.
  void picture(const std::string& place, std::string_view name);
  void price(const std::string& place, const Money& price);
  void rates(const std::string& place, const RateTable& rates);
  void reference(bool found, const std::string& place, std::string_view name,
                 std::string_view table);

  template <class Item>
  void count(const std::vector<Item>& items, const std::string& place, std::size_t most) {
    require(
        items.size() <= most, place,
        "has " + std::to_string(items.size()) + " entries; the limit is " + std::to_string(most));
  }

  // Every id present and only once.
  template <class Item>
  void ids(const std::vector<Item>& items, const std::string& table) {
    for (std::size_t index = 0; index < items.size(); ++index) {
      const std::string place = place_of(table, items, index);
      require(!items[index].id.empty(), place, "has no id; give it a short name such as \"king\"");
      const auto first = std::ranges::find(items, items[index].id, &Item::id);
      require(first == items.begin() + static_cast<std::ptrdiff_t>(index), place + ".id",
              "stands twice in " + table + "; give one of them another id");
    }
  }

  // "pools.king-room", or "pools[3]" while it has no id.
  template <class Item>
  static std::string place_of(std::string_view table, const std::vector<Item>& items,
                              std::size_t index) {
    const std::string& id = items[index].id.text();
    return std::string(table) + (id.empty() ? "[" + std::to_string(index) + "]" : "." + id);
  }

  std::vector<Fault> take() { return std::move(faults_); }

 private:
  const Site& site_;
  std::vector<Fault> faults_;
};

inline bool has_department(const Catalog& catalog, const DepartmentId& id) {
  return std::ranges::find(catalog.departments, id, &Department::id) != catalog.departments.end();
}

inline std::string numbered(const std::string& place, std::size_t index) {
  return place + "[" + std::to_string(index) + "]";
}

// Ids in a list: each of them exists, and stands there once.
template <class Id, class Lookup>
void validate_list(const std::vector<Id>& ids, const std::string& place, std::string_view table,
                   Lookup exists, FaultList& faults) {
  for (std::size_t index = 0; index < ids.size(); ++index) {
    const std::string at = numbered(place, index);
    faults.reference(exists(ids[index]), at, ids[index].text(), table);
    const auto first = std::ranges::find(ids, ids[index]);
    faults.require(first == ids.begin() + static_cast<std::ptrdiff_t>(index), at,
                   "stands twice in the list; remove one");
  }
}

inline void validate_service_list(const Catalog& catalog, const std::vector<ServiceId>& ids,
                                  const std::string& place, FaultList& faults) {
  validate_list(
      ids, place, "services", [&](const ServiceId& id) { return catalog.service(id) != nullptr; },
      faults);
}

// Departments, pools and add-ons: hours, maintenance, stock and lead times.
void validate_stock(const Catalog& catalog, FaultList& faults);
// Tiers in order, deposits, changes, what is owed for a breach.
void validate_policies(const Catalog& catalog, FaultList& faults);
// Notes, and who prepares for them.
void validate_notes(const Catalog& catalog, FaultList& faults);
// Seasons, offers and contracts.
void validate_prices(const Catalog& catalog, FaultList& faults);
// The services of a catalogue: references, grids, prices, and limits on what one booking can be.
void validate_services(const Catalog& catalog, FaultList& faults);
// What a service asks of guests, where it is sold, and how a composite is put together.
void validate_needs(const Catalog& catalog, const Service& service, const std::string& place,
                    FaultList& faults);
void validate_parts(const Catalog& catalog, const Service& service, const std::string& place,
                    FaultList& faults);

}  // namespace lobby::catalog
