// SQLSTATE codes (PostgreSQL's documentation, appendix A) grouped by what staff can do about them.
#include "platform/postgres/error.h"

#include <array>
#include <utility>

namespace lobby::postgres {
namespace {

struct Meaning {
  std::string_view sqlstate;  // a whole code, or the two letters of a class
  ErrorCode code;
  std::string_view remedy;
};

// The first that fits counts: whole codes before their class.
constexpr std::array<Meaning, 20> meanings = {{
    {"53100", ErrorCode::disk_full, "nothing was changed; free space on the database's disk"},
    {"25006", ErrorCode::read_only, "connect to the primary, or leave the writing out"},
    {"42501", ErrorCode::read_only, "grant the program's database user the right to do this"},
    {"XX001", ErrorCode::corrupt, "keep a copy of the database, then restore the last backup"},
    {"XX002", ErrorCode::corrupt, "rebuild the index that the database's log names"},
    {"42P07", ErrorCode::already_exists, "it is there already"},
    {"42710", ErrorCode::already_exists, "it is there already"},
    {"55P03", ErrorCode::unavailable, "another transaction holds the site; try again"},
    {"57014", ErrorCode::unavailable, "it took too long and was given up; try again"},
    {"3D000", ErrorCode::configuration, "create the database, or correct database.url"},
    {"54000", ErrorCode::too_large, "a value is too large"},
    {"22021", ErrorCode::invalid_utf8, "a text is not what the database can hold"},
    {"08", ErrorCode::unavailable, "try again; if this lasts, look at the database server"},
    {"28", ErrorCode::configuration, "correct user and password in database.url"},
    {"40", ErrorCode::unavailable, "another transaction came between; try again"},
    {"53", ErrorCode::unavailable, "the database server is short of memory or connections"},
    {"54", ErrorCode::too_large, "a limit of the database was met"},
    {"57", ErrorCode::unavailable, "the database server is stopping or starting; try again"},
    {"58", ErrorCode::unavailable, "check the database server's disk and log"},
    {"XX", ErrorCode::internal, "look at the database server's log"},
}};

}  // namespace

Error translate(const Complaint& complaint, const std::string& database, std::string_view doing) {
  const std::string where = database + ": " + complaint.message + " while " + std::string(doing);
  // CREATE … IF NOT EXISTS of two sessions at once meets in the system's own tables.
  if (complaint.sqlstate == "23505" && complaint.schema == "pg_catalog") {
    return fail(ErrorCode::already_exists, where);
  }
  for (const Meaning& meaning : meanings) {
    if (complaint.sqlstate.starts_with(meaning.sqlstate)) {
      return fail(meaning.code, where + "; " + std::string(meaning.remedy));
    }
  }
  return fail(ErrorCode::internal, where + " (SQLSTATE " + complaint.sqlstate + ")");
}

Error lost(const std::string& database, std::string_view doing, const std::string& message) {
  return fail(ErrorCode::unavailable,
              database + ": no connection while " + std::string(doing) + " (" + message +
                  "); try again; if this lasts, look at the database server and database.url");
}

bool is_conflict(std::string_view sqlstate) {
  return sqlstate == "40001" || sqlstate == "40P01";
}

}  // namespace lobby::postgres
