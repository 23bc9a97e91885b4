// A gateway's notification as it comes off the wire: its signature is checked over the bytes that
// came before any of them is read.
// Any thread.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/port/keyed_hash.h"
#include "core/protocol/payment.h"

namespace lobby::service {

// `signature` is the value of the header payment::signature_header. Errors: too_large, malformed
// (header or body), bad_signature, expired; then those of the codec.
Result<protocol::PaymentNotice> read_payment_notice(std::string_view signature,
                                                    std::string_view body, port::KeyedHash& secret,
                                                    UtcTime now);
// The header's value for a body sent at `now`; for a gateway, and for tests of one.
std::string sign_payment_notice(std::string_view body, port::KeyedHash& secret, UtcTime now);

}  // namespace lobby::service
