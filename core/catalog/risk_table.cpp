// The names in the catalogue's file.
#include "core/catalog/risk_table.h"

#include "core/base/text.h"

namespace lobby::catalog {
namespace {

constexpr std::string_view rules[] = {"refused_guest",   "minor_alone",   "company_unlicensed",
                                      "double_booked",   "too_many_open", "too_many_attempts",
                                      "approval_needed", "deposit_first"};
constexpr std::string_view levels[] = {"off", "notice", "review", "block"};

}  // namespace

std::string_view name_of(RiskRule rule) {
  return rules[static_cast<std::size_t>(rule)];
}
std::string_view name_of(RiskLevel level) {
  return levels[static_cast<std::size_t>(level)];
}
std::optional<RiskLevel> risk_level_from(std::string_view name) {
  return enum_from<RiskLevel>(levels, name);
}

}  // namespace lobby::catalog
