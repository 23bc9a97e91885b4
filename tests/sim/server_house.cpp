// Requests into core and replies out of it.
#include "tests/sim/server_house.h"

#include <algorithm>
#include <charconv>

#include "core/protocol/codec.h"
#include "core/service/site_care.h"
#include "platform/sqlite/server_store.h"
#include "tests/fakes/sample.h"
#include "tests/sim/hotel.h"

namespace lobby::sim {
namespace {

constexpr std::int32_t status_ok = 200;
constexpr std::int32_t status_refused = 409;

std::int64_t number_in(const std::string& path, std::string_view key) {
  std::int64_t number = 0;
  const auto at = path.find(key);
  CHECK(at != std::string::npos);
  std::from_chars(path.data() + at + key.size(), path.data() + path.size(), number);
  return number;
}

std::unique_ptr<port::ServerStore> open_sqlite(const std::string& path) {
  auto store =
      sqlite::ServerStore::open({.path = path,
                                 .migrations_directory = tests::migrations_directory("server"),
                                 .busy_timeout_ms = 0,
                                 .vfs = {}});
  CHECK(store.ok());
  return *std::move(store);
}

}  // namespace

ServerHouse::ServerHouse(Workshop& workshop, const Options& options)
    : sabotage_(options.sabotage), zone_(tests::sample_zone()) {
  if (options.store == StoreKind::memory) {
    auto store = std::make_unique<tests::MemoryServerStore>();
    memory_ = store.get();
    stores_.push_back(std::move(store));
  } else {
    const std::string path = workshop.new_server();
    for (std::size_t process = 0; process < processes; ++process) {
      stores_.push_back(open_sqlite(path));
    }
  }
  for (std::size_t process = 0; process < processes; ++process) {
    seen_[process] = std::make_unique<ProcessStore>(*stores_[process % stores_.size()], sabotage_);
  }
}

const catalog::Catalog& ServerHouse::catalog(std::int64_t version) {
  const auto found = catalogs_.find(version);
  return found != catalogs_.end() ? found->second
                                  : catalogs_.emplace(version, hotel(version)).first->second;
}

service::Office ServerHouse::office(std::size_t process) {
  return {*seen_[process], hasher_, unsealer_, current(), zone_};
}

Result<std::string> ServerHouse::batch(std::size_t process, const Request& request, UtcTime now) {
  const Result<protocol::Batch> sent = protocol::batch_from(request.body);
  if (!sent) {
    return sent.error();
  }
  tests::FakeVerifier verifier;
  const Result<ticket::PublicKey> key = service::enrolled_key(office(process), request.from);
  if (!key) {
    return key.error();
  }
  if (const Status ours = service::check_signature(verifier, *sent, {request.from, *key}); !ours) {
    return ours.error();
  }
  if (sabotage_ != Sabotage::sequence_check) {
    const auto reply = service::apply_batch(office(process), *sent, request.from, now);
    return reply ? Result(protocol::to_json(*reply)) : reply.error();
  }
  protocol::BatchReply all{1, now, {}};
  for (const protocol::Operation& operation : sent->operations) {
    seen_[process]->pretend_sequence(operation.sequence - 1);
    const auto reply =
        service::apply_batch(office(process), {sent->device, {operation}, {}}, request.from, now);
    seen_[process]->pretend_sequence(std::nullopt);
    if (!reply) {
      return reply.error();
    }
    all.replies.push_back(reply->replies.front());
    all.epoch = reply->epoch;
    all.cursor = reply->cursor;
  }
  return protocol::to_json(all);
}

Result<std::string> ServerHouse::page(std::size_t process, const Request& request, UtcTime now) {
  const auto page = service::read_feed(
      office(process), request.from,
      {number_in(request.path, "cursor="), number_in(request.path, "incarnation=")}, now);
  return page ? Result(protocol::to_json(*page)) : page.error();
}

Result<std::string> ServerHouse::epoch(std::size_t process, const Request& request, UtcTime now) {
  const Result<protocol::EpochRequest> asked = protocol::epoch_request_from(request.body);
  if (!asked) {
    return asked.error();
  }
  const auto taken = service::take_epoch(office(process), request.from, *asked, now);
  return taken ? Result(protocol::to_json(protocol::EpochReply{*taken})) : taken.error();
}

Result<std::string> ServerHouse::balances(std::size_t process, const Request& request,
                                          UtcTime now) {
  const Result<protocol::BalancesReport> report = protocol::balances_report_from(request.body);
  if (!report) {
    return report.error();
  }
  const auto epoch = service::report_balances(office(process), request.from, *report, now);
  return epoch ? Result(protocol::to_json(protocol::EpochReply{*epoch})) : epoch.error();
}

port::Reply ServerHouse::answer(std::size_t process, const Request& request, UtcTime now) {
  const Result<std::string> body = request.path == "/v1/epoch" ? epoch(process, request, now)
                                   : request.path == "/v1/balances"
                                       ? balances(process, request, now)
                                   : request.post ? batch(process, request, now)
                                                  : page(process, request, now);
  seen_[process]->heal();
  return body ? port::Reply{status_ok, *body, std::nullopt}
              : port::Reply{status_refused, protocol::to_json(body.error()), std::nullopt};
}

Result<DeviceId> ServerHouse::enrol(const EnrolOrder& order, Random& random, UtcTime now) {
  const Result<std::string> code =
      service::make_enrolment_code(office(0), random, order.name, order.role, now);
  if (!code) {
    return code.error();
  }
  protocol::EnrolRequest request;
  request.code = *code;
  request.public_key = tests::FakeSigner(order.key_number).public_key();
  const auto enrolled = service::enrol_device(office(1), random, request, now);
  backup_.reset();  // one that does not know a device is of no use to it
  return enrolled ? Result(enrolled->device) : enrolled.error();
}

Status ServerHouse::install(std::int64_t version, UtcTime now) {
  version_ = version;
  const auto installed = service::install_catalog(office(0), text_of_version(version), now);
  return installed ? done() : Status(installed.error());
}

bool ServerHouse::has_reclaimed() {
  const auto grants = memory_ == nullptr ? decltype(tests::MemorySite::grants){}
                                         : memory_->site(current().site.id).grants;
  return std::ranges::any_of(grants,
                             [](const auto& entry) { return entry.second.reclaimed_total > 0; });
}

void ServerHouse::back_up(UtcTime now) {
  if (memory_ == nullptr) {
    return;
  }
  const auto mark = service::backup_mark(office(0));
  backup_ = memory_->site(current().site.id);
  CHECK(mark.ok() && service::note_backup(office(0), *mark, now).ok());
}

bool ServerHouse::put_backup_back(UtcTime now) {
  if (!backup_) {
    return false;
  }
  const SiteId site = current().site.id;
  memory_->put_back(site, *backup_);
  version_ = static_cast<std::int64_t>(backup_->catalogs.size());
  backup_.reset();
  CHECK(service::begin_incarnation(office(0), 0, now).ok());
  return true;
}

Status ServerHouse::cancel(ticket::BookingCode code, UtcTime now) {
  return service::cancel_booking(office(0), code, now);
}

Status ServerHouse::set_capacity(const inventory::Slot& slot, std::int32_t wanted, UtcTime now) {
  const auto set = service::set_capacity(office(1), slot, wanted, now);
  return set ? done() : Status(set.error());
}

Status ServerHouse::close_epoch(DeviceId device, UtcTime now) {
  return service::write_off_device(office(0), device, now);
}

Status ServerHouse::write_off(DeviceId device, UtcTime now) {
  return service::revoke_device(office(1), device, now);
}

}  // namespace lobby::sim
