// A step is a transaction that holds the file's write lock; the files are SQLite's own dialect.
#include "platform/sqlite/migration.h"

#include "platform/sql/migration.h"

namespace lobby::sqlite {
namespace {

class Target final : public sql::MigrationTarget {
 public:
  explicit Target(Database& database) : database_(database) {}

  sql::Session& session() override { return database_; }
  std::string name() const override { return database_.path(); }
  Status change_schema(const std::string& statement) override {
    return database_.execute(statement, "changing its schema");
  }
  Status in_transaction(const std::function<Status()>& work) override {
    Result<Transaction> transaction = Transaction::begin(database_);
    if (!transaction) {
      return transaction.error();
    }
    const Status worked = work();
    return worked ? transaction->commit() : worked;
  }

 private:
  Database& database_;
};

}  // namespace

Status migrate(Database& database, const std::string& directory, const std::string& family) {
  // No flush a step: after a power cut the steps that were lost are run again.
  if (Status relaxed = database.execute("PRAGMA synchronous = NORMAL", "migrating"); !relaxed) {
    return relaxed;
  }
  Target target(database);
  const Status ran = sql::migrate(target, directory, family);
  const Status strict = database.execute("PRAGMA synchronous = FULL", "migrating");
  return ran ? strict : ran;
}

}  // namespace lobby::sqlite
