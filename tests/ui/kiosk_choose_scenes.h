// Guests on their way from attract to the options, as states made by the flow, with a sample of
// what is left: the days and slots of the mock-ups that are few or full. UI thread.
#pragma once

#include <string>
#include <vector>

#include "core/flow/kiosk_flow.h"
#include "tests/ui/kiosk_finish_stage.h"

namespace lobby::tests {

struct ChooseScene {
  std::string name;
  flow::KioskState state;
};

// The sample: king rooms few on 18, 19, 26 and 31 December and full on 24 and 25; three twins
// left tonight; no suite all week; the hall taken on 9 December from 12:00 to 14:00.
const inventory::Availability& sample_stock();

// One event, and the sample for whatever it asks to load.
flow::KioskState chosen(flow::KioskState state, const flow::KioskEvent& event);

flow::KioskState at_attract();
flow::KioskState at_services(catalog::Category category);
// Options of a service as it opens.
flow::KioskState opened(const ServiceId& service);
// The same with date, two slots where there are slots, and every add-on.
flow::KioskState completed(const ServiceId& service);
// The same where nothing is left: it will be a request.
flow::KioskState sold_out(const ServiceId& service);

// Every screen of choosing: each kind, each page, each service in three states.
std::vector<ChooseScene> choose_scenes();

}  // namespace lobby::tests
