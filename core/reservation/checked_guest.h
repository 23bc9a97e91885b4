// What a guest said, as it is stored. Any thread.
#pragma once

#include "core/base/result.h"
#include "core/guest/guest.h"
#include "core/service/service.h"

namespace lobby::reservation {

// Any note of the catalogue may be ticked with any service: who cannot eat nuts should be able to
// say so wherever they are touched. Errors: not_found, already_exists, too_large, malformed; the
// detail begins with `field`.
Result<guest::Needs> checked_needs(const service::Office& office, const guest::Needs& said,
                                   const std::string& field);

// Errors: malformed, out_of_range, those of checked_needs(); they name the field.
Result<guest::GuestDetails> checked_guest(const service::Office& office,
                                          const guest::GuestDetails& said);

}  // namespace lobby::reservation
