// Names of the error codes, one table for both directions.
#include "core/base/result.h"

#include <array>
#include <cstddef>

namespace lobby {
namespace {

constexpr std::array<std::string_view, error_code_count> error_names = {
    "malformed",     "too_large",        "invalid_utf8",        "wrong_type",      "unknown_field",
    "missing_field", "out_of_range",     "unsupported_version", "unauthenticated", "forbidden",
    "device_fenced", "wrong_site",       "not_found",           "already_exists",  "id_reused",
    "sequence_gap",  "version_conflict", "invalid_transition",  "sold_out",        "policy_refused",
    "expired",       "bad_signature",    "unavailable",         "timed_out",       "disk_full",
    "read_only",     "corrupt",          "untrusted_server",    "configuration",   "internal",
};

}  // namespace

std::string_view name_of(ErrorCode code) {
  return error_names[static_cast<std::size_t>(code)];
}

std::optional<ErrorCode> error_code_from(std::string_view name) {
  for (std::size_t index = 0; index < error_names.size(); ++index) {
    if (error_names[index] == name) {
      return static_cast<ErrorCode>(index);
    }
  }
  return std::nullopt;
}

std::string to_string(const Error& error) {
  std::string text(name_of(error.code));
  if (!error.detail.empty()) {
    text += ": ";
    text += error.detail;
  }
  return text;
}

}  // namespace lobby
