// What takes money for this house, as server.toml says: a payment gateway over HTTPS, a card
// terminal, or neither. The gateway's secrets are files of their own beside it: gateway.secret is
// sent with every question, notices.secret is what its notices are signed with.
// Main thread; afterwards the cashier's.
#pragma once

#include <memory>
#include <optional>

#include "app/server/wiring.h"
#include "core/reservation/payments.h"
#include "platform/curl/gateway.h"
#include "platform/openssl/keyed_hash.h"
#include "platform/terminal/terminal.h"

namespace lobby::server {

struct Till {
  std::unique_ptr<curl::Gateway> gateway;
  std::optional<terminal::Terminal> terminal;
  std::optional<openssl::KeyedHash> notice_secret;

  reservation::Cashiers cashiers() { return {gateway.get(), terminal ? &*terminal : nullptr}; }
};

// Errors: configuration (an address, a missing secret), those of the files.
Result<Till> open_till(const Files& files, const Settings& settings);

}  // namespace lobby::server
