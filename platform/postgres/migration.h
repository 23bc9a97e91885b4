// The numbered migrations of platform/sql/migration.h on PostgreSQL.
// The thread of the Connection.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"
#include "platform/postgres/connection.h"

namespace lobby::postgres {

// The types of the portable schema in PostgreSQL's words: BLOB is BYTEA, and TEXT compares byte by
// byte as in SQLite (an index must not depend on the machine's language either).
std::string in_dialect(std::string_view statement);

// REQUIRES: a connection of its own, closed afterwards: it gives up the time limits.
// Errors: those of sql::migrate and of Connection.
Status migrate(Connection& connection, const std::string& directory, const std::string& family);

}  // namespace lobby::postgres
