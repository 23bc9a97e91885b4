// Goal: no query of the feed, the outbox or the allotments reads a whole table. Method: run every
// call on stores, then ask SQLite for the plan of each statement they keep prepared.
#include <algorithm>
#include <vector>

#include <gtest/gtest.h>
#include <sqlite3.h>

#include "tests/contract/device_store_kinds.h"
#include "tests/contract/server_store_kinds.h"

namespace lobby::tests {
namespace {

// Every connection that the process opens, as SQLite tells it.
std::vector<sqlite3*>& connections() {
  static std::vector<sqlite3*> opened;
  return opened;
}

int note_connection(sqlite3* handle, char**, const sqlite3_api_routines*) {
  connections().push_back(handle);
  return SQLITE_OK;
}

std::vector<std::string> kept_statements() {
  std::vector<std::string> statements;
  for (sqlite3* handle : connections()) {
    for (sqlite3_stmt* at = sqlite3_next_stmt(handle, nullptr); at != nullptr;
         at = sqlite3_next_stmt(handle, at)) {
      statements.emplace_back(sqlite3_sql(at));
    }
  }
  return statements;
}

std::vector<std::string> plan_of(sqlite3* handle, const std::string& sql) {
  std::vector<std::string> lines;
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(handle, ("EXPLAIN QUERY PLAN " + sql).c_str(), -1, &statement, nullptr) !=
      SQLITE_OK) {
    return lines;  // PRAGMA and COMMIT have no plan
  }
  while (sqlite3_step(statement) == SQLITE_ROW) {
    lines.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(statement, 3)));
  }
  sqlite3_finalize(statement);
  return lines;
}

// Small by nature and read as a whole: migrations, the tickets not yet seen, the count of keys.
bool may_scan(const std::string& sql) {
  return sql.find("FROM schema_migrations") != std::string::npos ||
         sql.find("unseen_tickets JOIN") != std::string::npos ||
         sql.find("count(*) FROM ticket_keys") != std::string::npos ||
         sql.starts_with("DELETE FROM ");  // another device or site: all of it goes
}

class StoreQueryPlan : public testing::Test {
 protected:
  void SetUp() override {
    connections().clear();
    sqlite3_auto_extension(reinterpret_cast<void (*)()>(note_connection));
  }
  void TearDown() override { sqlite3_reset_auto_extension(); }

  void expect_no_scan(std::size_t statements_at_least) {
    const std::vector<std::string> statements = kept_statements();
    EXPECT_GE(statements.size(), statements_at_least);
    for (const std::string& sql : statements) {
      for (const std::string& line : plan_of(connections().front(), sql)) {
        const bool scans = line.starts_with("SCAN ") && !line.starts_with("SCAN (subquery") &&
                           !line.starts_with("SCAN given") &&
                           line.find("CONSTANT ROW") == std::string::npos;  // a VALUES list
        EXPECT_TRUE(!scans || may_scan(sql)) << line << "\n  in " << sql;
      }
    }
  }
};

TEST_F(StoreQueryPlan, the_device_searches_and_never_scans) {
  const ScratchDirectory directory;
  SqliteDeviceKind kind;
  const auto store = kind.open(directory);
  ASSERT_TRUE(store->save_identity(kiosk_identity()).ok());
  ASSERT_TRUE(
      store
          ->apply_feed(page(1, {grant_notice(night(1), 9), key_notice(1, false),
                                listed(1, 1, {1}, {2}), protocol::CatalogNotice{1, "t"},
                                protocol::AdmissionNotice{admission_id(7), {1}, {}, "", false},
                                protocol::AdmissionNotice{admission_id(7), {1}, {}, "", true}}))
          .ok());
  const auto booking = confirmed_booking(1, {{night(1), 1}});
  ASSERT_TRUE(store->commit_booking(placing(booking, 1), "HTTPS://X").ok());
  ASSERT_TRUE(store->commit_admission(admitting(1, 2, {5})).ok());
  ASSERT_TRUE(store->commit_admission(undoing(1, 3, {6})).ok());
  ASSERT_TRUE(store->commit_admission(admitting(2, 4, {5})).ok());
  EXPECT_TRUE(store->due_operations({9}, {9}).ok());
  EXPECT_TRUE(store->outbox_summary().ok());
  EXPECT_TRUE(store->balances(king_rooms, night(1).date, night(2).date).ok());
  EXPECT_TRUE(store->surplus(night(1).date).ok());
  ASSERT_TRUE(
      store
          ->commit_units(
              {id_of<OperationId>(8), {1}, std::nullopt, protocol::ReturnUnits{{{night(1), 1}}}})
          .ok());
  ASSERT_TRUE(store
                  ->commit_units({id_of<OperationId>(9),
                                  {1},
                                  std::nullopt,
                                  protocol::RequestUnits{{{night(1), 1}}, {2}}})
                  .ok());
  EXPECT_TRUE(store->settle({refused(id_of<OperationId>(9), ErrorCode::sold_out)}, 1).ok());
  EXPECT_TRUE(store->retry_later({id_of<OperationId>(1)}, {9}).ok());
  EXPECT_TRUE(store
                  ->settle({applied(id_of<OperationId>(1)), applied(id_of<OperationId>(3)),
                            applied(id_of<OperationId>(4))},
                           1)
                  .ok());
  EXPECT_TRUE(store->mark_ticket_seen(booking.id).ok());
  EXPECT_TRUE(store->unseen_tickets().ok());
  EXPECT_TRUE(store->save_contact({{1}, {}, {}, {}}).ok());
  EXPECT_TRUE(store->sync_state().ok());
  EXPECT_TRUE(store->catalog().ok());
  EXPECT_TRUE(store->key(key_of(1)).ok());
  EXPECT_TRUE(store->key_count().ok());
  EXPECT_TRUE(store->booking(code_of(1)).ok());
  EXPECT_TRUE(store->bookings_between({1}, {2}).ok());
  EXPECT_TRUE(store->admission(admission_id(1)).ok());
  EXPECT_TRUE(store->admissions_of({code_of(1)}).ok());
  expect_no_scan(35);
}

TEST_F(StoreQueryPlan, the_server_searches_and_never_scans) {
  const ScratchDirectory directory;
  SqliteServerKind kind;
  const auto store = kind.open(directory);
  const auto booking = confirmed_booking(1, {});
  protocol::Operation operation;
  operation.site = site;
  operation.payload = protocol::CancelBooking{booking.id, 1};
  const Status worked = store->run(site, [&](port::ServerTransaction& to) -> Status {
    EXPECT_TRUE(to.incarnation().ok());
    EXPECT_TRUE(to.save_catalog(1, "text").ok());
    EXPECT_TRUE(to.catalog_version().ok());
    EXPECT_TRUE(to.catalog_toml().ok());
    EXPECT_TRUE(to.add_enrolment_code({}).ok());
    EXPECT_TRUE(to.take_enrolment_code({}).ok());
    EXPECT_TRUE(to.add_device(device_record(1)).ok());
    EXPECT_TRUE(to.device(kiosk_one).ok());
    EXPECT_TRUE(to.devices().ok());
    EXPECT_TRUE(to.save_device_progress(kiosk_one, {1, {}}, {1}).ok());
    EXPECT_TRUE(to.revoke_device(kiosk_one).ok());
    EXPECT_TRUE(to.add_operation(operation, {{}, applied(operation.id)}).ok());
    EXPECT_TRUE(to.operation(operation.id).ok());
    EXPECT_TRUE(to.ensure_slots({night(1)}, 9).ok());
    EXPECT_TRUE(to.grant({kiosk_one, 1}, {night(1), 1}).ok());
    EXPECT_TRUE(to.consume_grant({kiosk_one, 1}, {night(1), 1}).ok());
    EXPECT_TRUE(to.sell({night(1), 1}).ok());
    EXPECT_TRUE(to.grant({kiosk_one, 1}, {night(1), 1}).ok());
    EXPECT_TRUE(to.return_grant({kiosk_one, 1}, {night(1), 1}).ok());
    EXPECT_TRUE(to.allotments(night(1)).ok());
    EXPECT_TRUE(to.kiosk_count().ok());
    EXPECT_TRUE(to.release({night(1), 1}).ok());
    EXPECT_TRUE(to.capacities(king_rooms, night(1).date, night(2).date).ok());
    EXPECT_TRUE(to.outstanding({kiosk_one, 1}, king_rooms, night(1).date, night(2).date).ok());
    EXPECT_TRUE(to.add_booking(booking).ok());
    EXPECT_TRUE(to.booking(booking.id).ok());
    EXPECT_TRUE(to.bookings_by_code(booking.code).ok());
    EXPECT_FALSE(to.update_booking(booking).ok());
    EXPECT_TRUE(to.add_admission({admission_id(1), {1}, kiosk_one}).ok());
    EXPECT_TRUE(to.admission(admission_id(1)).ok());
    EXPECT_TRUE(to.remove_admission(admission_id(1)).ok());
    EXPECT_TRUE(to.add_staff_task({}).ok());
    EXPECT_TRUE(to.staff_tasks().ok());
    EXPECT_TRUE(to.append_feed(key_notice(1, false)).ok());
    EXPECT_TRUE(to.feed_after(0, {protocol::DeviceRole::desk, {}}, 9).ok());
    EXPECT_TRUE(to.forget_feed({1}).ok());
    EXPECT_TRUE(to.save_backup(1).ok());
    EXPECT_TRUE(to.stable_cursor().ok());
    EXPECT_TRUE(to.add_demand(kiosk_one, night(1).date, {king_rooms, 0, 0, 1}).ok());
    EXPECT_TRUE(to.demand(kiosk_one, night(1).date).ok());
    EXPECT_TRUE(to.forget_demand(kiosk_one, night(1).date).ok());
    EXPECT_TRUE(to.set_capacity(night(1), 9, true).ok());
    EXPECT_TRUE(to.allotment({kiosk_one, 1}, night(1)).ok());
    EXPECT_TRUE(to.slot_accounts(night(1), 9).ok());
    EXPECT_TRUE(to.stray_allotments(9).ok());
    EXPECT_TRUE(to.sequence_accounts().ok());
    EXPECT_TRUE(to.untold_refusals({}, 9).ok());
    EXPECT_TRUE(to.bookings_after(booking.id, 9).ok());
    EXPECT_TRUE(to.admissions_after(admission_id(1), 9).ok());
    return done();
  });
  EXPECT_TRUE(worked.ok()) << to_string(worked.error());
  EXPECT_TRUE(store->feed_head(site).ok());
  expect_no_scan(39);
}

}  // namespace
}  // namespace lobby::tests
