// The rows are dealt out evenly to the commits.
#include "tests/bench/bare_insert.h"

#include <functional>
#include <stdexcept>

#include <sqlite3.h>

#include "platform/postgres/connection.h"
#include "tests/bench/must.h"
#include "tests/bench/stopwatch.h"

namespace lobby::bench {
namespace {

struct Statements {
  std::function<void()> begin;
  std::function<void(std::int64_t number)> insert;
  std::function<void()> commit;
};

double run(const Statements& statements, const Rows& rows) {
  const Stopwatch watch;
  std::size_t next = 0;
  for (std::size_t commit = 1; commit <= rows.commits; ++commit) {
    statements.begin();
    for (; next < rows.count * commit / rows.commits; ++next) {
      statements.insert(static_cast<std::int64_t>(next));
    }
    statements.commit();
  }
  return watch.seconds();
}

void check(int result) {
  if (result != SQLITE_OK && result != SQLITE_DONE) {
    throw std::runtime_error(std::string("a bare insert failed: ") + sqlite3_errstr(result));
  }
}

}  // namespace

double insert_into_sqlite(const std::filesystem::path& file, const Rows& rows) {
  sqlite3* database = nullptr;
  check(sqlite3_open(file.c_str(), &database));
  const auto execute = [&](const char* sql) {
    check(sqlite3_exec(database, sql, nullptr, nullptr, nullptr));
  };
  execute(
      "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
      "CREATE TABLE bare_rows (number INTEGER PRIMARY KEY, body TEXT)");
  sqlite3_stmt* insert = nullptr;
  check(
      sqlite3_prepare_v2(database, "INSERT INTO bare_rows VALUES (?1, ?2)", -1, &insert, nullptr));
  const std::string body(rows.bytes, 'x');
  const double seconds = run({[&] { execute("BEGIN IMMEDIATE"); },
                              [&](std::int64_t number) {
                                sqlite3_bind_int64(insert, 1, number);
                                sqlite3_bind_text(insert, 2, body.data(),
                                                  static_cast<int>(body.size()), SQLITE_STATIC);
                                check(sqlite3_step(insert));
                                check(sqlite3_reset(insert));
                              },
                              [&] { execute("COMMIT"); }},
                             rows);
  sqlite3_finalize(insert);
  sqlite3_close(database);
  return seconds;
}

double insert_into_postgres(const std::string& url, const Rows& rows) {
  const auto connection = must(postgres::Connection::open(url));
  must(connection->execute("CREATE TABLE bare_rows (number BIGINT PRIMARY KEY, body TEXT)"));
  const std::string body(rows.bytes, 'x');
  return run({[&] { must(connection->execute("BEGIN")); },
              [&](std::int64_t number) {
                must(connection->run("INSERT INTO bare_rows VALUES (?1, ?2)", number,
                                     std::string_view(body)));
              },
              [&] { must(connection->commit()); }},
             rows);
}

}  // namespace lobby::bench
