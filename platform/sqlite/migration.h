// Numbered forward-only migrations: NNNN_name.sql files of one directory, a statement a step.
// Each step and its record are one transaction, so that a migration cut short goes on where it
// stopped. Family ("device", "server") keeps one kind of store from opening as the other.
// The thread of the Database.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "platform/sqlite/database.h"

namespace lobby::sqlite {

// A statement ends with ';' at the end of a line; comments (-- …) are left out.
std::vector<std::string> split_statements(std::string_view sql);

// Errors: configuration (the directory or a number is missing, another family's store),
// unsupported_version (the store was written by a newer program), those of Database.
Status migrate(Database& database, const std::string& directory, const std::string& family);

}  // namespace lobby::sqlite
