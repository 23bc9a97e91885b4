// The server's side of the protocol: what each request does to the store. No sockets, no clock:
// the caller passes the authenticated device and the time.
// Any thread; every function is one or a few store transactions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/catalog/catalog.h"
#include "core/port/entropy.h"
#include "core/port/phone_numbers.h"
#include "core/port/sealer.h"
#include "core/port/server_store.h"
#include "core/port/signer.h"
#include "core/port/vault.h"
#include "core/protocol/enrolment.h"
#include "core/protocol/feed.h"
#include "core/protocol/operation.h"

namespace lobby::service {

// What every request needs. Borrowed; the caller keeps them alive.
struct Office {
  port::ServerStore& store;
  port::Hasher& hasher;
  port::Unsealer& unsealer;
  const catalog::Catalog& catalog;  // the one in force
  const ZoneRules& zone;
  port::Vault* vault = nullptr;          // without it no guest is found by phone or number
  port::PhoneNumbers* phones = nullptr;  // without it phones come as ITU-T E.164

  const SiteId& site() const { return catalog.site.id; }
};

// Who has something done at the server itself: the login name of who runs a subcommand, as the
// journal keeps it. Empty: the program, of its own accord.
struct Actor {
  std::string login{};  // one line, at most limits::guest_name_code_points

  bool operator==(const Actor&) const = default;
};

// Whatever changes the store here for a person, a device or the program is one entry of the journal
// in the same transaction; what is refused, and a repeat that changes nothing, is none.

// Applies operations in order, each on its own: a refusal never stops the next (rule 11), a
// repeat returns the stored reply (rule 2), the same id with other content is id_reused.
// All in one transaction of the store, answered after its commit (rule 17).
// Errors of the whole batch: forbidden (the batch names another device), unauthenticated (not
// enrolled here), device_fenced (written off), too_large. Errors of one operation travel in its
// reply; a refusal worth a person's attention (sold_out, id_reused, …) becomes a staff task. A
// sequence gap refuses the first operation after it with sequence_gap *without* storing that reply,
// so that the device can send what is missing. A sale whose seal cannot be opened is applied
// without the guest's details, since the guest was told yes, and becomes a task that names the
// booking.
Result<protocol::BatchReply> apply_batch(const Office& office, const protocol::Batch& batch,
                                         DeviceId device, UtcTime now);

// An operation that fails for a reason of its own, again and again, or that cannot be read, is set
// aside: refused, kept as sent, a task for staff; the others of its batch go on (rule 11).

// The key a device was enrolled with, which it keeps for ever: what a new certificate may be for,
// and what its batches are signed with. `device` is the one that its certificate names, which may
// have ended, but must have been issued by this house.
// Errors: unauthenticated (not enrolled here), device_fenced (revoked).
Result<ticket::PublicKey> enrolled_key(const Office& office, DeviceId device);
// A new certificate was made for the device, which gets it when this is written down. Errors: as
// above.
Status note_renewal(const Office& office, DeviceId device, UtcTime now);

// A batch is signed by the device it came from (rule 16). Errors: forbidden (another device's),
// bad_signature.
struct Signatory {
  DeviceId device;
  ticket::PublicKey key{};
};
Status check_signature(port::Verifier& verifier, const protocol::Batch& batch,
                       const Signatory& signatory);

// One page of the feed for this device from `cursor`. A kiosk's standing allotment is topped up
// first for the days of the horizon (rule 7). `known` is the incarnation the device knows (0:
// none). A device that knows a later one, or a later cursor of this one, shows that the server has
// forgotten: a new incarnation begins (rule 15). A poll with nothing to top up only reads. Errors:
// unauthenticated (not enrolled here), device_fenced (written off).
struct FeedQuery {
  std::int64_t cursor = 0;
  std::int64_t known = 0;
};
Result<protocol::FeedPage> read_feed(const Office& office, DeviceId device, const FeedQuery& query,
                                     UtcTime now);

// Stores the catalogue as a new version when its text differs; makes the pools' slots.
// Returns the version in force.
Result<std::int64_t> install_catalog(const Office& office, const std::string& toml, UtcTime now,
                                     const Actor& actor = {});

// A one-time code: 12 characters of the booking code alphabet in groups of four, valid 24 hours.
// Only its hash is stored. Errors: out_of_range (the name).
Result<std::string> make_enrolment_code(const Office& office, port::Entropy& entropy,
                                        const std::string& device_name, protocol::DeviceRole role,
                                        UtcTime now, const Actor& actor = {});

// Redeems a code: registers the device and tells the desks its ticket key. The certificate is
// issued by the caller afterwards. Errors: unauthenticated (unknown, used or expired code, the
// detail does not say which), already_exists (the key; the device makes a new one and tries again
// with the same code).
struct Enrolled {
  DeviceId device;
  std::string device_name;
  protocol::DeviceRole role = protocol::DeviceRole::kiosk;
};
Result<Enrolled> enrol_device(const Office& office, port::Entropy& entropy,
                              const protocol::EnrolRequest& request, UtcTime now);

// Staff: cancels a booking by code at no fee; the desks learn it by the feed.
Status cancel_booking(const Office& office, ticket::BookingCode code, UtcTime now,
                      const Actor& actor = {});
// Staff: a device is silent for good. Its epoch is closed and its unsold units are free again. What
// it sold and may yet send is still received: taken from free units, or a conflict (protocol rules
// 9 and 10). Errors: unauthenticated, device_fenced (revoked).
Status write_off_device(const Office& office, DeviceId device, UtcTime now,
                        const Actor& actor = {});
// The handshake after a closed epoch: the first machine that asks gets the next epoch and its
// standing allotment; so does its repeat. A server that has forgotten the closing closes the epoch
// on the device's word. Errors: device_fenced (another machine has it), out_of_range (an epoch not
// begun).
Result<std::int64_t> take_epoch(const Office& office, DeviceId device,
                                const protocol::EpochRequest& request, UtcTime now);
// The site goes on from a backup, or after a fail-over that lost commits (protocol rule 15): a new
// incarnation above `known` begins, in which nothing is granted until every kiosk has reported or
// is written off. Returns it.
Result<std::int64_t> begin_incarnation(const Office& office, std::int64_t known, UtcTime now,
                                       const Actor& actor = {});
// What a device holds, in the incarnation the report names. Returns the device's epoch. Errors:
// unavailable (another incarnation), unauthenticated, device_fenced.
Result<std::int64_t> report_balances(const Office& office, DeviceId device,
                                     const protocol::BalancesReport& report, UtcTime now);
// Staff: a device is stolen. As written off, and its key is revoked on every desk; nothing more is
// received from it.
Status revoke_device(const Office& office, DeviceId device, UtcTime now, const Actor& actor = {});

}  // namespace lobby::service
