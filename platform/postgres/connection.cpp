// Opening and settings, and statements over libpq.
#include "platform/postgres/connection.h"

#include <array>
#include <charconv>
#include <cstring>

#include <libpq-fe.h>

#include "platform/postgres/parameters.h"

namespace lobby::postgres {
namespace {

constexpr int server_version_min = 150'000;

// synchronous_commit is only ever raised: a server set up to wait for more keeps that.
constexpr const char* settings =
    "SET client_min_messages = warning;"
    "SET default_transaction_isolation = 'read committed';"
    "SET default_transaction_read_only = off;"
    "SET statement_timeout = '30s';"
    "SET lock_timeout = '10s';"
    "SET idle_in_transaction_session_timeout = '10s';"
    "SELECT set_config('synchronous_commit', CASE current_setting('synchronous_commit')"
    " WHEN 'remote_apply' THEN 'remote_apply' ELSE 'on' END, false)";

struct OptionsRelease {
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};

std::string field_of(const PGresult* result, int field) {
  const char* text = result == nullptr ? nullptr : PQresultErrorField(result, field);
  return text == nullptr ? std::string() : std::string(text);
}

std::string one_line(const char* message) {
  std::string text = message == nullptr ? "" : message;
  for (char& letter : text) {
    letter = letter == '\n' ? ' ' : letter;
  }
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

}  // namespace

Result<std::string> describe(const std::string& url) {
  char* complaint = nullptr;
  const std::unique_ptr<PQconninfoOption, OptionsRelease> options(
      PQconninfoParse(url.c_str(), &complaint));
  PQfreemem(complaint);  // may quote a part of the string, which may be the password
  if (!options) {
    return fail(ErrorCode::configuration,
                "database.url is no libpq connection string; write it as \"host=… dbname=… "
                "user=…\" or postgresql://USER@HOST/DATABASE");
  }
  std::string host = "the local socket";
  std::string database = "of the default name";
  for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
    const bool given = option->val != nullptr && *option->val != '\0';
    if (given && std::strcmp(option->keyword, "host") == 0) {
      host = option->val;
    } else if (given && std::strcmp(option->keyword, "dbname") == 0) {
      database = option->val;
    }
  }
  return "the database " + database + " on " + host;
}

void Connection::ResultRelease::operator()(pg_result* result) const {
  PQclear(result);
}

// A row of a result that is whole in memory.
class Connection::ResultRow final : public sql::Row {
 public:
  ResultRow(const Connection& connection, const PGresult* result)
      : connection_(connection), result_(result) {}
  void move_to(int row) { row_ = row; }

 private:
  sql::Value cell(int column) const override {
    if (PQgetisnull(result_, row_, column) != 0) {
      return {sql::Value::Type::other, true, 0, {}};
    }
    return value_from(PQftype(result_, column),
                      {PQgetvalue(result_, row_, column),
                       static_cast<std::size_t>(PQgetlength(result_, row_, column))});
  }
  Error damage(const std::string& why) const override { return connection_.damage(why); }

  const Connection& connection_;
  const PGresult* result_;
  int row_ = 0;
};

Result<std::unique_ptr<Connection>> Connection::open(const std::string& url) {
  Result<std::string> name = describe(url);
  if (!name) {
    return name.error();
  }
  std::unique_ptr<Connection> connection(new Connection(*std::move(name)));
  if (Status connected = connection->connect(url); !connected) {
    return connected.error();
  }
  if (Status configured = connection->configure(); !configured) {
    return configured.error();
  }
  return connection;
}

Connection::~Connection() {
  PQfinish(handle_);
}

Status Connection::connect(const std::string& url) {
  // What stands before dbname are defaults, which the string overrides; what follows is fixed.
  const std::array<const char*, 7> keywords = {"connect_timeout",
                                               "tcp_user_timeout",
                                               "application_name",
                                               "dbname",
                                               "client_encoding",
                                               nullptr,
                                               nullptr};
  const std::array<const char*, 7> values = {"10",   "15000", "lobby-server", url.c_str(),
                                             "UTF8", nullptr, nullptr};
  handle_ = PQconnectdbParams(keywords.data(), values.data(), 1);
  if (PQstatus(handle_) == CONNECTION_OK) {
    PQsetNoticeReceiver(handle_, &Connection::hear, this);
    return done();
  }
  const std::string message = one_line(PQerrorMessage(handle_));
  // A refusal of the server has no SQLSTATE here; these two are for staff, the rest may pass.
  const bool refused = PQconnectionNeedsPassword(handle_) != 0 ||
                       PQconnectionUsedPassword(handle_) != 0 ||
                       message.find("does not exist") != std::string::npos;
  if (refused) {
    return fail(ErrorCode::configuration,
                name_ + ": " + message + "; correct database.url or create what is missing");
  }
  return lost(name_, doing_, message);
}

Status Connection::configure() {
  const int version = PQserverVersion(handle_);
  if (version < server_version_min) {
    return fail(ErrorCode::unsupported_version, name_ + " runs PostgreSQL " +
                                                    std::to_string(version / 10'000) +
                                                    "; this program needs 15 or newer");
  }
  const char* encoding = PQparameterStatus(handle_, "server_encoding");
  if (encoding == nullptr || std::strcmp(encoding, "UTF8") != 0) {
    return fail(ErrorCode::configuration,
                name_ + " is not encoded in UTF-8; create it with: createdb -E UTF8 NAME");
  }
  return execute(settings);
}

void Connection::hear(void* connection, const pg_result* notice) {
  if (field_of(notice, PG_DIAG_SEVERITY_NONLOCALIZED) == "WARNING") {
    static_cast<Connection*>(connection)->warning_ = field_of(notice, PG_DIAG_MESSAGE_PRIMARY);
  }
}

Error Connection::damage(const std::string& why) const {
  return fail(ErrorCode::corrupt, name_ + " is damaged (" + why + ", found while " + doing_ +
                                      "); keep a copy of it, then restore the last backup");
}

void Connection::forget_failure() {
  failure_.reset();
  conflict_ = false;
}

bool Connection::is_lost() const {
  return PQstatus(handle_) != CONNECTION_OK;
}

bool Connection::is_idle() const {
  return !is_lost() && PQtransactionStatus(handle_) == PQTRANS_IDLE;
}

Status Connection::checked(const pg_result* result) {
  const ExecStatusType status = PQresultStatus(result);
  if (result != nullptr && (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)) {
    return done();
  }
  const Complaint complaint{field_of(result, PG_DIAG_SQLSTATE),
                            field_of(result, PG_DIAG_MESSAGE_PRIMARY),
                            field_of(result, PG_DIAG_SCHEMA_NAME)};
  const bool silent = complaint.sqlstate.empty();
  Error error =
      is_lost() || silent
          ? lost(name_, doing_, silent ? one_line(PQerrorMessage(handle_)) : complaint.message)
          : translate(complaint, name_, doing_);
  if (!failure_) {
    failure_ = error;
    conflict_ = !is_lost() && is_conflict(complaint.sqlstate);
  }
  return error;
}

Status Connection::execute(const std::string& sql) {
  const ResultHandle result(PQexec(handle_, sql.c_str()));
  return checked(result.get());
}

Status Connection::commit() {
  warning_.clear();
  const ResultHandle result(PQexec(handle_, "COMMIT"));
  if (Status ended = checked(result.get()); !ended) {
    return is_lost()
               ? fail(ErrorCode::unavailable, ended.error().detail +
                                                  "; whether the work was kept is not known, the "
                                                  "same request under the same id finds out")
               : ended;
  }
  if (std::strcmp(PQcmdStatus(result.get()), "COMMIT") != 0) {
    return failure_.value_or(
        fail(ErrorCode::internal, name_ + " rolled back instead of committing"));
  }
  if (!warning_.empty()) {
    return fail(ErrorCode::unavailable,
                name_ + " warned at COMMIT: " + warning_ +
                    "; whether the work outlives a fail-over is not known, the same request under "
                    "the same id finds out");
  }
  return done();
}

Result<std::string_view> Connection::prepare(const char* sql, std::span<const sql::Value> values) {
  const auto found = statements_.find(sql);
  if (found != statements_.end()) {
    return std::string_view(found->second);
  }
  const std::string name = "s" + std::to_string(statements_.size() + 1);
  const std::vector<Oid> types = types_of(values);
  const ResultHandle result(PQprepare(handle_, name.c_str(), with_dollars(sql).c_str(),
                                      static_cast<int>(types.size()), types.data()));
  if (Status prepared = checked(result.get()); !prepared) {
    return prepared.error();
  }
  return std::string_view(statements_.emplace(sql, name).first->second);
}

Result<Connection::ResultHandle> Connection::perform(const char* sql,
                                                     std::span<const sql::Value> values) {
  const Result<std::string_view> name = prepare(sql, values);
  if (!name) {
    return name.error();
  }
  const Parameters parameters(values);
  ResultHandle result(PQexecPrepared(handle_, name->data(), parameters.count(), parameters.values(),
                                     parameters.lengths(), parameters.formats(), 1));
  if (Status ran = checked(result.get()); !ran) {
    return ran.error();
  }
  return result;
}

Result<std::int64_t> Connection::change(const char* sql, std::span<const sql::Value> values) {
  const Result<ResultHandle> result = perform(sql, values);
  if (!result) {
    return result.error();
  }
  const std::string_view count = PQcmdTuples(result->get());
  std::int64_t rows = 0;
  std::from_chars(count.data(), count.data() + count.size(), rows);
  return rows;
}

Status Connection::each_row(const char* sql, std::span<const sql::Value> values,
                            const std::function<bool(sql::Row&)>& take) {
  const Result<ResultHandle> result = perform(sql, values);
  if (!result) {
    return result.error();
  }
  ResultRow row(*this, result->get());
  for (int index = 0; index < PQntuples(result->get()); ++index) {
    row.move_to(index);
    const bool more = take(row);
    if (!row.sound()) {
      return row.fault();
    }
    if (!more) {
      break;
    }
  }
  return done();
}

}  // namespace lobby::postgres
