// date-tz gives the transitions that the compiled database lists, up to 2037 in Debian's; the
// years after that follow from the POSIX rule in the last line of the zone's file (RFC 8536 §3.3).
#include "platform/system/zone_rules.h"

#include <exception>
#include <string>
#include <utility>
#include <vector>

#include <date/tz.h>

#include "platform/system/files.h"
#include "platform/system/posix_rule.h"

namespace lobby::system {
namespace {

constexpr int first_year = 2000;
constexpr int last_year = 2060;
constexpr std::size_t zone_file_bytes = 1024 * 1024;

void append(std::vector<ZoneRules::Transition>& transitions, ZoneRules::Transition next) {
  if (transitions.empty() || transitions.back().offset_minutes != next.offset_minutes) {
    transitions.push_back(next);
  }
}

std::vector<ZoneRules::Transition> listed_transitions(const date::time_zone& zone) {
  const date::sys_seconds end = date::sys_days(date::year(last_year + 1) / 1 / 1);
  date::sys_seconds from = date::sys_days(date::year(first_year) / 1 / 1);
  std::vector<ZoneRules::Transition> transitions;
  while (from < end) {
    const date::sys_info info = zone.get_info(from);
    append(transitions, {UtcTime{from.time_since_epoch().count() * 1000},
                         static_cast<std::int32_t>(info.offset.count() / 60)});
    if (info.end <= from) {
      break;
    }
    from = info.end;
  }
  return transitions;
}

// "CET-1CEST,M3.5.0,M10.5.0/3", the text between the last two line feeds of a TZif file.
std::string posix_rule_of(const std::string& zone_name) {
  const Result<std::string> file = read_file("/usr/share/zoneinfo/" + zone_name, zone_file_bytes);
  if (!file || file->size() < 2 || file->back() != '\n') {
    return {};
  }
  const std::size_t before = file->rfind('\n', file->size() - 2);
  return before == std::string::npos ? std::string()
                                     : file->substr(before + 1, file->size() - before - 2);
}

}  // namespace

Result<ZoneRules> load_zone(std::string_view iana_name) {
  const std::string name(iana_name.substr(0, 60));
  try {
    const date::time_zone* zone = date::locate_zone(name);
    std::vector<ZoneRules::Transition> transitions = listed_transitions(*zone);
    const auto later = transitions_of(posix_rule_of(zone->name()), first_year, last_year);
    if (later) {
      const UtcTime listed_until = transitions.back().from;
      for (const ZoneRules::Transition& transition : *later) {
        if (transition.from > listed_until) {
          append(transitions, transition);
        }
      }
    }
    return ZoneRules(name, std::move(transitions));
  } catch (const std::exception& error) {
    return fail(ErrorCode::not_found,
                "time zone " + name + ": " + error.what() + "; install tzdata or correct the name");
  }
}

}  // namespace lobby::system
