// Builds the booking, signs its ticket, seals the guest's details, commits all with the operation.
#include "core/device/counter.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/device/statement.h"
#include "core/protocol/codec.h"

namespace lobby::device {
namespace {

constexpr std::int64_t ms_per_minute = 60'000;
// A clock of a kiosk may be wrong by 1 in 1,000, far more than quartz is (tens in a million).
constexpr std::int64_t drift_parts = 1'000;
// Contents are filled up with blanks, so that the length of a seal does not tell that of a name.
constexpr std::size_t seal_content_step = 256;

IdBytes random_id(port::Entropy& entropy, UtcTime now) {
  IdBytes random{};
  entropy.fill(random);
  return uuid_v7(now, random);
}

ticket::BookingCode random_code(port::Entropy& entropy) {
  std::array<std::uint8_t, 5> bytes{};
  entropy.fill(bytes);
  return ticket::BookingCode(bytes);
}

UtcTime whole_minutes(UtcTime time) {
  return {time.ms - time.ms % ms_per_minute};
}

booking::Booking draft_of(const Counter& counter, const catalog::Catalog& catalog,
                          const ZoneRules& zone, const Order& order, UtcTime now) {
  const catalog::Service* service = catalog.service(order.selection.service);
  CHECK(service != nullptr);
  const catalog::Policy* policy = catalog.policy(service->policy);
  CHECK(policy != nullptr);
  booking::Booking draft;
  draft.id = BookingId(random_id(counter.entropy, now));
  draft.code = random_code(counter.entropy);
  draft.site = counter.identity.site;
  draft.made_by = counter.identity.device;
  draft.selection = order.selection;
  draft.quote = booking::quote_of(catalog, order.selection);
  draft.window = booking::window_of(catalog, order.selection, zone);
  draft.policy =
      booking::resolve(*policy, draft.quote, order.selection.date, draft.window.from, zone, now);
  if (policy->deposit) {
    draft.plan =
        booking::plan_of(*policy->deposit, draft.quote, order.selection, draft.window, now);
  }
  draft.demand = booking::demand_of(catalog, order.selection);
  draft.guest = order.guest;
  return draft;
}

std::string signed_ticket(const Counter& counter, const catalog::Catalog& catalog,
                          const booking::Booking& booking) {
  ticket::SignedTicket ticket;
  ticket.ticket.key = key_id(counter.hasher, counter.signer.public_key());
  ticket.ticket.site_number = catalog.site.number;
  ticket.ticket.code = booking.code;
  ticket.ticket.party = static_cast<std::uint16_t>(booking.selection.party.total());
  ticket.ticket.service_number = catalog.service(booking.selection.service)->number;
  ticket.ticket.valid_from = whole_minutes(booking.window.valid_from);
  ticket.ticket.valid_until = whole_minutes(booking.window.until);
  ticket.ticket.request_only = booking.state == booking::BookingState::requested;
  ticket.signature = counter.signer.sign(ticket::signing_message(ticket.ticket));
  return ticket::ticket_text(ticket, catalog.site.ticket_host);
}

// The operation as it is stored and sent.
Result<protocol::PlaceBooking> sealed(const Counter& counter, const booking::Booking& booking) {
  std::string content = protocol::to_json(
      protocol::SealContent{.site = booking.site, .booking = booking.id, .guest = booking.guest});
  const std::size_t steps = (content.size() + seal_content_step - 1) / seal_content_step;
  content.resize(steps * seal_content_step, ' ');
  Result<Bytes> seal =
      counter.sealer.seal({reinterpret_cast<const std::uint8_t*>(content.data()), content.size()});
  wipe_text(content);
  if (!seal) {
    return seal.error();
  }
  protocol::PlaceBooking place{booking, *std::move(seal)};
  place.booking.guest = {};
  return place;
}

}  // namespace

ticket::KeyId key_id(port::Hasher& hasher, const ticket::PublicKey& key) {
  const port::Sha256 hash = hasher.sha256(key);
  ticket::KeyId id{};
  std::copy_n(hash.begin(), id.size(), id.begin());
  return id;
}

Status may_confirm(const port::SyncState& known, const catalog::Site& site, const DeviceTime& now) {
  if (!known.last_contact) {
    return done();  // then it was granted nothing either
  }
  const bool same_boot = now.boot_id == known.boot_id;
  const Duration since =
      same_boot ? now.boot_time - known.boot_time : now.device_now - *known.last_contact;
  const Duration allowed = Duration::hours(site.offline_hours);
  const Duration margin{allowed.ms / drift_parts};
  if (since >= Duration{} && since < allowed - margin) {
    return done();
  }
  return fail(ErrorCode::expired,
              "this device has not heard from its server for " +
                  std::to_string(site.offline_hours) +
                  " hours, or its clock is wrong after a restart; it confirms nothing until it "
                  "has, requests can be left");
}

Result<Issued> sell(const Counter& counter, const catalog::Catalog& catalog, const ZoneRules& zone,
                    const Order& order, const DeviceTime& time) {
  const UtcTime now = time.corrected();
  if (Status offered = booking::check_selection(catalog, order.selection, zone, now); !offered) {
    return offered.error();
  }
  const Result<port::SyncState> known = counter.store.sync_state();
  if (!known) {
    return known.error();
  }
  const booking::Booking draft = draft_of(counter, catalog, zone, order, now);
  // Where money is due ahead nothing is promised yet: who takes it confirms.
  const bool as_request = order.as_request || !draft.plan.empty();
  if (Status may = as_request ? done() : may_confirm(*known, catalog.site, time); !may) {
    return may.error();
  }
  Result<booking::Booking> placed =
      booking::transition(draft, {as_request ? booking::Command::request : booking::Command::place,
                                  now, counter.identity.device});
  if (!placed) {
    return placed.error();
  }
  Issued issued{*std::move(placed), {}};
  issued.ticket_text = signed_ticket(counter, catalog, issued.booking);
  Result<protocol::PlaceBooking> place = sealed(counter, issued.booking);
  if (!place) {
    return place.error();
  }
  const Result<port::NewOperation> operation =
      statement({counter.store, counter.hasher, counter.entropy}, time, *std::move(place));
  if (!operation) {
    return operation.error();
  }
  const Status committed = counter.store.commit_booking(*operation, issued.ticket_text);
  return committed ? Result<Issued>(std::move(issued)) : committed.error();
}

}  // namespace lobby::device
