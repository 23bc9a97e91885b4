// The server's TLS certificate: made by init, renewed by serve for as long as the authority lasts.
// Main thread.
#pragma once

#include <string>
#include <vector>

#include "app/server/wiring.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "platform/openssl/authority.h"
#include "platform/system/log.h"

namespace lobby::server {

// For `hosts`, with its key when there is none yet.
Status make_server_certificate(const Files& files, const openssl::Authority& authority,
                               const std::vector<std::string>& hosts, UtcTime now);

// Replaces the file when it ends within 60 days: a server whose certificate has run out locks out
// every device.
Status renew_server_certificate(const Files& files, const openssl::Authority& authority,
                                const system::Log& log, UtcTime now);

// One line in the log when the authority, which is never renewed, ends within a year.
void warn_of_authority(const openssl::Authority& authority, const system::Log& log, UtcTime now);

}  // namespace lobby::server
