// Push and pull over the ports.
#include "core/device/synchroniser.h"

#include <algorithm>
#include <array>
#include <map>
#include <variant>

#include "core/base/limits.h"
#include "core/device/reply.h"
#include "core/protocol/codec.h"

namespace lobby::device {
namespace {

constexpr Duration push_timeout = Duration::seconds(20);
constexpr Duration pull_margin = Duration::seconds(15);
constexpr Duration retry_base = Duration::seconds(1);
constexpr Duration retry_cap = Duration::seconds(60);
constexpr Duration retry_after_max = Duration::hours(1);  // a longer wish is cut

std::uint32_t random_number(port::Entropy& entropy) {
  std::array<std::uint8_t, 4> bytes{};
  entropy.fill(bytes);
  std::uint32_t number = 0;
  for (const std::uint8_t byte : bytes) {
    number = (number << 8U) | byte;
  }
  return number;
}

IdBytes random_id(const SyncParts& parts) {
  IdBytes random{};
  parts.entropy.fill(random);
  return uuid_v7(parts.clock.now(), random);
}

// Protocol rule 15: a late answer of a server that has since been restored is not listened to, and
// one that was restored is first told all that this device knows.
Status check_incarnation(const SyncParts& parts, std::int64_t answered,
                         const port::SyncState& known) {
  const std::string numbers = "the server answers as incarnation " + std::to_string(answered) +
                              " and was " + std::to_string(known.incarnation) + " before";
  if (answered < known.incarnation) {
    return fail(ErrorCode::unavailable, numbers);
  }
  if (answered == known.incarnation || known.incarnation == 0) {
    return done();
  }
  if (Status begun = parts.store.begin_incarnation(answered); !begun) {
    return begun;
  }
  return fail(ErrorCode::unavailable, numbers + "; all it may have lost is sent again");
}

// Before its first page of the feed a device knows no incarnation, and would not notice that what
// this one answered is forgotten by the next.
Status note_first_incarnation(const SyncParts& parts, const port::SyncState& known,
                              const protocol::BatchReply& reply) {
  if (known.incarnation != 0) {
    return done();
  }
  protocol::FeedPage nothing;
  nothing.incarnation = reply.incarnation;
  nothing.server_time = reply.server_time;
  nothing.cursor = known.cursor;
  return parts.store.apply_feed(nothing);
}

// How many of them, from the first, one request holds: the server reads no longer one, and would
// refuse the same batch for ever. At least one goes.
std::size_t batch_size(const std::vector<port::OutboxEntry>& due) {
  std::size_t bytes = 0;
  std::size_t count = 0;
  for (; count < std::min(due.size(), limits::batch_operations_max); ++count) {
    bytes += due[count].bytes + 1;
    if (bytes > limits::batch_bytes_max && count > 0) {
      break;
    }
  }
  return count;
}

// What is due, in order. The first of an epoch decides for all after it: the server takes a
// device's numbers without a gap, so what is sent before the first comes back, and what waits for a
// time of its own after it holds up all that follows. A wall clock that was set back leaves
// attempts further ahead than any delay is long; they are due too, or a clock would hold up
// bookings for days.
Result<std::vector<port::OutboxEntry>> due_entries(const SyncParts& parts) {
  const UtcTime now = parts.clock.now();
  Result<std::vector<port::OutboxEntry>> due = parts.store.due_operations(
      now + Duration::days(100 * 365), {limits::batch_operations_max, limits::batch_bytes_max});
  if (!due) {
    return due;
  }
  std::ranges::stable_sort(*due, {}, [](const port::OutboxEntry& entry) {
    return std::pair(entry.operation.epoch, entry.operation.sequence);
  });
  std::map<std::int64_t, bool> epoch_due;
  std::erase_if(*due, [&](const port::OutboxEntry& entry) {
    const bool waits =
        entry.next_attempt > now && entry.next_attempt <= now + retry_after_max + retry_cap;
    return !epoch_due.try_emplace(entry.operation.epoch, !waits).first->second;
  });
  return due;
}

// When a request was sent, on both clocks.
struct Sent {
  UtcTime at;
  Duration boot_time;

  static Sent now(const SyncParts& parts) { return {parts.clock.now(), parts.clock.boot_time()}; }
};

// The server's clock as seen halfway through the exchange. The device may sell for as long as its
// site says from when it asked (rule 14).
Status note_contact(const SyncParts& parts, const Sent& sent, UtcTime server_time) {
  const UtcTime received_at = parts.clock.now();
  const UtcTime halfway{(sent.at.ms + received_at.ms) / 2};
  return parts.store.save_contact(
      {received_at, server_time - halfway, parts.clock.boot_id(), sent.boot_time});
}

// Sent together, tried again together.
Status postpone(const SyncParts& parts, const std::vector<port::OutboxEntry>& entries,
                std::optional<Duration> retry_after) {
  if (entries.empty()) {
    return done();
  }
  std::vector<OperationId> ids;
  ids.reserve(entries.size());
  for (const port::OutboxEntry& entry : entries) {
    ids.push_back(entry.operation.id);
  }
  const Duration delay =
      retry_delay(entries.front().attempts, random_number(parts.entropy), retry_after);
  return parts.store.retry_later(ids, parts.clock.now() + delay);
}

// Refusals that pass: the operation stays in the outbox.
bool is_passing(const protocol::OperationReply& reply) {
  constexpr ErrorCode passing[] = {ErrorCode::sequence_gap, ErrorCode::unavailable,
                                   ErrorCode::timed_out, ErrorCode::disk_full,
                                   ErrorCode::read_only};
  return reply.outcome == protocol::Outcome::refused &&
         std::ranges::find(passing, reply.code) != std::end(passing);
}

// Settles what has an outcome and postpones what the server could not decide yet.
Status take_replies(const SyncParts& parts, const protocol::BatchReply& reply,
                    const std::vector<port::OutboxEntry>& sent) {
  const std::vector<protocol::OperationReply>& replies = reply.replies;
  std::vector<protocol::OperationReply> settled;
  std::vector<port::OutboxEntry> postponed;
  for (std::size_t index = 0; index < replies.size(); ++index) {
    if (is_passing(replies[index])) {
      postponed.push_back(sent[index]);
    } else {
      settled.push_back(replies[index]);
    }
  }
  if (Status saved = parts.store.settle(settled, reply.cursor); !saved) {
    return saved;
  }
  return postpone(parts, postponed, std::nullopt);
}

// Takes a catalogue this program cannot use out of the page; says why.
std::optional<Error> drop_bad_catalog(const SyncParts& parts, protocol::FeedPage& page) {
  std::optional<Error> reason;
  std::erase_if(page.items, [&](const protocol::FeedItem& item) {
    const auto* notice = std::get_if<protocol::CatalogNotice>(&item);
    const Status usable = notice == nullptr ? done() : parts.check_catalog(notice->toml);
    if (!usable) {
      reason = usable.error();
    }
    return !usable;
  });
  return reason;
}

// REQUIRES: answers().
RoundReport count(const std::vector<protocol::OperationReply>& replies,
                  const std::vector<port::OutboxEntry>& sent) {
  RoundReport report;
  for (std::size_t index = 0; index < replies.size(); ++index) {
    if (is_passing(replies[index])) {
      continue;
    }
    if (replies[index].outcome == protocol::Outcome::applied) {
      report.applied += 1;
    } else if (std::holds_alternative<protocol::RequestUnits>(sent[index].operation.payload)) {
      report.units_refused = true;
    } else {
      report.refused += 1;
    }
  }
  return report;
}

bool answers(const protocol::BatchReply& reply, const std::vector<port::OutboxEntry>& entries) {
  return std::ranges::equal(reply.replies, entries, {}, &protocol::OperationReply::id,
                            [](const port::OutboxEntry& entry) { return entry.operation.id; });
}

// The server has closed this device's epoch (protocol rules 10 and 16): nothing is sold until the
// next one is taken. The outbox goes on under the old one.
Status take_epoch(const SyncParts& parts, std::int64_t closed) {
  const Result<OperationId> claim = parts.store.close_epoch(OperationId(random_id(parts)));
  if (!claim) {
    return claim.error();
  }
  const Result<std::string> body = body_of(parts.transport.post(
      "/v1/epoch", protocol::to_json(protocol::EpochRequest{closed, *claim}), push_timeout));
  if (!body) {
    return body.error();
  }
  const Result<protocol::EpochReply> reply = protocol::epoch_reply_from(*body);
  if (!reply) {
    return reply.error();
  }
  Result<std::optional<port::DeviceIdentity>> identity = parts.store.identity();
  if (!identity) {
    return identity.error();
  }
  CHECK(identity->has_value());
  identity->value().epoch = reply->epoch;
  return parts.store.save_identity(**identity);
}

// What every exchange may have told: the epoch the server counts this device's operations in. A
// device that has heard of the closing goes on asking, also a server that has forgotten it.
Status follow_epoch(const SyncParts& parts, std::int64_t answered) {
  const Result<std::optional<port::DeviceIdentity>> identity = parts.store.identity();
  const Result<port::SyncState> state = parts.store.sync_state();
  if (!identity || !state) {
    return identity ? state.error() : identity.error();
  }
  if (!identity->has_value()) {
    return done();
  }
  const std::int64_t own = identity->value().epoch;
  return own < answered || state->epoch_closed ? take_epoch(parts, own) : done();
}

// In a new incarnation the server hears what this device holds before anything else. Where the
// epoch is closed there, the answer to what follows says so.
Status report_if_due(const SyncParts& parts, const port::SyncState& state) {
  if (state.reported >= state.incarnation) {
    return done();
  }
  const Result<std::optional<port::DeviceIdentity>> identity = parts.store.identity();
  if (!identity) {
    return identity.error();
  }
  const Result<std::vector<inventory::SlotUnits>> totals = parts.store.granted_totals();
  if (!totals) {
    return totals.error();
  }
  protocol::BalancesReport report{state.incarnation, identity->value().epoch, {}, false};
  for (auto part = totals->begin(); !report.complete;) {
    const auto count = std::min<std::ptrdiff_t>(totals->end() - part, limits::balances_max);
    report.granted.assign(part, part + count);
    part += count;
    report.complete = part == totals->end();
    const Result<std::string> body =
        body_of(parts.transport.post("/v1/balances", protocol::to_json(report), push_timeout));
    if (!body) {
      return body.error();
    }
    if (const auto reply = protocol::epoch_reply_from(*body); !reply) {
      return reply.error();
    }
  }
  return parts.store.save_reported(state.incarnation);
}

// A device the server no longer knows has nothing to sell.
Status heed(const SyncParts& parts, const Error& refusal) {
  if (refusal.code == ErrorCode::device_fenced) {
    const Result<OperationId> closed = parts.store.close_epoch(OperationId(random_id(parts)));
    return closed ? done() : Status(closed.error());
  }
  return done();
}

}  // namespace

Duration retry_delay(std::int32_t attempts, std::uint32_t random,
                     std::optional<Duration> retry_after) {
  constexpr std::int32_t doublings_max = 6;  // 64 s is past the cap
  const std::int64_t ceiling =
      std::min(retry_cap.ms, retry_base.ms << std::clamp(attempts, 0, doublings_max));
  const std::int64_t jitter = ceiling * std::int64_t{random} / 0xFFFF'FFFFLL;
  const Duration floor = std::clamp(retry_after.value_or(Duration{}), Duration{}, retry_after_max);
  return Duration{floor.ms + jitter};
}

Result<RoundReport> push(const SyncParts& parts) {
  const Result<port::SyncState> known = parts.store.sync_state();
  if (!known) {
    return known.error();
  }
  if (const Status reported = report_if_due(parts, *known); !reported) {
    return reported.error();
  }
  Result<std::vector<port::OutboxEntry>> due = due_entries(parts);
  if (!due) {
    return due.error();
  }
  if (due->empty()) {
    return RoundReport{};
  }
  const bool full = due->size() >= limits::batch_operations_max;
  const std::size_t fitting = batch_size(*due);
  const bool more = full || fitting < due->size();
  due->resize(fitting);
  protocol::Batch batch{parts.identity.device, {}, {}};
  for (const port::OutboxEntry& entry : *due) {
    batch.operations.push_back(entry.operation);
  }
  batch.signature = parts.signer.sign(protocol::signing_message(batch));
  const Sent sent = Sent::now(parts);
  const Result<port::Reply> answer =
      parts.transport.post("/v1/operations", protocol::to_json(batch), push_timeout);
  const Result<std::string> body = body_of(answer);
  Result<protocol::BatchReply> reply =
      body ? protocol::batch_reply_from(*body) : Result<protocol::BatchReply>(body.error());
  if (reply && !answers(*reply, *due)) {
    reply = fail(ErrorCode::malformed, "the server's reply does not match what was sent");
  }
  if (const Status current = reply ? check_incarnation(parts, reply->incarnation, *known) : done();
      !current) {
    reply = current.error();
  }
  if (!reply) {
    const Status postponed = postpone(parts, *due, answer ? answer->retry_after : std::nullopt);
    const Status heeded = postponed ? heed(parts, reply.error()) : postponed;
    return heeded ? reply.error() : heeded.error();
  }
  if (Status noted = note_first_incarnation(parts, *known, *reply); !noted) {
    return noted.error();
  }
  if (Status settled = take_replies(parts, *reply, *due); !settled) {
    return settled.error();
  }
  if (Status noted = note_contact(parts, sent, reply->server_time); !noted) {
    return noted.error();
  }
  RoundReport report = count(reply->replies, *due);
  report.more = more;
  // A machine that may not go on, because another has its epoch, still sends all it has sold: while
  // that is taken, the trouble waits for the next exchange.
  const Status followed = follow_epoch(parts, reply->epoch);
  const bool taken = report.applied + report.refused > 0;
  return followed || taken ? Result<RoundReport>(report) : followed.error();
}

Result<RoundReport> pull(const SyncParts& parts, Duration wait) {
  Result<port::SyncState> state = parts.store.sync_state();
  if (!state) {
    return state.error();
  }
  const Sent sent = Sent::now(parts);
  const Result<std::string> body = body_of(parts.transport.get(
      "/v1/feed?cursor=" + std::to_string(state->cursor) + "&wait_ms=" + std::to_string(wait.ms) +
          "&incarnation=" + std::to_string(state->incarnation),
      wait + pull_margin));
  if (!body) {
    const Status heeded = heed(parts, body.error());
    return heeded ? body.error() : heeded.error();
  }
  Result<protocol::FeedPage> page = protocol::feed_page_from(*body);
  if (!page) {
    return page.error();
  }
  if (const Status current = check_incarnation(parts, page->incarnation, *state); !current) {
    return current.error();
  }
  const std::optional<Error> bad_catalog = drop_bad_catalog(parts, *page);
  const bool news =
      !page->items.empty() || page->cursor != state->cursor || page->stable > state->stable;
  if (news) {
    if (Status applied = parts.store.apply_feed(*page); !applied) {
      return applied.error();
    }
  }
  // A long poll says nothing of the server's clock halfway; it is stamped when it is answered.
  const Sent stamped{wait.ms == 0 ? sent.at : parts.clock.now(), sent.boot_time};
  if (Status noted = note_contact(parts, stamped, page->server_time); !noted) {
    return noted.error();
  }
  if (Status followed = follow_epoch(parts, page->epoch); !followed) {
    return followed.error();
  }
  RoundReport report;
  report.feed_items = static_cast<std::int32_t>(page->items.size());
  report.more = page->more;
  report.bad_catalog = bad_catalog;
  report.new_catalog = std::ranges::any_of(page->items, [](const protocol::FeedItem& item) {
    return std::holds_alternative<protocol::CatalogNotice>(item);
  });
  return report;
}

}  // namespace lobby::device
