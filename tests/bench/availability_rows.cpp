// A search for free nights, the nearest ones and what else would fit, as the API runs it, in a
// database with more and more bookings of years past: it reads the counters of the slots, so it
// should take as long with ten million of them as with ten thousand.
#include <algorithm>
#include <stdexcept>
#include <string>

#include <sqlite3.h>

#include "core/reservation/search.h"
#include "platform/postgres/connection.h"
#include "tests/bench/hotel.h"
#include "tests/bench/must.h"
#include "tests/bench/row_table.h"
#include "tests/bench/server_rows.h"
#include "tests/bench/stopwatch.h"
#include "tests/fakes/fake_seal.h"
#include "tests/fakes/store_facts.h"

namespace lobby::bench {
namespace {

struct Size {
  const char* name;
  std::int64_t bookings;
};
constexpr Size sizes[] = {{"10k", 10'000}, {"1m", 1'000'000}, {"10m", 10'000'000}};
constexpr std::int32_t past_days = 4'000;  // whose slots are still there
constexpr double us_a_second = 1e6;

// A run that is quick leaves the largest out.
std::vector<Size> sizes_of(const Plan& plan) {
  const std::size_t count = plan.quick ? 1 : std::size(sizes);
  return {std::begin(sizes), std::begin(sizes) + count};
}

std::string row_name(Engine engine, const Size& size, const char* percentile) {
  return std::string("availability_") + (engine == Engine::sqlite ? "sqlite" : "postgres") + "_" +
         size.name + "_" + percentile;
}

std::vector<Row> rows_of(const Plan& plan) {
  std::vector<Row> rows;
  for (const Engine engine : {Engine::sqlite, Engine::postgres}) {
    for (const Size& size : sizes_of(plan)) {
      for (const char* percentile : {"p50", "p99"}) {
        const bool first = size.bookings == sizes[0].bookings;
        rows.push_back(
            {row_name(engine, size, percentile),
             "three weeks searched beside " + std::to_string(size.bookings) +
                 " bookings (short rows)",
             first ? "the counters read by one bare statement" : "the same beside 10000 bookings",
             "us"});
      }
    }
  }
  return rows;
}

// Rows of a booking's columns; the content, which no search reads, is short.
void fill_sqlite(Hotel& hotel, std::int64_t from, std::int64_t until) {
  sqlite3* database = nullptr;
  const std::string file = (hotel.server().data() / "lobby.db").string();
  if (sqlite3_open(file.c_str(), &database) != SQLITE_OK) {
    throw std::runtime_error("cannot open " + file);
  }
  sqlite3_busy_timeout(database, 60'000);
  const std::string sql =
      "WITH RECURSIVE n(i) AS (SELECT " + std::to_string(from) +
      " UNION ALL SELECT i + 1 FROM n WHERE i + 1 < " + std::to_string(until) +
      ") INSERT INTO bookings (site_id, booking_id, booking_code, version, state, content)"
      " SELECT '" +
      hotel.catalog().site.id.text() +
      "', CAST(printf('%016d', i) AS BLOB), CAST(substr(printf('%016d', i), 12) AS BLOB), 1, 7,"
      " '{}' FROM n";
  char* why = nullptr;
  const int done = sqlite3_exec(database, sql.c_str(), nullptr, nullptr, &why);
  const std::string fault = why == nullptr ? "" : why;
  sqlite3_free(why);
  sqlite3_close(database);
  if (done != SQLITE_OK) {
    throw std::runtime_error("cannot fill the database: " + fault);
  }
}

void fill_postgres(Hotel& hotel, std::int64_t from, std::int64_t until) {
  const auto connection = must(postgres::Connection::open(hotel.database_url()));
  must(connection->execute("SET statement_timeout = 0"));
  must(connection->execute(
      "INSERT INTO bookings (site_id, booking_id, booking_code, version, state, content) SELECT '" +
      hotel.catalog().site.id.text() +
      "', decode(lpad(to_hex(i), 32, '0'), 'hex'), decode(lpad(to_hex(i % 1099511627776), 10,"
      " '0'), 'hex'), 1, 7, '{}' FROM generate_series(" +
      std::to_string(from) + "::bigint, " + std::to_string(until - 1) + "::bigint) AS i"));
  must(connection->execute("ANALYZE bookings"));
}

// Slots of the years past, which a search must not read.
void make_past(Hotel& hotel) {
  std::vector<inventory::Slot> slots;
  for (std::int32_t day = 1; day <= past_days; ++day) {
    slots.push_back({hotel.catalog().pools.front().id, hotel.first_night().plus_days(-day), 0});
  }
  must(hotel.store().run(hotel.catalog().site.id,
                         [&](port::ServerTransaction& to) { return to.ensure_slots(slots, 10); }));
}

struct Times {
  double p50 = 0;
  double p99 = 0;
};

Times times_of(std::vector<double> seconds) {
  std::ranges::sort(seconds);
  return {seconds[seconds.size() / 2] * us_a_second,
          seconds[seconds.size() * 99 / 100] * us_a_second};
}

template <class Work>
Times repeated(const Plan& plan, const Work& work) {
  std::vector<double> seconds;
  const std::size_t rounds = plan.quick ? 200 : 1'000;
  for (std::size_t round = 0; round < rounds; ++round) {
    const Stopwatch watch;
    work();
    seconds.push_back(watch.seconds());
  }
  return times_of(std::move(seconds));
}

class Search {
 public:
  Search(Hotel& hotel, DeviceId desk) : hotel_(hotel), desk_(desk) {
    const catalog::Service& service = hotel.catalog().services.front();
    query_.wish.service = service.id;
    query_.wish.date = hotel.first_night();
    query_.wish.party.adults = 2;
    query_.first = hotel.first_night();
    query_.last = hotel.first_night().plus_days(service.horizon_days - 1);
  }
  // With all of its parts: the first night is sold out.
  void run() {
    const service::Office office{hotel_.store(), hasher_, unsealer_, hotel_.catalog(),
                                 hotel_.zone()};
    must(reservation::search({office, entropy_, desk_, clock_.now()}, query_));
  }
  void sell_out_first_night() {
    must(hotel_.store().run(hotel_.catalog().site.id, [&](port::ServerTransaction& to) {
      return to.set_capacity({hotel_.catalog().pools.front().id, hotel_.first_night(), 0}, 0, true);
    }));
  }
  void read_counters() {
    must(hotel_.store().read(hotel_.catalog().site.id, [&](port::ServerTransaction& to) -> Status {
      const auto read = to.capacities(hotel_.catalog().pools.front().id, query_.first, query_.last);
      return read ? done() : Status(read.error());
    }));
  }

 private:
  Hotel& hotel_;
  DeviceId desk_;
  protocol::AvailabilityQuery query_;
  openssl::Hasher hasher_;
  tests::FakeUnsealer unsealer_;
  system::SystemEntropy entropy_;
  system::SystemClock clock_;
};

void measure(RowTable& table, const Plan& plan, Engine engine) {
  Hotel hotel(engine, 1);
  const auto desks = hotel.add_devices({.role = protocol::DeviceRole::desk});
  make_past(hotel);
  Search search(hotel, desks.front()->identity().device);
  search.sell_out_first_night();
  const Times bare = repeated(plan, [&] { search.read_counters(); });
  std::optional<Times> first;
  std::int64_t filled = 1;
  for (const Size& size : sizes_of(plan)) {
    (engine == Engine::sqlite ? &fill_sqlite : &fill_postgres)(hotel, filled, size.bookings + 1);
    filled = size.bookings + 1;
    const Times ours = repeated(plan, [&] { search.run(); });
    const Times limit = first.value_or(bare);
    table.set(row_name(engine, size, "p50"), ours.p50, limit.p50);
    table.set(row_name(engine, size, "p99"), ours.p99, limit.p99);
    first = first.value_or(ours);
  }
}

}  // namespace

std::vector<Row> measure_availability(const Plan& plan) {
  RowTable table(plan, rows_of(plan));
  for (const Engine engine : {Engine::sqlite, Engine::postgres}) {
    std::vector<std::string> names;
    for (const Size& size : sizes_of(plan)) {
      names.push_back(row_name(engine, size, "p50"));
      names.push_back(row_name(engine, size, "p99"));
    }
    table.measure(names, [&] { measure(table, plan, engine); });
  }
  return table.take();
}

}  // namespace lobby::bench
