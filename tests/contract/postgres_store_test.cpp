// Goal: what PostgreSQL alone can do to a store: connections killed in the middle or at COMMIT,
// warnings, conflicts, interrupted and simultaneous migrations. Method: a private server; triggers
// and pg_terminate_backend make the faults, a second connection looks on.
#include <array>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

#include <gtest/gtest.h>

#include "platform/postgres/migration.h"
#include "tests/contract/server_store_kinds.h"

namespace lobby::tests {
namespace {

using inventory::Capacity;
using port::ServerTransaction;

class PostgresStore : public testing::Test {
 protected:
  void SetUp() override {
    url_ = PostgresProcess::shared().fresh_url();
    store_ = PostgresServerKind::open_at(url_);
    auto onlooker = postgres::Connection::open(url_);
    ASSERT_TRUE(onlooker.ok() && store_ != nullptr);
    onlooker_ = *std::move(onlooker);
    ASSERT_TRUE(
        store_->run(site, [](ServerTransaction& to) { return to.ensure_slots({night(1)}, 100); })
            .ok());
  }
  void look(const std::string& sql) {
    const Status done = onlooker_->execute(sql);
    ASSERT_TRUE(done.ok()) << to_string(done.error());
  }
  void kill_all_others() {
    look(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()");
  }
  // At COMMIT of a transaction that told the feed something.
  void at_commit(const std::string& body) {
    look("CREATE FUNCTION at_commit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN " + body +
         " RETURN NULL; END $$");
    look(
        "CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT OR UPDATE ON facts DEFERRABLE INITIALLY "
        "DEFERRED"
        " FOR EACH ROW EXECUTE FUNCTION at_commit()");
  }
  Status sell_and_tell() {
    return store_->run(site, [](ServerTransaction& to) -> Status {
      if (Status sold = to.sell({night(1), 1}); !sold) {
        return sold;
      }
      return to.append_feed(key_notice(1, false));
    });
  }
  std::int32_t sold() {
    std::int32_t units = -1;
    const Status read = store_->read(site, [&](ServerTransaction& view) -> Status {
      const auto found = view.capacities(king_rooms, night(1).date, night(1).date);
      units = found ? found->front().second.sold : -1;
      return done();
    });
    EXPECT_TRUE(read.ok()) << (read ? "" : to_string(read.error()));
    return units;
  }
  static ErrorCode code(const Status& status) {
    EXPECT_FALSE(status.ok());
    return status ? ErrorCode::internal : status.error().code;
  }

  std::string url_;
  std::unique_ptr<port::ServerStore> store_;
  std::unique_ptr<postgres::Connection> onlooker_;
};

TEST_F(PostgresStore, a_backend_killed_in_the_middle_leaves_nothing) {
  const Status killed = store_->run(site, [&](ServerTransaction& to) -> Status {
    EXPECT_TRUE(to.sell({night(1), 1}).ok());
    kill_all_others();
    return to.append_feed(key_notice(1, false));
  });
  EXPECT_EQ(code(killed), ErrorCode::unavailable);
  EXPECT_EQ(sold(), 0);
  EXPECT_EQ(*store_->feed_head(site), 0);
  EXPECT_TRUE(sell_and_tell().ok());
  EXPECT_EQ(sold(), 1);
}

TEST_F(PostgresStore, work_that_overlooks_the_loss_is_not_taken_for_done) {
  const Status killed = store_->run(site, [&](ServerTransaction& to) -> Status {
    EXPECT_TRUE(to.sell({night(1), 1}).ok());
    kill_all_others();
    return done();
  });
  EXPECT_EQ(code(killed), ErrorCode::unavailable);
  EXPECT_EQ(sold(), 0);
}

TEST_F(PostgresStore, kept_connections_that_died_are_replaced_unseen) {
  ASSERT_TRUE(sell_and_tell().ok());
  EXPECT_EQ(sold(), 1);
  kill_all_others();
  EXPECT_EQ(sold(), 1);
  EXPECT_EQ(*store_->feed_head(site), 1);
  EXPECT_TRUE(sell_and_tell().ok());
  EXPECT_EQ(sold(), 2);
}

TEST_F(PostgresStore, a_connection_lost_at_commit_is_unavailable) {
  at_commit("PERFORM pg_terminate_backend(pg_backend_pid());");
  const Status lost = sell_and_tell();
  EXPECT_EQ(code(lost), ErrorCode::unavailable);
  EXPECT_NE(lost.error().detail.find("under the same id"), std::string::npos);
  EXPECT_EQ(sold(), 0);
}

TEST_F(PostgresStore, a_warning_at_commit_is_no_success) {
  at_commit("RAISE WARNING 'canceling wait for synchronous replication';");
  EXPECT_EQ(code(sell_and_tell()), ErrorCode::unavailable);
  EXPECT_EQ(sold(), 1);  // it was kept, as the caller finds when it repeats the request
}

TEST_F(PostgresStore, a_conflict_runs_the_work_again) {
  look("CREATE SEQUENCE tries");
  at_commit("IF nextval('tries') < 4 THEN RAISE EXCEPTION USING ERRCODE = '40001'; END IF;");
  EXPECT_TRUE(sell_and_tell().ok());
  EXPECT_EQ(sold(), 1);
  EXPECT_EQ(*store_->feed_head(site), 1);
}

TEST_F(PostgresStore, a_conflict_without_end_is_unavailable) {
  at_commit("RAISE EXCEPTION USING ERRCODE = '40P01';");
  EXPECT_EQ(code(sell_and_tell()), ErrorCode::unavailable);
  EXPECT_EQ(sold(), 0);
}

TEST_F(PostgresStore, crowded_writers_among_conflicts_each_get_their_own_outcome) {
  look(
      "CREATE FUNCTION now_and_then() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
      " IF random() < 0.1 THEN RAISE EXCEPTION USING ERRCODE = '40001'; END IF;"
      " RETURN NULL; END $$");
  look(
      "CREATE TRIGGER now_and_then AFTER INSERT OR UPDATE ON facts FOR EACH ROW"
      " EXECUTE FUNCTION now_and_then()");
  std::atomic<int> failed = 0;
  std::vector<std::thread> writers;
  for (int writer = 0; writer < 6; ++writer) {
    writers.emplace_back([&] {
      for (int round = 0; round < 15; ++round) {
        failed += sell_and_tell() ? 0 : 1;
      }
    });
  }
  for (std::thread& writer : writers) {
    writer.join();
  }
  EXPECT_EQ(failed, 0);
  EXPECT_EQ(sold(), 90);
  EXPECT_EQ(*store_->feed_head(site), 90);
}

TEST_F(PostgresStore, a_view_writes_nothing) {
  const Status written =
      store_->read(site, [](ServerTransaction& view) { return view.sell({night(1), 1}); });
  EXPECT_EQ(code(written), ErrorCode::read_only);
  EXPECT_EQ(sold(), 0);
}

TEST_F(PostgresStore, two_stores_never_grant_more_of_a_hot_slot_than_there_is) {
  const auto other = PostgresServerKind::open_at(url_);
  std::atomic<int> granted = 0;
  std::vector<std::thread> servers;
  for (unsigned number = 0; number < 6; ++number) {
    servers.emplace_back([&, number] {
      port::ServerStore& store = number % 2 == 0 ? *store_ : *other;
      const auto units = static_cast<std::int32_t>(1 + number % 3);
      for (int round = 0; round < 20; ++round) {
        const Status given = store.run(site, [&](ServerTransaction& to) -> Status {
          const auto total = to.grant({id_of<DeviceId>(number), 1}, {night(1), units});
          return total ? done() : Status(total.error());
        });
        granted += given ? units : 0;
        EXPECT_TRUE(given.ok() || given.error().code == ErrorCode::sold_out);
      }
    });
  }
  for (std::thread& server : servers) {
    server.join();
  }
  EXPECT_EQ(granted, 100);
}

TEST_F(PostgresStore, a_site_of_its_own_does_not_wait_for_another) {
  const Status outer = store_->run(site, [&](ServerTransaction& to) -> Status {
    EXPECT_TRUE(to.sell({night(1), 1}).ok());
    return store_->run(SiteId::literal("other-house"), [](ServerTransaction& other) {
      return other.append_feed(key_notice(1, false));
    });
  });
  EXPECT_TRUE(outer.ok());
}

class PostgresMigration : public testing::Test {
 protected:
  void write(const std::string& name, const std::string& sql) {
    std::ofstream(directory_.file(name)) << sql;
  }
  Status open() {
    const auto store =
        postgres::ServerStore::open({.url = url_, .migrations_directory = directory_.path()});
    return store ? done() : Status(store.error());
  }
  const ScratchDirectory directory_;
  const std::string url_ = PostgresProcess::shared().fresh_url();
};

TEST_F(PostgresMigration, goes_on_where_it_stopped) {
  write("0001_begin.sql", "-- c;\nCREATE TABLE a (x BLOB);\n\nCREATE TABLE b (\n x TEXT\n);\n");
  write("0002_more.sql", "CREATE TABLE c (x BIGINT);\nINSERT INTO nothing VALUES (1);\n");
  EXPECT_FALSE(open().ok());
  write("0002_more.sql", "CREATE TABLE c (x BIGINT);\nINSERT INTO c VALUES (1);\n");
  EXPECT_TRUE(open().ok());
  EXPECT_TRUE(open().ok());
  std::filesystem::remove(directory_.file("0002_more.sql"));
  const Status newer = open();
  ASSERT_FALSE(newer.ok());
  EXPECT_EQ(newer.error().code, ErrorCode::unsupported_version);
}

TEST_F(PostgresMigration, grants_counted_by_device_become_those_of_its_epoch) {
  const std::filesystem::path shipped = migrations_directory("server");
  std::filesystem::copy_file(shipped / "0001_begin.sql", directory_.file("0001_begin.sql"));
  ASSERT_TRUE(open().ok());
  const auto connection = *postgres::Connection::open(url_);
  ASSERT_TRUE(connection
                  ->execute("INSERT INTO devices VALUES ('house', '\\x01', 'Kiosk', 0, '\\x02',"
                            " '\\x03', 4, 0, 0, NULL);"
                            "INSERT INTO grants VALUES ('house', '\\x01', 'king-room', 9, 0, 5, 2)")
                  .ok());
  std::filesystem::copy_file(shipped / "0002_epochs.sql", directory_.file("0002_epochs.sql"));
  const Status migrated = open();
  ASSERT_TRUE(migrated.ok()) << to_string(migrated.error());
  const auto kept =
      first(connection->select("SELECT epoch, granted_total, consumed_total,"
                               " reclaimed_total FROM allotments"),
            [](sql::Row& row) {
              return std::array{row.integer(0), row.integer(1), row.integer(2), row.integer(3)};
            });
  ASSERT_TRUE(kept.ok() && kept->has_value());
  EXPECT_EQ(**kept, (std::array<std::int64_t, 4>{4, 5, 2, 0}));
}

TEST_F(PostgresMigration, servers_that_start_at_once_share_it) {
  std::string steps;
  for (int number = 0; number < 20; ++number) {
    steps += "CREATE TABLE t" + std::to_string(number) + " (x BIGINT);\n";
  }
  write("0001_begin.sql", steps);
  std::vector<std::thread> servers;
  for (int server = 0; server < 4; ++server) {
    servers.emplace_back([&] {
      const Status opened = open();
      EXPECT_TRUE(opened.ok()) << (opened ? "" : to_string(opened.error()));
    });
  }
  for (std::thread& server : servers) {
    server.join();
  }
}

TEST(PostgresDialect, types_are_translated_and_quoted_texts_left_alone) {
  EXPECT_EQ(postgres::in_dialect("a BLOB, b TEXT NOT NULL, c_TEXT BIGINT DEFAULT 'TEXT BLOB'"),
            "a BYTEA, b TEXT COLLATE \"C\" NOT NULL, c_TEXT BIGINT DEFAULT 'TEXT BLOB'");
}

TEST(PostgresConnection, a_wrong_url_is_named_without_its_password) {
  const auto refusal = [](const std::string& url) {
    const auto opened = postgres::Connection::open(url);
    return opened ? Error{} : opened.error();
  };
  const Error malformed = refusal("host=x password=very secret");
  EXPECT_EQ(malformed.code, ErrorCode::configuration);
  EXPECT_EQ(malformed.detail.find("secret"), std::string::npos);
  const Error nobody = refusal("host=/nonexistent user=lobby password=secret dbname=lobby");
  EXPECT_EQ(nobody.code, ErrorCode::unavailable);
  EXPECT_EQ(nobody.detail.find("secret"), std::string::npos);
  EXPECT_NE(nobody.detail.find("/nonexistent"), std::string::npos);
  const Error missing = refusal(PostgresProcess::shared().fresh_url() + " dbname=nothing_here");
  EXPECT_EQ(missing.code, ErrorCode::configuration);
}

}  // namespace
}  // namespace lobby::tests
