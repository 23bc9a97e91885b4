// Result<T>: a value or a named error. Expected failures travel as values; nothing in core throws.
// Every refusal in the program has a name in ErrorCode; the order is the order of precedence
// where several apply. `detail` says what happened, to what, and what to do now (English, for
// logs and staff); guests see a translated sentence chosen by code.
// Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/check.h"

namespace lobby {

enum class ErrorCode : std::uint8_t {
  // The bytes themselves.
  malformed,            // does not parse
  too_large,            // longer, deeper or more than limits.h allows
  invalid_utf8,         // text is not UTF-8
  wrong_type,           // a field holds another JSON or TOML type
  unknown_field,        // a field this version does not know
  missing_field,        // a field this version needs
  out_of_range,         // a number, date or count outside its range
  unsupported_version,  // a format newer than this program
  // Who asks.
  unauthenticated,  // no valid device certificate, code or key
  forbidden,        // known, but not allowed
  device_fenced,    // its epoch is closed; see protocol rule 10
  wrong_site,       // made for another site
  // What is asked.
  not_found,
  already_exists,
  id_reused,           // same operation id, other content
  sequence_gap,        // a device's operation is missing in between
  version_conflict,    // base_version is not the current one
  invalid_transition,  // the booking's state does not allow it
  sold_out,            // no unit left in the allotment or capacity
  policy_refused,      // notice, horizon, party size or opening hours forbid it
  expired,
  bad_signature,
  // The machine.
  unavailable,  // try again later (network, server, busy)
  timed_out,
  disk_full,
  read_only,
  corrupt,           // stored data fails its check
  untrusted_server,  // TLS: the server's certificate is not from our CA
  configuration,     // a setting is missing or wrong
  internal,
};

inline constexpr std::uint8_t error_code_count = static_cast<std::uint8_t>(ErrorCode::internal) + 1;

// The name as it stands in this enum, for logs and the wire: "sold_out".
std::string_view name_of(ErrorCode code);
std::optional<ErrorCode> error_code_from(std::string_view name);

struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string detail;

  bool operator==(const Error&) const = default;
};

// "sold_out: no unit left for king-room on 2026-12-24"
std::string to_string(const Error& error);

struct Unit {
  bool operator==(const Unit&) const = default;
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : value_(std::move(value)) {}      // NOLINT(google-explicit-constructor)
  Result(Error error) : error_(std::move(error)) {}  // NOLINT(google-explicit-constructor)

  bool ok() const { return value_.has_value(); }
  explicit operator bool() const { return ok(); }

  // REQUIRES: ok().
  const T& value() const& {
    CHECK(ok());
    return *value_;
  }
  T& value() & {
    CHECK(ok());
    return *value_;
  }
  T&& value() && {
    CHECK(ok());
    return std::move(*value_);
  }
  const T& operator*() const& { return value(); }
  T& operator*() & { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  const T* operator->() const { return &value(); }
  T* operator->() { return &value(); }

  // REQUIRES: !ok().
  const Error& error() const {
    CHECK(!ok());
    return error_;
  }

 private:
  std::optional<T> value_;
  Error error_;
};

using Status = Result<Unit>;

inline Status done() {
  return Unit{};
}

inline Error fail(ErrorCode code, std::string detail) {
  return Error{code, std::move(detail)};
}

}  // namespace lobby
