// Goal: `lobby-server audit` reads the database of a running server, prints a line for each
// invariant and ends with 1 where one is broken. Method: the real program on a file and on
// PostgreSQL; damage is done through the store, past the service that would not do it.
#include <gtest/gtest.h>

#include "platform/postgres/server_store.h"
#include "platform/sqlite/server_store.h"
#include "tests/fakes/postgres_process.h"
#include "tests/fakes/sample.h"
#include "tests/web/web_fixture.h"

namespace lobby::tests {
namespace {

ProgramResult audit_of(const ServerProcess& server) {
  return run_server_program({"audit", "--data", server.data().string()});
}

bool has(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

// A refusal that no task names, a number that was never used, a sale without a booking, and a
// ticket let in twice.
Status damage(port::ServerTransaction& store, DeviceId kiosk, DeviceId desk) {
  const protocol::AdmissionId ticket{code_of(7), {}, 1};
  const inventory::Slot slot = store.slot_accounts(std::nullopt, 1)->at(0).slot;
  const protocol::Operation refused =
      sample_operation(desk, 1, protocol::CheckIn{ticket, 1, sample_now});
  const protocol::OperationReply reply{refused.id, protocol::Outcome::refused,
                                       ErrorCode::already_exists, "let in before"};
  const std::vector<Status> changes = {
      store.add_operation(refused, {{}, reply}),
      store.save_device_progress(desk, {2, {}}, sample_now),
      store.consume_grant({kiosk, 1}, {slot, 1}),
      store.add_admission({ticket, sample_now, desk}),
      store.append_feed(protocol::AdmissionNotice{ticket, sample_now, desk, "Desk 1", false}),
      store.append_feed(protocol::AdmissionNotice{ticket, sample_now, kiosk, "Desk 2", false})};
  for (const Status& changed : changes) {
    if (!changed) {
      return changed;
    }
  }
  return done();
}

void expect_audited(ServerProcess& server, port::ServerStore& store) {
  EnrolledDevice kiosk(server, "Kiosk 1", protocol::DeviceRole::kiosk);
  const EnrolledDevice desk(server, "Desk 1", protocol::DeviceRole::desk);
  const auto granted = kiosk.transport().get("/v1/feed?cursor=0&wait_ms=0", request_timeout);
  ASSERT_EQ(outcome_of(granted), "200");
  const ProgramResult sound = audit_of(server);
  EXPECT_EQ(sound.status, 0) << sound.output;
  for (const char* line :
       {"I1 capacity: ", "I2 operations: 0 operations of 2 devices, 0 violations\n",
        "I3 guests: 0 bookings, 0 open conflicts, 0 violations\n", "I4 grants: ",
        "I5 versions: 0 bookings, 0 violations\n", "I6 tickets: 0 admissions, 0 violations\n"}) {
    EXPECT_TRUE(has(sound.output, line)) << sound.output;
  }
  EXPECT_FALSE(has(sound.output, "I1 capacity: 0 slots"));

  const Status damaged = store.run(SiteId::literal("yunting"), [&](port::ServerTransaction& to) {
    return damage(to, kiosk.identity().device, desk.identity().device);
  });
  ASSERT_TRUE(damaged.ok()) << to_string(damaged.error());
  const ProgramResult broken = audit_of(server);
  EXPECT_EQ(broken.status, 1);
  for (const char* line :
       {"I2 operations: 1 operation of 2 devices, 2 violations\n",
        "(check_in) was refused and no task names it", "Desk 1: 1 operation of 1 to 2",
        "sold 1, bookings hold 0", "I6 tickets: 1 admission, 3 violations\n",
        "was admitted by Desk 1 and again by Kiosk 1", "lobby-server: corrupt"}) {
    EXPECT_TRUE(has(broken.output, line)) << line << "\n  is not in\n" << broken.output;
  }
}

TEST(ServerAudit, names_what_is_broken_in_a_file) {
  ServerProcess server;
  server.start();
  const auto store =
      sqlite::ServerStore::open({.path = (server.data() / "lobby.db").string(),
                                 .migrations_directory = migrations_directory("server"),
                                 .busy_timeout_ms = 5'000,
                                 .vfs = {}});
  ASSERT_TRUE(store.ok()) << to_string(store.error());
  expect_audited(server, **store);
}

TEST(ServerAudit, names_what_is_broken_on_postgres) {
  const std::string url = PostgresProcess::shared().fresh_url();
  const auto server = ServerProcess::on_database(url);
  server->start();
  const auto store = postgres::ServerStore::open(
      {.url = url, .migrations_directory = migrations_directory("server")});
  ASSERT_TRUE(store.ok()) << to_string(store.error());
  expect_audited(*server, **store);
}

TEST(ServerAudit, wants_a_server) {
  const ScratchDirectory empty;
  const ProgramResult result = run_server_program({"audit", "--data", empty.path().string()});
  EXPECT_EQ(result.status, 1);
  EXPECT_TRUE(has(result.output, "not_found")) << result.output;
}

}  // namespace
}  // namespace lobby::tests
