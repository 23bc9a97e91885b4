// The kiosk's part for staff: orders to the thread that checks and looks, its news, and the facts
// of the maintenance screen.
#include <algorithm>
#include <utility>

#include "app/common/letter_words.h"
#include "app/kiosk/kiosk.h"
#include "core/base/scrub.h"
#include "core/base/text.h"
#include "core/device/allotment.h"

namespace lobby::kiosk {
namespace {

constexpr std::string_view test_page_code = "LOBBY PRINTER TEST";

}  // namespace

void Kiosk::run(const flow::LookAtPin& /*effect*/) {
  if (parts_.staff.order) {
    parts_.staff.order(PinLookOrder{now().wall});
  } else {
    take(flow::StaffTold{flow::PinLooked{}});  // a kiosk without a PIN
  }
}

void Kiosk::run(const flow::CheckPin& effect) {
  if (parts_.staff.order) {
    parts_.staff.order(PinCheckOrder{effect.pin, effect.at});
  }
}

// What is near is looked at here, at once; the rest on the other thread.
void Kiosk::run(const flow::LookAtMachine& /*effect*/) {
  const std::optional<MachineHealth> before = staff_facts_.machine;
  staff_facts_ = gather_facts();
  staff_facts_.machine = before;
  changed_ = true;
  if (parts_.staff.order) {
    parts_.staff.order(MachineLookOrder{});
  }
}

void Kiosk::run(const flow::PrintTestPage& effect) {
  const Result<port::QrModules> qr = parts_.qr.encode(test_page_code);
  if (!parts_.print || !qr) {
    take(flow::StaffTold{
        flow::TestPrintTold{flow::PrintStage::failed, port::PrintFault::no_printer}});
    return;
  }
  parts_.print({effect.number, BookingId{},
                words::test_letter_of(parts_.texts, {.site = offer_.catalog.site,
                                                     .zone = offer_.zone,
                                                     .now = now().wall,
                                                     .qr = *qr,
                                                     .language = state_.language})});
}

void Kiosk::run(const flow::SyncNow& /*effect*/) {
  parts_.nudge();
}

void Kiosk::run(const flow::EndProgram& /*effect*/) {
  if (parts_.staff.end_program) {
    parts_.staff.end_program();
  }
}

StaffFacts Kiosk::gather_facts() {
  StaffFacts facts;
  facts.device = parts_.counter.identity.name;
  if (const Result<port::OutboxSummary> outbox = parts_.counter.store.outbox_summary()) {
    facts.outbox = *outbox;
  }
  facts.clock_offset = clock_offset_;
  const LocalDate today = offer_.zone.to_local(now().wall).date;
  for (const catalog::Pool& pool : offer_.catalog.pools) {
    const auto balances = parts_.counter.store.balances(pool.id, today, today);
    PoolUnits units{pool.name.in(state_.language), 0, 0};
    for (const inventory::SlotBalance& slot :
         balances ? *balances : std::vector<inventory::SlotBalance>{}) {
      units.free += slot.balance.free();
      units.granted += slot.balance.granted - slot.balance.returned - slot.balance.reclaimed;
    }
    facts.pools.push_back(std::move(units));
  }
  if (parts_.staff.log) {
    facts.log = parts_.staff.log();
    std::ranges::reverse(facts.log);
  }
  return facts;
}

void Kiosk::read_staff_news() {
  if (parts_.staff.news == nullptr) {
    return;
  }
  for (const StaffNews& news : parts_.staff.news->take()) {
    if (const auto* looked = std::get_if<flow::PinLooked>(&news)) {
      take(flow::StaffTold{*looked});
    } else if (const auto* judged = std::get_if<flow::PinJudged>(&news)) {
      take(flow::StaffTold{*judged});
    } else if (const auto* health = std::get_if<MachineHealth>(&news)) {
      changed_ = changed_ || staff_facts_.machine != *health;
      staff_facts_.machine = *health;
    }
  }
}

// A text that was moved or emptied keeps its old characters behind its end.
[[gnu::noinline]] void Kiosk::scrub_pin(flow::KioskState& before) {
  wipe_text(before.staff.pin);
  flow::StaffState kept = state_.staff;
  replace_scrubbed(state_.staff, flow::StaffState(kept));
  wipe_text(kept.pin);
}

}  // namespace lobby::kiosk
