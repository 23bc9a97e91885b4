// HTTP/1.1 of one request a connection, as much as the client needs.
#include "tests/fakes/sandbox_gateway.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "core/protocol/codec.h"
#include "core/service/payment_notice.h"

namespace lobby::tests {
namespace {

port::Response response_of(const SandboxLedger::Report& report) {
  port::Response response;
  if (report) {
    response.body = to_json(*report);
    return response;
  }
  const ErrorCode code = report.error().code;
  response.status = code == ErrorCode::not_found ? 404 : code == ErrorCode::id_reused ? 409 : 422;
  response.body = protocol::to_json(report.error());
  return response;
}

SandboxLedger::Report create(SandboxLedger& ledger, const std::string& body) {
  const Result<protocol::IntentRequest> wish = protocol::intent_request_from(body);
  return wish ? ledger.create(wish->key, wish->amount) : SandboxLedger::Report(wish.error());
}

SandboxLedger::Report refund(SandboxLedger& ledger, const payment::PaymentId& key,
                             const std::string& body) {
  const Result<protocol::RefundRequest> wish = protocol::refund_request_from(body);
  return wish ? ledger.refund(key, wish->amount) : SandboxLedger::Report(wish.error());
}

// The value of a header as this program's client writes it.
std::string header_of(std::string_view head, std::string_view name) {
  const std::string start = "\r\n" + std::string(name) + ": ";
  const std::size_t at = head.find(start);
  if (at == std::string_view::npos) {
    return {};
  }
  const std::size_t from = at + start.size();
  return std::string(head.substr(from, head.find("\r\n", from) - from));
}

struct Received {
  std::string head;
  port::Request request;
};

std::optional<Received> receive(int descriptor) {
  std::string text;
  while (text.find("\r\n\r\n") == std::string::npos) {
    if (!receive_more(descriptor, text)) {
      return std::nullopt;
    }
  }
  const std::size_t head_size = text.find("\r\n\r\n") + 4;
  Received received;
  received.head = text.substr(0, head_size);
  const std::size_t method_end = text.find(' ');
  received.request.method = text.substr(0, method_end);
  received.request.target =
      text.substr(method_end + 1, text.find(' ', method_end + 1) - method_end - 1);
  std::size_t length = 0;
  const std::string stated = header_of(received.head, "Content-Length");
  std::from_chars(stated.data(), stated.data() + stated.size(), length);
  while (text.size() < head_size + length) {
    if (!receive_more(descriptor, text)) {
      return std::nullopt;
    }
  }
  received.request.body = text.substr(head_size, length);
  return received;
}

void respond(int descriptor, const port::Response& response) {
  send_all(descriptor, "HTTP/1.1 " + std::to_string(response.status) +
                           " Sandbox\r\nContent-Type: application/json\r\nConnection: close\r\n"
                           "Content-Length: " +
                           std::to_string(response.body.size()) + "\r\n\r\n" + response.body);
}

}  // namespace

port::Response sandbox_answer(SandboxLedger& ledger, const port::Request& request) {
  constexpr std::string_view root = "/v1/intents";
  constexpr std::size_t id_bytes = 36;
  std::string_view target = request.target;
  if (request.method == "POST" && target == root) {
    return response_of(create(ledger, request.body));
  }
  const bool below = target.starts_with(std::string(root) + "/");
  target.remove_prefix(below ? root.size() + 1 : target.size());
  const Result<payment::PaymentId> key = payment::PaymentId::parse(target.substr(0, id_bytes));
  target.remove_prefix(std::min(id_bytes, target.size()));
  if (key && request.method == "GET" && target.empty()) {
    return response_of(ledger.report(*key));
  }
  if (key && request.method == "POST" && target == "/cancel") {
    return response_of(ledger.cancel(*key));
  }
  if (key && request.method == "POST" && target == "/refund") {
    return response_of(refund(ledger, *key, request.body));
  }
  port::Response response;
  response.status = 404;
  response.content_type = "text/html";
  response.body = "<h1>There is nothing here</h1>";
  return response;
}

curl::GatewayOptions SandboxGateway::client_options() const {
  curl::GatewayOptions options;
  options.url = "http://127.0.0.1:" + std::to_string(wire_.port());
  options.secret = sandbox_secret;
  options.timeout = Duration::seconds(2);
  return options;
}

std::vector<SandboxRequest> SandboxGateway::requests() {
  const std::scoped_lock lock(mutex_);
  return requests_;
}

void SandboxGateway::serve(int descriptor) {
  const std::optional<Received> received = receive(descriptor);
  const WireFault fault = received ? wire_.next_fault() : WireFault::lose_request;
  if (fault == WireFault::lose_request) {
    return;
  }
  const std::string& head = received->head;
  if (header_of(head, "Authorization") != "Bearer " + std::string(sandbox_secret)) {
    port::Response refused;
    refused.status = 401;
    refused.body = protocol::to_json(fail(ErrorCode::unauthenticated, "another secret"));
    respond(descriptor, refused);
    return;
  }
  {
    const std::scoped_lock lock(mutex_);
    requests_.push_back(
        {received->request.method, received->request.target, header_of(head, "Idempotency-Key")});
  }
  port::Response response = sandbox_answer(ledger_, received->request);
  if (fault == WireFault::lose_reply) {
    return;
  }
  if (fault == WireFault::hang) {
    wait_for_close(descriptor);
    return;
  }
  if (fault == WireFault::break_down) {
    response.status = 500;
    response.body = protocol::to_json(fail(ErrorCode::internal, "the sandbox gave out"));
  }
  respond(descriptor, response);
}

std::vector<SignedNotice> SandboxGateway::notices(port::KeyedHash& secret, UtcTime now,
                                                  std::uint64_t seed) const {
  std::vector<SignedNotice> notices;
  for (const protocol::IntentReport& report : ledger_.told()) {
    const std::string event = "ev-" + std::to_string(notices.size() + 1);
    const std::string body = to_json(protocol::PaymentNotice{event, now, report});
    notices.push_back({service::sign_payment_notice(body, secret, now), body});
  }
  if (seed != 0) {
    SeededEntropy random(seed);
    for (std::size_t index = notices.size(); index > 1; --index) {
      std::swap(notices[index - 1], notices[random.below(index)]);
      if (random.chance(2)) {
        notices.push_back(notices[random.below(index)]);
      }
    }
  }
  return notices;
}

}  // namespace lobby::tests
