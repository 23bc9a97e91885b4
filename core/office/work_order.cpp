// From a booking to what its departments do. The booking may be older than the catalogue, so that
// nothing of it is taken for granted.
#include "core/office/work_order.h"

#include <algorithm>
#include <set>

namespace lobby::office {
namespace {

using booking::Booking;
using catalog::Catalog;

constexpr std::string_view work_kinds[] = {"service", "add_on", "note"};

class Orders {
 public:
  Orders(const Catalog& catalog, const Booking& booking) : catalog_(catalog), booking_(booking) {}

  void add_services(const ZoneRules& zone) {
    const booking::Selection& selection = booking_.selection;
    const catalog::Service* whole = catalog_.service(selection.service);
    add_service(selection.service, booking_.window.from, selection.units);
    for (const catalog::Part& part : whole == nullptr ? no_parts_ : whole->parts) {
      if (std::ranges::find(selection.parts_left_out, part.service) !=
          selection.parts_left_out.end()) {
        continue;
      }
      const catalog::Service* service = catalog_.service(part.service);
      const std::int32_t minute = !part.block_starts.empty() ? part.block_starts.front()
                                  : service != nullptr       ? service->check_in_minute
                                                             : 0;
      add_service(part.service, zone.to_utc({selection.date.plus_days(part.day), minute}),
                  part.units);
    }
  }

  void add_add_ons() {
    for (const booking::AddOnChoice& choice : booking_.selection.add_ons) {
      const catalog::AddOn* add_on = catalog_.add_on(choice.id);
      const WorkItem item{WorkItemKind::add_on, choice.id.text(),
                          add_on == nullptr ? catalog::LocalText{} : add_on->name, choice.count};
      add(add_on == nullptr ? everybody() : std::vector{add_on->department}, booking_.window.from,
          item);
    }
  }

  // After all else: who works on the booking is known then.
  void add_notes() {
    const std::vector<DepartmentId> working = departments();
    for (const NoteId& id : booking_.guest.notes) {
      const catalog::GuestNote* note = catalog_.note(id);
      const bool named = note != nullptr && !note->departments.empty();
      const WorkItem item{WorkItemKind::note, id.text(),
                          note == nullptr ? catalog::LocalText{} : note->name, 1};
      for (const DepartmentId& department : named ? note->departments : working) {
        add_note(department, item);
      }
    }
  }

  std::vector<WorkOrder> take() {
    for (WorkOrder& order : orders_) {
      order.remark = booking_.guest.remark;
    }
    std::ranges::stable_sort(orders_, std::ranges::less{}, &WorkOrder::starts_at);
    return std::move(orders_);
  }

 private:
  std::vector<DepartmentId> everybody() const {
    std::vector<DepartmentId> all;
    std::ranges::transform(catalog_.departments, std::back_inserter(all), &catalog::Department::id);
    return all;
  }
  std::vector<DepartmentId> departments() const {
    std::vector<DepartmentId> working;
    for (const WorkOrder& order : orders_) {
      if (std::ranges::find(working, order.department) == working.end()) {
        working.push_back(order.department);
      }
    }
    return working;
  }

  void add_service(const ServiceId& id, UtcTime from, std::int32_t units) {
    const catalog::Service* service = catalog_.service(id);
    const WorkItem item{WorkItemKind::service, id.text(),
                        service == nullptr ? catalog::LocalText{} : service->name, units};
    add(service == nullptr ? everybody() : std::vector{service->department}, from, item);
  }

  void add(const std::vector<DepartmentId>& departments, UtcTime from, const WorkItem& item) {
    for (const DepartmentId& department : departments) {
      order_of(department, from).items.push_back(item);
    }
  }

  void add_note(const DepartmentId& department, const WorkItem& item) {
    bool works = false;
    for (WorkOrder& order : orders_) {
      if (order.department == department) {
        order.items.push_back(item);
        works = true;
      }
    }
    if (!works) {
      order_of(department, booking_.window.from).items.push_back(item);
    }
  }

  WorkOrder& order_of(const DepartmentId& department, UtcTime from) {
    const auto known = std::ranges::find_if(orders_, [&](const WorkOrder& order) {
      return order.department == department && order.starts_at == from;
    });
    if (known != orders_.end()) {
      return *known;
    }
    const catalog::Department* known_department = catalog_.department(department);
    const std::int32_t lead = known_department == nullptr ? 0 : known_department->lead_hours;
    WorkOrder order;
    order.booking = booking_.id;
    order.code = booking_.code;
    order.version = booking_.version;
    order.department = department;
    order.starts_at = from;
    order.due_at = from - Duration::hours(lead);
    order.party = booking_.selection.party;
    order.called_off = is_called_off(booking_.state);
    return orders_.emplace_back(std::move(order));
  }

  const Catalog& catalog_;
  const Booking& booking_;
  const std::vector<catalog::Part> no_parts_;
  std::vector<WorkOrder> orders_;
};

// A guest may still come, or was expected.
bool concerns_departments(const Booking& booking) {
  const auto expects = [](const booking::Step& step) {
    return step.act.command == booking::Command::place ||
           step.act.command == booking::Command::submit ||
           step.act.command == booking::Command::confirm;
  };
  return holds_units(booking.state) ||
         (is_called_off(booking.state) && std::ranges::any_of(booking.history, expects));
}

}  // namespace

std::string_view name_of(WorkItemKind kind) {
  return work_kinds[static_cast<std::size_t>(kind)];
}

std::vector<WorkOrder> work_orders_of(const Catalog& catalog, const ZoneRules& zone,
                                      const Booking& booking) {
  if (!concerns_departments(booking)) {
    return {};
  }
  Orders orders(catalog, booking);
  orders.add_services(zone);
  orders.add_add_ons();
  orders.add_notes();
  return orders.take();
}

std::vector<LocalDate> work_days_of(const Catalog& catalog, const ZoneRules& zone,
                                    const Booking& booking) {
  std::set<LocalDate> days;
  for (const WorkOrder& order : work_orders_of(catalog, zone, booking)) {
    days.insert(zone.to_local(order.starts_at).date);
  }
  return {days.begin(), days.end()};
}

}  // namespace lobby::office
