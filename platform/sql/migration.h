// Numbered forward-only migrations: NNNN_name.sql files of one directory, a statement a step.
// Each step and its record are one transaction, so that a migration cut short goes on where it
// stopped; the record's row is its lock, so that of two programs starting at once one runs it.
// Family ("device", "server") keeps one kind of store from opening as the other.
// The thread of the target's connection.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "platform/sql/session.h"

namespace lobby::sql {

// The database as a migration sees it.
class MigrationTarget {
 public:
  virtual ~MigrationTarget() = default;

  virtual Session& session() = 0;
  // What messages call the database.
  virtual std::string name() const = 0;
  // Runs one statement of a file, in the engine's own dialect where that differs.
  virtual Status change_schema(const std::string& statement) = 0;
  // Commits when `work` returns a value.
  virtual Status in_transaction(const std::function<Status()>& work) = 0;
};

// A statement ends with ';' at the end of a line; comments (-- …) are left out.
std::vector<std::string> split_statements(std::string_view sql);

// Errors: configuration (the directory or a number is missing, another family's store),
// unsupported_version (the store was written by a newer program), those of the target.
Status migrate(MigrationTarget& target, const std::string& directory, const std::string& family);

}  // namespace lobby::sql
