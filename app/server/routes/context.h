// What the routes need of the rest of the server. Borrowed; the wiring keeps it alive.
// Routes run on the server's pool, several at a time; everything here may be shared by them.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "app/server/attempt_limit.h"
#include "app/server/device_keys.h"
#include "app/server/offer_shelf.h"
#include "core/base/id.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/port/clock.h"
#include "core/port/entropy.h"
#include "core/port/http.h"
#include "core/port/keyed_hash.h"
#include "core/port/phone_numbers.h"
#include "core/port/sealer.h"
#include "core/port/server_store.h"
#include "core/port/signer.h"
#include "core/port/vault.h"
#include "core/reservation/payments.h"
#include "core/service/service.h"
#include "core/ticket/ticket.h"

namespace lobby::server {

// The authority, as far as enrolment needs it.
struct Certificates {
  std::string authority_pem;
  std::string seal_pem;  // the sealing certificate
  std::function<Status(const std::string& request_pem, const ticket::PublicKey& key)> check;
  std::function<Result<std::string>(const std::string& request_pem, const ticket::PublicKey& key,
                                    DeviceId device, UtcTime now)>
      issue;
};

struct Context {
  port::ServerStore& store;
  port::Hasher& hasher;
  port::Unsealer& unsealer;
  port::Verifier& verifier;
  port::Clock& clock;
  port::Entropy& entropy;
  const OfferShelf& offers;
  const Certificates& certificates;
  AttemptLimit& attempts;
  DeviceKeys& keys;
  port::Vault& vault;
  port::PhoneNumbers& phones;
  reservation::Cashiers cashiers;
  port::KeyedHash* notice_secret;                   // null: no gateway tells anything
  std::function<void()> payments_changed;           // one was started, or told of
  std::function<void()> feed_changed;               // something may have been added to the feed
  std::function<void(std::string_view event)> log;  // one line; no personal data

  service::Office office() const {
    const Offer& offer = offers.current();
    return {store, hasher, unsealer, offer.catalog, offer.zone, &vault, &phones};
  }
};

}  // namespace lobby::server
