// A desk that reads a long feed from its beginning, by the real synchroniser into its real store.
#include <algorithm>
#include <stdexcept>
#include <string>

#include "core/base/limits.h"
#include "core/protocol/codec.h"
#include "tests/bench/bare_insert.h"
#include "tests/bench/hotel.h"
#include "tests/bench/must.h"
#include "tests/bench/row_table.h"
#include "tests/bench/server_rows.h"
#include "tests/bench/stopwatch.h"
#include "tests/fakes/store_facts.h"

namespace lobby::bench {
namespace {

constexpr const char* row_name = "feed_catch_up";
constexpr std::size_t items_per_transaction = 10'000;

std::size_t items_of(const Plan& plan) {
  return plan.quick ? 10'000 : 100'000;
}

std::vector<Row> rows_of(const Plan& plan) {
  return {
      {row_name,
       std::to_string(items_of(plan)) + " bookings read by a desk through HTTPS into its store",
       "a bare SQLite insert of as many rows of a notice's size, as many a commit as a page has",
       "/s"}};
}

// Each a booking of its own, so that none replaces another.
protocol::BookingNotice notice(std::size_t number) {
  constexpr UtcTime from{1'796'090'400'000};
  return tests::listed(number, 1, from, from + Duration::days(1));
}

void write_feed(Hotel& hotel, std::size_t items) {
  std::size_t next = 1;
  while (next <= items) {
    const std::size_t end = std::min(items + 1, next + items_per_transaction);
    must(hotel.store().run(hotel.catalog().site.id, [&](port::ServerTransaction& to) -> Status {
      for (std::size_t number = next; number < end; ++number) {
        if (Status told = to.append_feed(notice(number)); !told) {
          return told;
        }
      }
      return done();
    }));
    next = end;
  }
}

void measure_catch_up(RowTable& table, const Plan& plan) {
  const std::size_t items = items_of(plan);
  Hotel hotel(Engine::sqlite, 1);
  const auto desks = hotel.add_devices({.role = protocol::DeviceRole::desk, .on_disk = true});
  Device& desk = *desks.front();
  write_feed(hotel, items);

  const auto transport = desk.connect();
  const device::SyncParts parts = desk.parts(*transport);
  std::size_t pages = 0;
  const Stopwatch watch;
  for (bool more = true; more; ++pages) {
    more = must(device::pull(parts, Duration{})).more;
  }
  const double seconds = watch.seconds();
  for (const std::size_t number : {std::size_t{1}, items / 2, items}) {
    if (!must(desk.store().booking(tests::code_of(number)))) {
      throw std::runtime_error("the desk has not booking " + std::to_string(number) +
                               " of its feed");
    }
  }
  const std::size_t bytes = protocol::to_json(protocol::FeedItem(notice(1))).size();
  const double bare = insert_into_sqlite(hotel.server().data() / "bare.db", {items, bytes, pages});
  const auto count = static_cast<double>(items);
  table.set(row_name, count / seconds, count / bare);
}

}  // namespace

std::vector<Row> measure_feed(const Plan& plan) {
  RowTable table(plan, rows_of(plan));
  table.measure({row_name}, [&] { measure_catch_up(table, plan); });
  return table.take();
}

}  // namespace lobby::bench
