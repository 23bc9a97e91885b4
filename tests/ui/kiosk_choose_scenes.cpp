// The sample and the ways through it.
#include "tests/ui/kiosk_choose_scenes.h"

#include <algorithm>
#include <utility>

#include "core/flow/kiosk_view.h"

namespace lobby::tests {
namespace {

constexpr std::int32_t scene_days = 60;

flow::KioskContext context() {
  return {demo_catalog(), demo_zone(), demo_now()};
}

LocalDate december(unsigned day) {
  return LocalDate::of(2026, 12, day);
}

class Sample {
 public:
  Sample() {
    const LocalDate first = demo_zone().to_local(demo_now().wall).date;
    for (const catalog::Pool& pool : demo_catalog().pools) {
      for (std::int32_t day = 0; day < scene_days; ++day) {
        for (const inventory::Slot& slot : inventory::slots_on(pool, first.plus_days(day))) {
          stock_.balances[slot] = {pool.standing_per_device, 0,
                                   pool.capacity - pool.standing_per_device};
        }
      }
    }
    for (const auto& [day, left] : {std::pair{18U, 3}, {19U, 1}, {26U, 2}, {31U, 1}}) {
      leave("king-room", december(day), 0, left);
    }
    for (const unsigned day : {24U, 25U}) {
      leave("king-room", december(day), 0, 0);
    }
    leave("twin-room", first, 0, 3);
    for (std::int32_t day = 0; day < 10; ++day) {
      leave("suite", first.plus_days(day), 0, 0);
    }
    constexpr std::int32_t noon = 12 * 60;
    constexpr std::int32_t ten = 10 * 60;
    leave("hall", december(9), noon, 0);
    leave("boardroom", december(9), ten, 1);
    leave("boardroom", december(9), noon, 0);
    leave("therapists", december(9), ten, 2);
    leave("pool-places", december(9), 0, 5);
  }

  const inventory::Availability& stock() const { return stock_; }

 private:
  void leave(std::string_view pool, LocalDate date, std::int32_t minute, std::int32_t left) {
    stock_.balances[{PoolId::literal(pool), date, minute}] = {left, 0, 0};
  }

  inventory::Availability stock_;
};

flow::KioskState with_stock(flow::KioskState state, const inventory::Availability& stock) {
  return flow::step(std::move(state), flow::AvailabilityLoaded{stock}, context()).state;
}

flow::KioskState with_selection(flow::KioskState state, const catalog::Service& service) {
  using namespace flow;
  const bool nightly = service.kind == catalog::ServiceKind::nightly;
  state = chosen(std::move(state), DateChosen{december(nightly ? 11 : 9)});
  if (service.notice_minutes > 2 * 1440) {
    state = chosen(std::move(state), DatesTurned{1});
    state = chosen(std::move(state), DateChosen{december(14)});
  }
  if (nightly) state = chosen(std::move(state), NightsChanged{1});
  const std::size_t blocks = service.blocks.size();
  const std::size_t first = blocks > 4 ? 3 : 0;
  const std::size_t count = std::min<std::size_t>(2, static_cast<std::size_t>(service.blocks_max));
  for (std::size_t index = first; index < std::min(first + count, blocks); ++index) {
    state = chosen(std::move(state), BlockToggled{service.blocks[index].start_minute});
  }
  return state;
}

}  // namespace

const inventory::Availability& sample_stock() {
  static const Sample sample;
  return sample.stock();
}

flow::KioskState chosen(flow::KioskState state, const flow::KioskEvent& event) {
  flow::KioskStep next = flow::step(std::move(state), event, context());
  for (const flow::KioskEffect& effect : next.effects) {
    if (std::holds_alternative<flow::LoadAvailability>(effect)) {
      next.state = with_stock(std::move(next.state), sample_stock());
    }
  }
  return std::move(next.state);
}

flow::KioskState at_attract() {
  return chosen(flow::first_state(demo_catalog(), demo_now()), flow::ServiceOpened{});
}

flow::KioskState at_services(catalog::Category category) {
  return chosen(at_attract(), flow::CategoryChosen{category});
}

flow::KioskState opened(const ServiceId& id) {
  flow::KioskState state = at_services(demo_catalog().service(id)->category);
  state = chosen(std::move(state), flow::ServiceChosen{id});
  return chosen(std::move(state), flow::NextTouched{});
}

flow::KioskState completed(const ServiceId& id) {
  const catalog::Service& service = *demo_catalog().service(id);
  flow::KioskState state = with_selection(opened(id), service);
  if (service.party_max >= 30) {
    state = chosen(std::move(state), flow::AdultsChanged{30 - state.selection.party.adults});
  }
  for (const AddOnId& add_on : service.add_ons) {
    const catalog::AddOn& extra = *demo_catalog().add_on(add_on);
    state = chosen(std::move(state), flow::AddOnChanged{add_on, extra.count_start});
  }
  return state;
}

flow::KioskState sold_out(const ServiceId& id) {
  flow::KioskState state = completed(id);
  for (auto& [slot, balance] : state.availability.balances) {
    balance = {};
  }
  return state;
}

std::vector<ChooseScene> choose_scenes() {
  flow::KioskState closed = flow::first_state(demo_catalog(), demo_now());
  std::vector<ChooseScene> scenes = {{"out-of-service", closed}, {"attract", at_attract()}};
  for (const catalog::Category category :
       {catalog::Category::rooms, catalog::Category::meetings, catalog::Category::dining,
        catalog::Category::spa, catalog::Category::travel}) {
    const std::string name = "services-" + std::string(catalog::name_of(category));
    flow::KioskState state = at_services(category);
    scenes.push_back({name + "-none", state});
    const auto services = flow::services_in(demo_catalog(), category);
    state = chosen(std::move(state), flow::ServiceChosen{services.front()->id});
    scenes.push_back({name, state});
    if (flow::page_count(state, demo_catalog()) > 1) {
      scenes.push_back({name + "-page-2", chosen(std::move(state), flow::PageTurned{1})});
    }
  }
  for (const catalog::Service& service : demo_catalog().services) {
    if (!service.sold_at(catalog::SalesChannel::kiosk)) {
      continue;
    }
    const std::string& id = service.id.text();
    scenes.push_back({"options-" + id + "-opened", opened(service.id)});
    scenes.push_back({"options-" + id, completed(service.id)});
    scenes.push_back({"options-" + id + "-request", sold_out(service.id)});
  }
  return scenes;
}

}  // namespace lobby::tests
