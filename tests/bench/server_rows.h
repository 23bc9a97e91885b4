// The rows of a real lobby-server, reached through mutual TLS, beside what its database or this
// machine could do.
#pragma once

#include <vector>

#include "tests/bench/row.h"

namespace lobby::bench {

// An outbox that is sent after days without a network; a new kiosk's first page.
std::vector<Row> measure_drain(const Plan& plan);
// Bookings of several kiosks at once.
std::vector<Row> measure_confirm(const Plan& plan);
// Every kiosk of a large site comes back at the same moment.
std::vector<Row> measure_reconnect(const Plan& plan);
// A desk reads a long feed.
std::vector<Row> measure_feed(const Plan& plan);
// A search for free nights beside many bookings.
std::vector<Row> measure_availability(const Plan& plan);

}  // namespace lobby::bench
