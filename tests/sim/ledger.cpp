// Keeping the truth.
#include "tests/sim/ledger.h"

#include "core/protocol/codec.h"

namespace lobby::sim {

bool is_final(const protocol::OperationReply& reply) {
  if (reply.outcome == protocol::Outcome::applied) {
    return true;
  }
  return reply.code != ErrorCode::sequence_gap && reply.code != ErrorCode::unavailable &&
         reply.code != ErrorCode::timed_out && reply.code != ErrorCode::disk_full &&
         reply.code != ErrorCode::read_only;
}

std::string words_of(const protocol::Operation& operation) {
  return std::string(protocol::kind_of(operation.payload)) + " " +
         std::to_string(operation.sequence) + " of device " + operation.device.text() +
         " (operation " + operation.id.text() + ")";
}

void Ledger::saw_operation(const protocol::Operation& operation) {
  const auto [fact, fresh] = facts.try_emplace(operation.id, Fact{operation, std::nullopt});
  if (fresh) {
    order.push_back(operation.id);
  } else if (fact->second.operation != operation) {
    violated("I2", words_of(operation) + " was changed after it was committed");
  }
}

void Ledger::saw_reply(const protocol::OperationReply& reply) {
  const auto fact = facts.find(reply.id);
  if (fact == facts.end() || !is_final(reply)) {
    return;
  }
  std::optional<protocol::OperationReply>& earlier = fact->second.reply;
  if (earlier && *earlier != reply) {
    violated("I2", words_of(fact->second.operation) + " was answered " +
                       protocol::to_json(*earlier) + " and then " + protocol::to_json(reply));
  }
  earlier = reply;
}

void Ledger::violated(const std::string& invariant, const std::string& detail) {
  if (!violation_) {
    violation_ = Violation{invariant, detail, step};
  }
}

}  // namespace lobby::sim
