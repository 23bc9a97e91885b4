// The one place that turns PostgreSQL's error codes into ours. A message says what happened, to
// which database, and what to do now; it holds neither a bound value nor a password.
// Any thread.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"

namespace lobby::postgres {

// What PostgreSQL said of a statement that failed; empty texts where it said nothing.
struct Complaint {
  std::string sqlstate;
  std::string message;  // the primary message, without the detail that quotes values
  std::string schema;   // of the object complained of
};

// `database` as Connection::name(); `doing` completes "while …".
Error translate(const Complaint& complaint, const std::string& database, std::string_view doing);

// The connection ended, or none could be made.
Error lost(const std::string& database, std::string_view doing, const std::string& message);

// Another transaction came between; all of it may be run again.
bool is_conflict(std::string_view sqlstate);

}  // namespace lobby::postgres
