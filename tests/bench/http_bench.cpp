// Operations through mutual TLS into SQLite, beside the bare limit of the same machine: rows of the
// same bytes inserted with the same number of rows a commit (WAL, synchronous=FULL), no network.
// One operation (a check-in) is four rows and a reply; the limit is one row.
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include <benchmark/benchmark.h>
#include <sqlite3.h>

#include "app/common/enrolment.h"
#include "core/protocol/codec.h"
#include "platform/curl/transport.h"
#include "platform/openssl/crypto.h"
#include "platform/openssl/key.h"
#include "tests/fakes/server_process.h"
#include "tests/fakes/tls_house.h"

namespace lobby::bench {
namespace {

using tests::ServerProcess;

constexpr Duration timeout = Duration::seconds(30);

// A desk at a server, with as many check-ins to send as are wanted.
class Sender {
 public:
  Sender(ServerProcess& server, const std::string& name) {
    data_ = server.data().parent_path() / name;
    const auto order = server.order_enrolment(name, protocol::DeviceRole::desk);
    const auto reply = enrol(order.server_url, order.code, order.ca_fingerprint, data_);
    CHECK(reply.ok());
    identity_ = *reply;
    signer_.emplace(*std::move(openssl::PrivateKey::load(data_ / "key.pem")));
    transport_ = *std::move(curl::Transport::open({.server_url = order.server_url,
                                                   .authority_file = data_ / "ca.pem",
                                                   .certificate_file = data_ / "certificate.pem",
                                                   .key_file = data_ / "key.pem"}));
  }

  std::string next_batch(std::size_t operations) {
    protocol::Batch batch{identity_.device, {}, {}};
    for (std::size_t index = 0; index < operations; ++index) {
      batch.operations.push_back(next_operation());
    }
    batch.signature = signer_->sign(protocol::signing_message(batch));
    return protocol::to_json(batch);
  }
  void send(const std::string& batch) {
    const Result<port::Reply> reply = transport_->post("/v1/operations", batch, timeout);
    CHECK(reply.ok() && reply->status == 200);
  }

 private:
  protocol::Operation next_operation() {
    ++sequence_;
    IdBytes random{};
    std::array<std::uint8_t, 5> code{};
    for (unsigned byte = 0; byte < code.size(); ++byte) {
      random[15 - byte] = static_cast<std::uint8_t>(sequence_ >> (8U * byte));
      code[4 - byte] = random[15 - byte];
    }
    random[9] = identity_.device.bytes()[15];
    random[10] = identity_.device.bytes()[14];
    const UtcTime now = tests::time_now();
    protocol::CheckIn check_in;
    check_in.admission = {ticket::BookingCode(code), {random[9], random[10], 3}, 1};
    check_in.at = now;
    protocol::Operation operation;
    operation.id = OperationId(uuid_v7(now, random));
    operation.site = identity_.site;
    operation.device = identity_.device;
    operation.sequence = sequence_;
    operation.device_time = now;
    operation.payload = check_in;
    return operation;
  }

  std::filesystem::path data_;
  protocol::EnrolReply identity_;
  std::unique_ptr<curl::Transport> transport_;
  std::optional<openssl::Signer> signer_;
  std::int64_t sequence_ = 0;
};

void through_https(benchmark::State& state) {
  ServerProcess server;
  server.start();
  Sender sender(server, "desk");
  const auto operations = static_cast<std::size_t>(state.range(0));
  for (auto _ : state) {
    state.PauseTiming();
    const std::string batch = sender.next_batch(operations);
    state.ResumeTiming();
    sender.send(batch);
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(through_https)->Name("https_operations/ours")->Arg(1)->Arg(64)->UseRealTime();

// Eight desks at once, one operation each: the server shares one flush among them.
void eight_senders(benchmark::State& state) {
  constexpr std::size_t senders = 8;
  constexpr std::size_t each = 50;
  ServerProcess server;
  server.start();
  std::vector<std::unique_ptr<Sender>> desks;
  for (std::size_t index = 0; index < senders; ++index) {
    desks.push_back(std::make_unique<Sender>(server, "desk" + std::to_string(index)));
  }
  for (auto _ : state) {
    std::vector<std::thread> threads;
    for (const auto& desk : desks) {
      threads.emplace_back([&desk] {
        for (std::size_t count = 0; count < each; ++count) {
          desk->send(desk->next_batch(1));
        }
      });
    }
    for (std::thread& thread : threads) {
      thread.join();
    }
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(senders * each));
}
BENCHMARK(eight_senders)->Name("https_operations_8_desks/ours")->UseRealTime();

void run_sql(sqlite3* database, const char* sql) {
  CHECK(sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
}

void bare_insert(benchmark::State& state) {
  ServerProcess place;  // for its directory on the same disk
  sqlite3* database = nullptr;
  CHECK(sqlite3_open((place.data() / "bare.db").c_str(), &database) == SQLITE_OK);
  run_sql(database,
          "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
          "CREATE TABLE operations (id INTEGER PRIMARY KEY, body TEXT)");
  sqlite3_stmt* insert = nullptr;
  sqlite3_prepare_v2(database, "INSERT INTO operations (body) VALUES (?1)", -1, &insert, nullptr);
  constexpr int operation_bytes = 420;  // a check-in as JSON
  const std::string body(operation_bytes, 'x');
  for (auto _ : state) {
    run_sql(database, "BEGIN IMMEDIATE");
    for (std::int64_t row = 0; row < state.range(0); ++row) {
      sqlite3_bind_text(insert, 1, body.data(), operation_bytes, SQLITE_STATIC);
      CHECK(sqlite3_step(insert) == SQLITE_DONE);
      sqlite3_reset(insert);
    }
    run_sql(database, "COMMIT");
  }
  sqlite3_finalize(insert);
  sqlite3_close(database);
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(bare_insert)->Name("https_operations/limit")->Arg(1)->Arg(64)->UseRealTime();

}  // namespace
}  // namespace lobby::bench
