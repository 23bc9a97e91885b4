// Guests whom the house knows: profiles with what they agreed to, found by phone or identity
// number, and those it does not serve any more. Staff only. Each function answers with JSON,
// identity numbers masked; every look is an entry of the journal. Any thread; every function is one
// store transaction.
#pragma once

#include "core/reservation/request.h"

namespace lobby::reservation {

// A new profile (the nil id, base_version 0) or a change of the one with this id. The identity
// number is checked, kept closed and never shown again. Errors: not_found, version_conflict, those
// of guest::check_profile() and check_identity(), unavailable (no vault).
Result<std::string> save_profile(const Request& request, guest::GuestId id,
                                 const protocol::ProfileOrder& order);
// Errors: not_found.
Result<std::string> read_profile(const Request& request, guest::GuestId id);
// Errors: not_found, too_large.
Result<std::string> change_consent(const Request& request, guest::GuestId id,
                                   const protocol::ConsentOrder& order);
// Everybody with this phone, or this number. Errors: missing_field (neither), those of
// check_identity().
Result<std::string> find_profiles(const Request& request, const protocol::GuestQuery& query);

// Errors: missing_field (the phone or a reason), already_exists.
Result<std::string> refuse_guest(const Request& request, const protocol::RefusalOrder& order);

}  // namespace lobby::reservation
