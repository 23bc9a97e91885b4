// The wordings that guests agreed to, one record for each version of a policy.
// The thread that runs the transaction.
#pragma once

#include "core/office/terms.h"
#include "core/service/work.h"

namespace lobby::service {

// Keeps the wording of every policy of the catalogue. Errors: configuration (a policy reads
// otherwise than its version did before; the version has to be raised).
Status keep_terms(const Work& work);
// Errors: not_found (a booking from before wordings were kept).
Result<office::Terms> terms_of(const Work& work, const booking::ResolvedPolicy& policy);

}  // namespace lobby::service
