// How an identity number goes into the database and comes out again. The one place that sees it
// whole on the server; nothing here is logged, and no error repeats it.
// Any thread.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/guest/identity.h"
#include "core/guest/profile.h"
#include "core/port/vault.h"

namespace lobby::service {

// The mask for staff, the normalised text closed for this guest, and the fingerprint of the number.
// Errors of Vault::close().
Result<guest::ProtectedIdentity> protect(const guest::Identity& identity, const guest::GuestId& id,
                                         port::Vault& vault);

// The number again, checked again; the caller wipes it. `today` as of check_identity(). Errors of
// Vault::open() (bad_signature: of another guest or kind), corrupt (no number of its kind).
Result<guest::Identity> reveal(const guest::ProtectedIdentity& identity, const guest::GuestId& id,
                               port::Vault& vault, LocalDate today);

// What to look for where the guest with this number is wanted. A machine readable zone and the
// number typed from the same document differ in kind, and so in fingerprint.
std::vector<port::Sha256> fingerprints_of(const guest::Identity& identity, port::Vault& vault);

}  // namespace lobby::service
