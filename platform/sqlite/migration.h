// The numbered migrations of platform/sql/migration.h on SQLite.
// The thread of the Database.
#pragma once

#include <string>

#include "core/base/result.h"
#include "platform/sqlite/database.h"

namespace lobby::sqlite {

// Errors: those of sql::migrate and of Database.
Status migrate(Database& database, const std::string& directory, const std::string& family);

}  // namespace lobby::sqlite
