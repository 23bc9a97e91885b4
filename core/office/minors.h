// Minors: who answers for one who books, and what the house owes one who stays.
// Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/base/result.h"
#include "core/booking/booking.h"
#include "core/catalog/catalog.h"

namespace lobby::office {

// Who answers for a minor.
struct Guardian {
  std::string name;
  std::string relation;  // "mother"
  std::string phone;
  bool consents = false;

  bool operator==(const Guardian&) const = default;
};
// Errors: missing_field names what is not there.
Status check_guardian(const Guardian& guardian);

// What a hotel owes a minor who checks in, as the Ministry of Public Security asks of hotels (the
// "five musts"): each is done and recorded.
struct MinorDuties {
  bool identity_checked = false;    // of the minor and of who comes along
  bool guardian_asked = false;      // how to reach the guardian, noted
  bool companions_asked = false;    // who they are to each other, noted
  bool watched = false;             // patrols and visits, nobody else goes up
  bool suspicion_reported = false;  // to guardian and police; true where there was none

  bool operator==(const MinorDuties&) const = default;
};

// What is recorded beside a booking with which a minor stays.
struct MinorStay {
  BookingId booking;
  std::optional<Guardian> guardian{};
  MinorDuties duties{};
  std::int32_t version = 0;  // 0: nothing is recorded yet

  bool operator==(const MinorStay&) const = default;
};

// Somebody sleeps in the house, and children are in the party.
bool hosts_minors(const catalog::Catalog& catalog, const booking::Selection& selection);
bool sleeps_in(const catalog::Catalog& catalog, const booking::Selection& selection);

// Documents were seen, the guardian and the companions asked. Errors: policy_refused names what is
// not recorded.
Status may_check_in(const MinorStay& stay);
// All five. Errors: policy_refused.
Status may_complete(const MinorStay& stay);

}  // namespace lobby::office
