// What devices ask: enrolment, operations, the feed.
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "app/server/routes/answers.h"
#include "app/server/routes/query.h"
#include "app/server/routes/routes.h"
#include "core/protocol/codec.h"

namespace lobby::server {
namespace {

std::string enrol_reply_json(const Context& context, const service::Enrolled& enrolled,
                             std::string certificate) {
  protocol::EnrolReply reply;
  reply.device = enrolled.device;
  reply.device_name = enrolled.device_name;
  reply.role = enrolled.role;
  reply.site = context.offers.current().catalog.site.id;
  reply.certificate_pem = std::move(certificate);
  reply.seal_certificate_pem = context.certificates.seal_pem;
  return protocol::to_json(reply);
}

// A reader of the feed that waits: it keeps its place between polls.
class FeedWait {
 public:
  FeedWait(const Context& context, DeviceId device, const service::FeedQuery& query)
      : context_(context), device_(device), query_(query) {}

  std::optional<port::Response> poll(bool last) {
    if (!first_ && !last && !has_grown()) {
      return std::nullopt;
    }
    first_ = false;
    const service::Office office = context_.office();
    Result<protocol::FeedPage> page =
        service::read_feed(office, device_, query_, context_.clock.now());
    if (!page) {
      port::Response refusal = refuse(page.error());
      log_fault(context_, "/v1/feed", refusal);
      return refusal;
    }
    if (page->items.empty() && !page->more && !last && page->cursor >= query_.cursor) {
      // Only news for others: the device would ask again at once.
      query_.cursor = page->cursor;
      return std::nullopt;
    }
    return json_answer(protocol::to_json(*page));
  }

 private:
  // Whether there may be news; an error shows itself in read_feed.
  bool has_grown() const {
    const Result<std::int64_t> head =
        context_.store.feed_head(context_.offers.current().catalog.site.id);
    return !head || *head > query_.cursor;
  }

  const Context& context_;
  DeviceId device_;
  service::FeedQuery query_;
  bool first_ = true;
};

}  // namespace

port::Response enrol(const Context& context, const port::Request& request) {
  const Duration boot_time = context.clock.boot_time();
  if (const auto wait = context.attempts.wait_for(request.remote_address, boot_time)) {
    port::Response response =
        refuse(429, fail(ErrorCode::unavailable, "too many wrong codes from this address; wait"));
    response.retry_after = *wait;
    return response;
  }
  const Result<protocol::EnrolRequest> asked = protocol::enrol_request_from(request.body);
  if (!asked) {
    return refuse(asked.error());
  }
  const Certificates& certificates = context.certificates;
  // Before the code is used up: a broken request can be sent again with the same code.
  const Status proven = certificates.check(asked->certificate_request_pem, asked->public_key);
  if (!proven) {
    return refuse(proven.error());
  }
  const UtcTime now = context.clock.now();
  const Result<service::Enrolled> enrolled =
      service::enrol_device(context.office(), context.entropy, *asked, now);
  if (!enrolled) {
    if (enrolled.error().code == ErrorCode::unauthenticated) {
      context.attempts.record_failure(request.remote_address, boot_time);
      context.log("a wrong enrolment code from " + request.remote_address);
    }
    return refuse(enrolled.error());
  }
  context.feed_changed();
  context.log("device " + enrolled->device.text() + " enrolled from " + request.remote_address);
  Result<std::string> certificate =
      certificates.issue(asked->certificate_request_pem, asked->public_key, enrolled->device, now);
  if (!certificate) {
    return refuse(certificate.error());
  }
  return json_answer(enrol_reply_json(context, *enrolled, *std::move(certificate)));
}

port::Response take_operations(const Context& context, const port::Request& request) {
  const Result<DeviceId> device = device_of(request);
  if (!device) {
    return refuse(device.error());
  }
  const Result<protocol::Batch> batch = protocol::batch_from(request.body);
  if (!batch) {
    return refuse(batch.error());
  }
  const Result<ticket::PublicKey> key = context.keys.of(context.office(), *device);
  if (!key) {
    return refuse(key.error());
  }
  if (const Status signed_by_it =
          service::check_signature(context.verifier, *batch, {*device, *key});
      !signed_by_it) {
    return refuse(signed_by_it.error());
  }
  const Result<protocol::BatchReply> reply =
      service::apply_batch(context.office(), *batch, *device, context.clock.now());
  if (!reply) {
    return refuse(reply.error());
  }
  context.feed_changed();
  return json_answer(protocol::to_json(*reply));
}

port::Response take_epoch(const Context& context, const port::Request& request) {
  const Result<DeviceId> device = device_of(request);
  if (!device) {
    return refuse(device.error());
  }
  const Result<protocol::EpochRequest> asked = protocol::epoch_request_from(request.body);
  if (!asked) {
    return refuse(asked.error());
  }
  const Result<std::int64_t> epoch =
      service::take_epoch(context.office(), *device, *asked, context.clock.now());
  if (!epoch) {
    return refuse(epoch.error());
  }
  context.feed_changed();
  return json_answer(protocol::to_json(protocol::EpochReply{*epoch}));
}

port::Response take_balances(const Context& context, const port::Request& request) {
  const Result<DeviceId> device = device_of(request);
  if (!device) {
    return refuse(device.error());
  }
  const Result<protocol::BalancesReport> report = protocol::balances_report_from(request.body);
  if (!report) {
    return refuse(report.error());
  }
  const Result<std::int64_t> epoch =
      service::report_balances(context.office(), *device, *report, context.clock.now());
  if (!epoch) {
    return refuse(epoch.error());
  }
  context.feed_changed();
  return json_answer(protocol::to_json(protocol::EpochReply{*epoch}));
}

port::Answer read_feed(const Context& context, const port::Request& request) {
  const Result<DeviceId> device = device_of(request);
  if (!device) {
    return refuse(device.error());
  }
  const Result<std::int64_t> cursor = query_number(request, "cursor", 0);
  if (!cursor) {
    return refuse(cursor.error());
  }
  const Result<std::int64_t> wait_ms = query_number(request, "wait_ms", 0);
  if (!wait_ms) {
    return refuse(wait_ms.error());
  }
  const Result<std::int64_t> known = query_number(request, "incarnation", 0);
  if (!known) {
    return refuse(known.error());
  }
  FeedWait wait(context, *device, {*cursor, *known});
  return port::Deferred{[wait](bool last) mutable { return wait.poll(last); },
                        Duration::milliseconds(std::min(*wait_ms, feed_wait_max.ms))};
}

}  // namespace lobby::server
