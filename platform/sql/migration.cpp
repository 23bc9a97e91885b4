// Reads the files, compares them with the record in schema_migrations, runs what is missing.
#include "platform/sql/migration.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include "platform/sql/changed.h"

namespace lobby::sql {
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

constexpr const char* make_record =
    "CREATE TABLE IF NOT EXISTS schema_migrations ("
    "  family TEXT NOT NULL, number BIGINT NOT NULL, name TEXT NOT NULL,"
    "  steps_done BIGINT NOT NULL, PRIMARY KEY (family, number))";

Result<std::vector<Applied>> read_applied(MigrationTarget& target) {
  Status made = target.change_schema(make_record);
  if (!made && made.error().code == ErrorCode::already_exists) {
    // PostgreSQL's IF NOT EXISTS looks first: of two servers starting at once, one is refused.
    made = target.change_schema(make_record);
  }
  if (!made) {
    return made.error();
  }
  return collect(target.session().select(
                     "SELECT family, number, steps_done FROM schema_migrations ORDER BY number"),
                 [](Row& row) { return Applied{row.text(0), row.integer(1), row.integer(2)}; });
}

Status check_applied(const MigrationTarget& target, const std::vector<Applied>& applied,
                     const std::vector<Migration>& known, const std::string& family) {
  for (const Applied& one : applied) {
    if (one.family != family) {
      return fail(ErrorCode::configuration, target.name() + " is a " + one.family +
                                                " store, not a " + family +
                                                " store; correct the data path");
    }
    const auto index = static_cast<std::size_t>(one.number - 1);
    if (one.number < 1 || index >= known.size() ||
        one.steps_done > static_cast<std::int64_t>(known[index].statements.size())) {
      return fail(ErrorCode::unsupported_version,
                  target.name() + " was written by a newer program (schema " +
                      std::to_string(one.number) + ", this program knows " +
                      std::to_string(known.size()) + "); install that version or a newer one");
    }
  }
  return done();
}

Status run_step(MigrationTarget& target, const Migration& migration, const std::string& family,
                std::size_t step) {
  return target.in_transaction([&]() -> Status {
    // Reads the record and holds its row until the commit: another program may have run this step
    // meanwhile, or waits here now.
    const auto steps_done =
        first(target.session().select(
                  "INSERT INTO schema_migrations (family, number, name, steps_done)"
                  " VALUES (?1, ?2, ?3, 0) ON CONFLICT (family, number) DO UPDATE"
                  " SET steps_done = schema_migrations.steps_done RETURNING steps_done",
                  family, migration.number, migration.name),
              [](Row& row) { return row.integer(0); });
    if (!steps_done) {
      return steps_done.error();
    }
    if (steps_done->value_or(0) > static_cast<std::int64_t>(step)) {
      return done();
    }
    if (Status changed = target.change_schema(migration.statements[step]); !changed) {
      return changed;
    }
    return ran(target.session().run(
        "UPDATE schema_migrations SET steps_done = ?3 WHERE family = ?1 AND number = ?2", family,
        migration.number, step + 1));
  });
}

Status run_missing(MigrationTarget& target, const std::vector<Migration>& known,
                   const std::vector<Applied>& applied, const std::string& family) {
  for (const Migration& migration : known) {
    const auto found = std::ranges::find(applied, migration.number, &Applied::number);
    auto step =
        found == applied.end() ? std::size_t{0} : static_cast<std::size_t>(found->steps_done);
    for (; step < migration.statements.size(); ++step) {
      if (Status stepped = run_step(target, migration, family, step); !stepped) {
        return stepped;
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

Status migrate(MigrationTarget& target, const std::string& directory, const std::string& family) {
  const Result<std::vector<Migration>> known = read_migrations(directory);
  if (!known) {
    return known.error();
  }
  const Result<std::vector<Applied>> applied = read_applied(target);
  if (!applied) {
    return applied.error();
  }
  if (Status checked = check_applied(target, *applied, *known, family); !checked) {
    return checked;
  }
  return run_missing(target, *known, *applied, family);
}

}  // namespace lobby::sql
