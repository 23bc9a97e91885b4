// The fates of a request.
#include "tests/sim/network.h"

#include "core/protocol/codec.h"

namespace lobby::sim {
namespace {

constexpr Duration latency = Duration::milliseconds(40);
constexpr Duration patience = Duration::seconds(20);  // until a client gives up
constexpr std::int32_t http_ok = 200;
constexpr std::int32_t status_unavailable = 503;

struct Exchange {
  World& world;
  std::size_t process;
  const Request& request;

  port::Reply deliver() const {
    port::Reply reply = world.servers.answer(process, request, world.now);
    watch_reply(world, request, reply);
    return reply;
  }
};
using Answer = Result<port::Reply>;

Error silence() {
  return fail(ErrorCode::timed_out, "no answer came");
}

Answer arrive(const Exchange& exchange) {
  exchange.world.pass(latency);
  Answer answer = exchange.deliver();
  exchange.world.pass(latency);
  return answer;
}

Answer lose_request(const Exchange& exchange) {
  exchange.world.counts.dropped_requests += 1;
  exchange.world.pass(patience);
  return silence();
}

Answer lose_reply(const Exchange& exchange) {
  exchange.world.counts.dropped_replies += 1;
  (void)exchange.deliver();
  exchange.world.pass(patience);
  return silence();
}

Answer arrive_twice(const Exchange& exchange) {
  exchange.world.counts.duplicates += 1;
  Answer first = exchange.deliver();
  exchange.world.pass(latency);
  Answer second = exchange.deliver();
  return exchange.world.random.one_in(2) ? first : second;
}

void post_later(const Exchange& exchange) {
  World& world = exchange.world;
  const Duration later = Duration::seconds(world.random.between(1, 3'600));
  world.letters.push_back({world.now + later, exchange.request});
}

Answer arrive_again_later(const Exchange& exchange) {
  exchange.world.counts.duplicates += 1;
  post_later(exchange);
  return arrive(exchange);
}

Answer arrive_only_later(const Exchange& exchange) {
  exchange.world.counts.late += 1;
  post_later(exchange);
  exchange.world.pass(patience);
  return silence();
}

Answer take_long(const Exchange& exchange) {
  exchange.world.counts.late += 1;
  exchange.world.pass(Duration::seconds(exchange.world.random.between(1, 19)));
  return arrive(exchange);
}

void end_process(const Exchange& exchange) {
  World& world = exchange.world;
  world.counts.server_ends += 1;
  world.servers.end(exchange.process, world.now + Duration::seconds(world.random.between(1, 900)));
}

Answer end_before_commit(const Exchange& exchange) {
  exchange.world.servers.store_of(exchange.process).fail_commit();
  (void)exchange.deliver();
  end_process(exchange);
  return fail(ErrorCode::unavailable, "the connection was closed");
}

Answer end_after_commit(const Exchange& exchange) {
  (void)exchange.deliver();
  end_process(exchange);
  return fail(ErrorCode::unavailable, "the connection was closed");
}

Answer run_twice(const Exchange& exchange) {
  exchange.world.servers.store_of(exchange.process).run_twice();
  return arrive(exchange);
}

Answer turn_away(const Exchange& exchange) {
  const Duration after = Duration::seconds(exchange.world.random.between(1, 7'200));
  const Error busy = fail(ErrorCode::unavailable, "too many at once");
  return port::Reply{status_unavailable, protocol::to_json(busy), after};
}

struct FateRow {
  std::uint32_t weight;
  Answer (*meet)(const Exchange&);
};
constexpr FateRow fates[] = {
    {52, arrive},      {7, lose_request},       {8, lose_reply},
    {6, arrive_twice}, {6, arrive_again_later}, {4, arrive_only_later},
    {5, take_long},    {3, end_before_commit},  {3, end_after_commit},
    {3, run_twice},    {3, turn_away},
};

Answer meet_fate(const Exchange& exchange) {
  std::uint32_t sum = 0;
  for (const FateRow& row : fates) {
    sum += row.weight;
  }
  auto drawn = static_cast<std::uint32_t>(exchange.world.random.below(sum));
  for (const FateRow& row : fates) {
    if (drawn < row.weight) {
      return row.meet(exchange);
    }
    drawn -= row.weight;
  }
  return silence();
}

}  // namespace

void watch_reply(World& world, const Request& request, const port::Reply& reply) {
  if (reply.status != http_ok) {
    return;
  }
  if (world.ledger.devices.at(request.from).written_off) {
    world.ledger.violated(
        "fence", "the server served device " + request.from.text() + ", which was written off");
  }
  if (request.path != "/v1/operations") {
    return;
  }
  const auto batch = protocol::batch_reply_from(reply.body);
  if (!batch) {
    world.ledger.violated("codec", to_string(batch.error()));
    return;
  }
  for (const protocol::OperationReply& one : batch->replies) {
    world.ledger.saw_reply(one);
  }
}

Result<port::Reply> Network::exchange(const Request& request) {
  if (device_.cut_off_until > world_.now) {
    world_.pass(latency);
    return fail(ErrorCode::unavailable, "no contact");
  }
  std::size_t process = world_.random.below(ServerHouse::processes);
  if (!world_.servers.up(process, world_.now)) {
    process = 1 - process;
  }
  if (!world_.servers.up(process, world_.now)) {
    world_.pass(latency);
    return fail(ErrorCode::unavailable, "no server answers");
  }
  const Exchange exchange{world_, process, request};
  return world_.calm ? arrive(exchange) : meet_fate(exchange);
}

}  // namespace lobby::sim
