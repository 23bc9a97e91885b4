// The dialect, and a step as a transaction (PostgreSQL undoes CREATE TABLE like anything else).
#include "platform/postgres/migration.h"

#include <cctype>

#include "platform/sql/migration.h"

namespace lobby::postgres {
namespace {

bool in_word(char letter) {
  return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '_';
}

std::string_view type_of(std::string_view word) {
  return word == "BLOB" ? "BYTEA" : word == "TEXT" ? "TEXT COLLATE \"C\"" : word;
}

class Target final : public sql::MigrationTarget {
 public:
  explicit Target(Connection& connection) : connection_(connection) {}

  sql::Session& session() override { return connection_; }
  std::string name() const override { return connection_.name(); }
  Status change_schema(const std::string& statement) override {
    connection_.set_doing("changing its schema");
    return connection_.execute(in_dialect(statement));
  }
  Status in_transaction(const std::function<Status()>& work) override {
    if (Status begun = connection_.execute("BEGIN"); !begun) {
      return begun;
    }
    Status ended = work();
    if (ended) {
      ended = connection_.commit();
    } else {
      (void)connection_.execute("ROLLBACK");
    }
    return ended;
  }

 private:
  Connection& connection_;
};

}  // namespace

std::string in_dialect(std::string_view statement) {
  std::string text;
  bool quoted = false;
  while (!statement.empty()) {
    std::size_t length = 0;
    while (length < statement.size() && in_word(statement[length])) {
      ++length;
    }
    if (length > 0) {
      const std::string_view word = statement.substr(0, length);
      text += quoted ? word : type_of(word);
    } else {
      length = 1;
      quoted = quoted != (statement.front() == '\'');
      text += statement.front();
    }
    statement.remove_prefix(length);
  }
  return text;
}

Status migrate(Connection& connection, const std::string& directory, const std::string& family) {
  // A second program waits here while the first changes a large table.
  if (Status patient = connection.execute("SET statement_timeout = 0; SET lock_timeout = 0");
      !patient) {
    return patient;
  }
  Target target(connection);
  return sql::migrate(target, directory, family);
}

}  // namespace lobby::postgres
