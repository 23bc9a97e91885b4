// Bookings that kiosks send one a request, several kiosks at once, into PostgreSQL; beside pgbench
// with the statements of one such request (confirm.sql), on the same tables of the same server, for
// a site of its own.
#include <algorithm>
#include <atomic>
#include <stdexcept>
#include <string>
#include <thread>

#include "core/base/limits.h"
#include "core/protocol/codec.h"
#include "platform/postgres/connection.h"
#include "tests/bench/hotel.h"
#include "tests/bench/must.h"
#include "tests/bench/pgbench.h"
#include "tests/bench/row_table.h"
#include "tests/bench/server_rows.h"
#include "tests/bench/stopwatch.h"
#include "tests/fakes/store_facts.h"

namespace lobby::bench {
namespace {

constexpr std::size_t kiosk_counts[] = {1, 8, 32};
constexpr std::size_t kiosks_max = 32;
constexpr std::int32_t standing = 150;  // of all kiosks, half of the house; enough for all rounds
constexpr std::size_t notice_bytes = 340;  // of a booking in the feed
constexpr std::size_t grant_bytes = 190;
constexpr Duration timeout = Duration::seconds(30);

std::string row_name(std::size_t kiosks) {
  return "confirm_postgres_" + std::to_string(kiosks);
}

std::vector<std::string> row_names() {
  std::vector<std::string> names;
  std::ranges::transform(kiosk_counts, std::back_inserter(names), row_name);
  return names;
}

std::vector<Row> rows_of(const Plan& plan) {
  std::vector<Row> rows;
  for (const std::size_t kiosks : kiosk_counts) {
    const std::string many = std::to_string(kiosks) + (kiosks == 1 ? " kiosk" : " kiosks");
    rows.push_back(
        {row_name(kiosks), "bookings of " + many + " through HTTPS into PostgreSQL, one a request",
         "pgbench, " + std::to_string(kiosks) + " clients, the statements of one such request" +
             (plan.quick ? "; short" : ""),
         "/s"});
  }
  return rows;
}

// What one kiosk sends, written before the clock starts.
struct Line {
  std::unique_ptr<curl::Transport> transport;
  std::vector<std::string> batches;
  std::size_t booking_bytes = 0;  // as the server stores one
};

Line make_line(Device& kiosk, std::size_t bookings) {
  kiosk.sell(bookings);
  const auto due = must(kiosk.store().due_operations({INT64_MAX}, {bookings}));
  Line line{kiosk.connect(), {}, 0};
  std::vector<protocol::OperationReply> settled;
  for (const port::OutboxEntry& entry : due) {
    line.batches.push_back(kiosk.batch_of(entry.operation));
    settled.push_back(tests::applied(entry.operation.id));
    const auto& placed = std::get<protocol::PlaceBooking>(entry.operation.payload);
    line.booking_bytes = protocol::to_json(placed.booking).size();
  }
  must(kiosk.store().settle(settled, 0));
  return line;
}

bool confirm(port::Transport& transport, const std::string& batch) {
  const Result<port::Reply> answer = transport.post("/v1/operations", batch, timeout);
  if (!answer || answer->status != 200) {
    return false;
  }
  const Result<protocol::BatchReply> reply = protocol::batch_reply_from(answer->body);
  return reply && reply->replies.size() == 1 &&
         reply->replies[0].outcome == protocol::Outcome::applied;
}

// Confirmed bookings a second, each kiosk's first one (and its handshake) not counted.
double confirm_all(std::vector<Line>& lines) {
  std::atomic<bool> refused = false;
  const auto at_once = [&](auto&& of_line) {
    std::vector<std::jthread> threads;
    threads.reserve(lines.size());
    for (Line& line : lines) {
      threads.emplace_back([&] { of_line(line); });
    }
  };
  at_once([&](Line& line) {
    if (!confirm(*line.transport, line.batches.front())) {
      refused = true;
    }
  });
  const Stopwatch watch;
  std::atomic<std::size_t> confirmed = 0;
  at_once([&](Line& line) {
    for (std::size_t next = 1; next < line.batches.size() && !refused; ++next) {
      if (!confirm(*line.transport, line.batches[next])) {
        refused = true;
      }
      ++confirmed;
    }
  });
  if (refused) {
    throw std::runtime_error("the server did not confirm a booking");
  }
  return static_cast<double>(confirmed) / watch.seconds();
}

// A site for pgbench's clients: a kiosk each, with units that never end, in one slot each.
class Rival {
 public:
  explicit Rival(Hotel& hotel) : url_(hotel.database_url()) {
    const auto slot = [](std::size_t number) {
      return inventory::Slot{tests::king_rooms,
                             LocalDate::from_days(static_cast<std::int32_t>(number)), 0};
    };
    must(hotel.store().run(site_, [&](port::ServerTransaction& to) -> Status {
      for (std::size_t number = 0; number < kiosks_max; ++number) {
        port::DeviceRecord record = tests::device_record(number);
        record.last_contact = record.last_contact.value_or(UtcTime{1});
        Status made = to.add_device(record);
        made = made ? to.ensure_slots({slot(number)}, limits::capacity_max) : made;
        if (!made) {
          return made;
        }
        const auto granted = to.grant({record.id, 1}, {slot(number), 1'000});
        if (!granted) {
          return granted.error();
        }
      }
      return done();
    }));
    const auto connection = must(postgres::Connection::open(url_));
    must(connection->execute(
        "UPDATE slots SET capacity = 1000000000, wanted = 1000000000 WHERE site_id = '" +
        std::string(site_.text()) + "'"));
  }

  double confirm_all(std::size_t clients, std::size_t booking_bytes, std::size_t seconds) const {
    PgbenchOrder order;
    order.programs = postgres_of_run().programs();
    order.database_url = url_;
    order.script = std::filesystem::path(LOBBY_SOURCE_DIR) / "tests" / "bench" / "confirm.sql";
    order.variables = {{"content", std::string(booking_bytes, 'x')},
                       {"notice", std::string(notice_bytes, 'x')},
                       {"grant", std::string(grant_bytes, 'x')},
                       {"sequence", "0"}};
    order.clients = clients;
    order.seconds = seconds;
    return run_pgbench(order);
  }

 private:
  SiteId site_ = SiteId::literal("rival");
  std::string url_;
};

void measure(RowTable& table, const Plan& plan) {
  Hotel hotel(Engine::postgres, standing);
  const auto kiosks = hotel.add_devices({.count = kiosks_max});
  const Rival rival(hotel);
  for (const std::size_t count : kiosk_counts) {
    if (!plan.wants(row_name(count))) {
      continue;
    }
    const std::size_t bookings = (plan.quick ? 192 : 800) / count + 1;
    std::vector<double> ours;
    std::vector<double> limit;
    for (int round = 0; round < (plan.quick ? 1 : 3); ++round) {
      std::vector<Line> lines;
      lines.reserve(count);
      for (std::size_t number = 0; number < count; ++number) {
        lines.push_back(make_line(*kiosks[number], bookings));
      }
      limit.push_back(rival.confirm_all(count, lines.front().booking_bytes, plan.quick ? 2 : 8));
      ours.push_back(confirm_all(lines));
    }
    table.set(row_name(count), median(ours), median(limit));
  }
}

}  // namespace

std::vector<Row> measure_confirm(const Plan& plan) {
  RowTable table(plan, rows_of(plan));
  table.measure(row_names(), [&] { measure(table, plan); });
  return table.take();
}

}  // namespace lobby::bench
