// The server's side of renewal: which key a device's new certificate may be for.
// Any thread; one read of the store.
#pragma once

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/service/service.h"
#include "core/ticket/ticket.h"

namespace lobby::service {

// The key the device was enrolled with. `device` is the one that its certificate names, which may
// have ended, but must have been issued by this house.
// Errors: unauthenticated (not enrolled here), device_fenced (revoked).
Result<ticket::PublicKey> renewal_key(const Office& office, DeviceId device);

}  // namespace lobby::service
