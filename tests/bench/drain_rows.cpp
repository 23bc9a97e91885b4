// One kiosk's outbox, sent by the real synchroniser to the real server; and what a new kiosk waits
// for before it can sell.
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
#include "tests/fakes/rig.h"

namespace lobby::bench {
namespace {

constexpr std::int32_t standing = 600;  // a night; more than is sold of it
constexpr Duration timeout = Duration::seconds(120);

std::string name_of(Engine engine) {
  return engine == Engine::sqlite ? "SQLite" : "PostgreSQL";
}
std::string row_name(const std::string& what, Engine engine) {
  return what + (engine == Engine::sqlite ? "_sqlite" : "_postgres");
}

std::size_t operations_of(const Plan& plan) {
  return plan.quick ? 500 : 10'000;
}

std::vector<Row> rows_of(const Plan& plan) {
  std::vector<Row> rows;
  for (const Engine engine : {Engine::sqlite, Engine::postgres}) {
    rows.push_back({row_name("drain", engine),
                    "an outbox of " + std::to_string(operations_of(plan)) +
                        " bookings sent through HTTPS into " + name_of(engine),
                    "a bare insert of as many rows of an operation's size into " + name_of(engine) +
                        ", a commit for each batch that was sent",
                    "/s"});
  }
  for (const Engine engine : {Engine::sqlite, Engine::postgres}) {
    rows.push_back(
        {row_name("first_contact", engine),
         "a new kiosk's allotment of the demo hotel and its first page, " + name_of(engine),
         "a bare insert of as many rows as grants, one commit", "ms"});
  }
  return rows;
}

double insert_bare(Engine engine, const std::filesystem::path& directory, const Rows& rows) {
  return engine == Engine::sqlite ? insert_into_sqlite(directory / "bare.db", rows)
                                  : insert_into_postgres(postgres_of_run().fresh_url(), rows);
}

std::size_t operation_bytes(port::DeviceStore& store) {
  const auto due = must(store.due_operations({INT64_MAX}, {1}));
  return protocol::to_json(due.at(0).operation).size();
}

void measure_outbox(RowTable& table, const Plan& plan, Engine engine) {
  const std::size_t operations = operations_of(plan);
  Hotel hotel(engine, standing);
  const auto kiosks = hotel.add_devices({.on_disk = true});
  Device& kiosk = *kiosks.front();
  kiosk.sell(operations);
  const std::size_t bytes = operation_bytes(kiosk.store());

  const auto transport = kiosk.connect();
  const device::SyncParts parts = kiosk.parts(*transport);
  std::size_t applied = 0;
  std::size_t batches = 0;
  const Stopwatch watch;
  for (bool more = true; more; ++batches) {
    const device::RoundReport report = must(device::push(parts));
    applied += static_cast<std::size_t>(report.applied);
    more = report.more;
  }
  const double seconds = watch.seconds();
  if (applied != operations) {
    throw std::runtime_error("of " + std::to_string(operations) + " bookings " +
                             std::to_string(applied) + " were applied");
  }
  const double bare = insert_bare(engine, hotel.server().data(), {operations, bytes, batches});
  const auto count = static_cast<double>(operations);
  table.set(row_name("drain", engine), count / seconds, count / bare);
  if (Row* row = table.find(row_name("drain", engine))) {
    row->limit_is += " (" + std::to_string(batches) + ")";
  }
}

// Of a kiosk that was enrolled in the usual way.
void measure_first_contact(RowTable& table, Engine engine) {
  const auto server = engine == Engine::sqlite
                          ? std::make_unique<tests::ServerProcess>()
                          : tests::ServerProcess::on_database(postgres_of_run().fresh_url());
  server->start();
  const std::filesystem::path data = server->data().parent_path() / "kiosk";
  tests::enrol_device(*server, "Kiosk 1", protocol::DeviceRole::kiosk, data);
  const auto transport = must(curl::Transport::open({.server_url = server->url(),
                                                     .authority_file = data / "ca.pem",
                                                     .certificate_file = data / "certificate.pem",
                                                     .key_file = data / "key.pem"}));
  must(transport->get("/v1/health", timeout));  // the handshake is not what is measured

  double seconds = 0;
  std::size_t grants = 0;
  std::size_t bytes = 0;
  std::int64_t cursor = 0;
  for (bool more = true; more;) {
    const Stopwatch watch;
    const port::Reply reply =
        must(transport->get("/v1/feed?wait_ms=0&cursor=" + std::to_string(cursor), timeout));
    seconds += cursor == 0 ? watch.seconds() : 0;
    const protocol::FeedPage page = must(protocol::feed_page_from(reply.body));
    for (const protocol::FeedItem& item : page.items) {
      const bool grant = std::holds_alternative<protocol::GrantNotice>(item);
      grants += grant ? 1 : 0;
      bytes = grant ? protocol::to_json(item).size() : bytes;
    }
    cursor = page.cursor;
    more = page.more;
  }
  const double bare = insert_bare(engine, server->data(), {grants, bytes, 1});
  table.set(row_name("first_contact", engine), 1'000 * seconds, 1'000 * bare);
  if (Row* row = table.find(row_name("first_contact", engine))) {
    row->limit_is += " (" + std::to_string(grants) + ")";
  }
}

}  // namespace

std::vector<Row> measure_drain(const Plan& plan) {
  RowTable table(plan, rows_of(plan));
  for (const Engine engine : {Engine::sqlite, Engine::postgres}) {
    table.measure({row_name("drain", engine)}, [&] { measure_outbox(table, plan, engine); });
    table.measure({row_name("first_contact", engine)},
                  [&] { measure_first_contact(table, engine); });
  }
  return table.take();
}

}  // namespace lobby::bench
