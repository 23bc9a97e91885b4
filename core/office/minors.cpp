// The checklist.
#include "core/office/minors.h"

#include <algorithm>
#include <array>

namespace lobby::office {
namespace {

struct Duty {
  bool MinorDuties::* done;
  std::string_view name;  // of the field
};
constexpr std::array duties = {
    Duty{&MinorDuties::identity_checked, "identity_checked"},
    Duty{&MinorDuties::guardian_asked, "guardian_asked"},
    Duty{&MinorDuties::companions_asked, "companions_asked"},
    Duty{&MinorDuties::watched, "watched"},
    Duty{&MinorDuties::suspicion_reported, "suspicion_reported"},
};
constexpr std::size_t before_check_in = 3;

Status require_first(const MinorStay& stay, std::size_t count, std::string_view when) {
  std::string missing;
  for (const Duty& duty : std::span(duties).first(count)) {
    if (!(stay.duties.*duty.done)) {
      missing += (missing.empty() ? "" : ", ") + std::string(duty.name);
    }
  }
  return missing.empty()
             ? done()
             : Status(fail(ErrorCode::policy_refused, "duties: a minor stays, and " + missing +
                                                          " is not recorded; do and record it " +
                                                          std::string(when)));
}

bool is_nightly(const catalog::Service* service) {
  return service != nullptr && service->kind == catalog::ServiceKind::nightly;
}

}  // namespace

Status check_guardian(const Guardian& guardian) {
  const auto missing = [](std::string_view what) {
    return Status(fail(ErrorCode::missing_field, "the guardian's " + std::string(what)));
  };
  if (guardian.name.empty()) {
    return missing("name is not there; ask for it");
  }
  if (guardian.relation.empty()) {
    return missing("relation to the minor is not there; ask for it");
  }
  if (guardian.phone.empty()) {
    return missing("phone number is not there; ask for it");
  }
  return guardian.consents ? done() : missing("consent is not there; ring and ask for it");
}

bool sleeps_in(const catalog::Catalog& catalog, const booking::Selection& selection) {
  const catalog::Service* service = catalog.service(selection.service);
  return is_nightly(service) ||
         (service != nullptr && std::ranges::any_of(service->parts, [&](const auto& part) {
            return is_nightly(catalog.service(part.service)) &&
                   std::ranges::find(selection.parts_left_out, part.service) ==
                       selection.parts_left_out.end();
          }));
}

bool hosts_minors(const catalog::Catalog& catalog, const booking::Selection& selection) {
  return selection.party.children > 0 && sleeps_in(catalog, selection);
}

Status may_check_in(const MinorStay& stay) {
  return require_first(stay, before_check_in, "before they come in");
}

Status may_complete(const MinorStay& stay) {
  return require_first(stay, duties.size(), "before the stay ends");
}

}  // namespace lobby::office
