// Reads the files, compares them with the record in schema_migrations, runs what is missing.
#include "platform/sqlite/migration.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

namespace lobby::sqlite {
namespace {

struct Migration {
  std::int64_t number = 0;
  std::string name;
  std::vector<std::string> statements;
};

struct Applied {
  std::string family;
  std::int64_t number = 0;
  std::int64_t steps_done = 0;
};

std::string_view trimmed(std::string_view line) {
  const auto start = line.find_first_not_of(" \t\r");
  if (start == std::string_view::npos) {
    return {};
  }
  return line.substr(start, line.find_last_not_of(" \t\r") - start + 1);
}

Error unusable(const std::string& directory, const std::string& why) {
  return fail(ErrorCode::configuration, "migrations in " + directory + ": " + why +
                                            "; install the program's assets again or correct "
                                            "the path in its configuration");
}

Result<Migration> read_migration(const std::filesystem::path& file) {
  const std::string name = file.filename().string();
  Migration migration;
  const auto [end, error] = std::from_chars(name.data(), name.data() + 4, migration.number);
  if (name.size() < 10 || error != std::errc{} || end != name.data() + 4 || *end != '_') {
    return unusable(file.parent_path().string(), name + " is not named NNNN_words.sql");
  }
  std::ifstream input(file, std::ios::binary);
  const std::string sql((std::istreambuf_iterator<char>(input)), {});
  migration.name = name;
  migration.statements = split_statements(sql);
  if (!input || migration.statements.empty()) {
    return unusable(file.parent_path().string(), name + " cannot be read or is empty");
  }
  return migration;
}

Result<std::vector<Migration>> read_migrations(const std::string& directory) {
  std::error_code error;
  std::vector<Migration> migrations;
  for (std::filesystem::directory_iterator file(directory, error), end; !error && file != end;
       file.increment(error)) {
    if (file->path().extension() != ".sql") {
      continue;
    }
    Result<Migration> migration = read_migration(file->path());
    if (!migration) {
      return migration.error();
    }
    migrations.push_back(std::move(*migration));
  }
  if (error) {
    return unusable(directory, error.message());
  }
  std::ranges::sort(migrations, {}, &Migration::number);
  std::int64_t expected = 0;
  for (const Migration& migration : migrations) {
    if (migration.number != ++expected) {
      return unusable(directory, "number " + std::to_string(expected) + " is missing or double");
    }
  }
  if (migrations.empty()) {
    return unusable(directory, "there are none");
  }
  return migrations;
}

Result<std::vector<Applied>> read_applied(Database& database) {
  const Status made = database.execute(
      "CREATE TABLE IF NOT EXISTS schema_migrations ("
      "  family TEXT NOT NULL, number BIGINT NOT NULL, name TEXT NOT NULL,"
      "  steps_done BIGINT NOT NULL, PRIMARY KEY (family, number))",
      "preparing its schema");
  if (!made) {
    return made.error();
  }
  return collect(
      database.query("SELECT family, number, steps_done FROM schema_migrations ORDER BY number"),
      [](Query& row) { return Applied{row.text(0), row.integer(1), row.integer(2)}; });
}

Status check_applied(const Database& database, const std::vector<Applied>& applied,
                     const std::vector<Migration>& known, const std::string& family) {
  for (const Applied& one : applied) {
    if (one.family != family) {
      return fail(ErrorCode::configuration, database.path() + " is a " + one.family +
                                                " store, not a " + family +
                                                " store; correct the data path");
    }
    const auto index = static_cast<std::size_t>(one.number - 1);
    if (one.number < 1 || index >= known.size() ||
        one.steps_done > static_cast<std::int64_t>(known[index].statements.size())) {
      return fail(ErrorCode::unsupported_version,
                  database.path() + " was written by a newer program (schema " +
                      std::to_string(one.number) + ", this program knows " +
                      std::to_string(known.size()) + "); install that version or a newer one");
    }
  }
  return done();
}

Status run_step(Database& database, const Migration& migration, const std::string& family,
                std::size_t step) {
  Result<Transaction> transaction = Transaction::begin(database);
  if (!transaction) {
    return transaction.error();
  }
  // Another process may have run this step while this one waited for the lock.
  const auto steps_done = first(
      database.query("SELECT steps_done FROM schema_migrations WHERE family = ?1 AND number = ?2",
                     family, migration.number),
      [](Query& row) { return row.integer(0); });
  if (!steps_done) {
    return steps_done.error();
  }
  if (steps_done->value_or(0) > static_cast<std::int64_t>(step)) {
    return done();
  }
  if (Status ran = database.execute(migration.statements[step], "changing its schema"); !ran) {
    return ran;
  }
  const Result<std::int64_t> recorded = database.run(
      "INSERT INTO schema_migrations (family, number, name, steps_done) VALUES (?1, ?2, ?3, ?4)"
      " ON CONFLICT (family, number) DO UPDATE SET steps_done = excluded.steps_done",
      family, migration.number, migration.name, step + 1);
  return recorded ? transaction->commit() : Status(recorded.error());
}

Status run_missing(Database& database, const std::vector<Migration>& known,
                   const std::vector<Applied>& applied, const std::string& family) {
  for (const Migration& migration : known) {
    const auto found = std::ranges::find(applied, migration.number, &Applied::number);
    auto step =
        found == applied.end() ? std::size_t{0} : static_cast<std::size_t>(found->steps_done);
    for (; step < migration.statements.size(); ++step) {
      if (Status ran = run_step(database, migration, family, step); !ran) {
        return ran;
      }
    }
  }
  return done();
}

}  // namespace

std::vector<std::string> split_statements(std::string_view sql) {
  std::vector<std::string> statements;
  std::string statement;
  while (!sql.empty()) {
    const auto end = std::min(sql.find('\n'), sql.size());
    const std::string_view line = trimmed(sql.substr(0, end));
    sql.remove_prefix(std::min(end + 1, sql.size()));
    if (line.empty() || line.starts_with("--")) {
      continue;
    }
    statement += line;
    statement += '\n';
    if (line.ends_with(';')) {
      statements.push_back(std::move(statement));
      statement.clear();
    }
  }
  if (!statement.empty()) {
    statements.push_back(std::move(statement));
  }
  return statements;
}

Status migrate(Database& database, const std::string& directory, const std::string& family) {
  const Result<std::vector<Migration>> known = read_migrations(directory);
  if (!known) {
    return known.error();
  }
  const Result<std::vector<Applied>> applied = read_applied(database);
  if (!applied) {
    return applied.error();
  }
  if (Status checked = check_applied(database, *applied, *known, family); !checked) {
    return checked;
  }
  // No flush a step: after a power cut the steps that were lost are run again.
  if (Status relaxed = database.execute("PRAGMA synchronous = NORMAL", "migrating"); !relaxed) {
    return relaxed;
  }
  const Status ran = run_missing(database, *known, *applied, family);
  const Status strict = database.execute("PRAGMA synchronous = FULL", "migrating");
  return ran ? strict : ran;
}

}  // namespace lobby::sqlite
