// One safety less on the server.
#include "tests/sim/server_wrappers.h"

#include <algorithm>
#include <utility>

#include "tests/sim/hotel.h"
#include "tests/sim/server_transaction_proxy.h"

namespace lobby::sim {
namespace {

constexpr Duration lease = Duration::hours(3);
constexpr std::int32_t units_believed_in = 20;  // more than five kiosks can keep

// What is there already is no error any more.
Status forgiving(const Status& status) {
  return !status && status.error().code == ErrorCode::already_exists ? done() : status;
}

class SabotagedTransaction final : public ServerTransactionProxy {
 public:
  SabotagedTransaction(port::ServerTransaction& inner, Sabotage sabotage,
                       std::optional<std::int64_t> pretended, std::set<OperationId>& requests)
      : ServerTransactionProxy(inner),
        sabotage_(sabotage),
        pretended_(pretended),
        requests_(requests) {}

  Result<std::int64_t> begin_incarnation(std::int64_t known) override {
    return sabotage_ == Sabotage::incarnation ? incarnation()
                                              : ServerTransactionProxy::begin_incarnation(known);
  }
  Status ensure_slots(const std::vector<inventory::Slot>& slots, std::int32_t capacity) override {
    const bool off = sabotage_ == Sabotage::capacity_guard;
    return ServerTransactionProxy::ensure_slots(slots, off ? units_believed_in : capacity);
  }
  Status set_capacity(const inventory::Slot& slot, std::int32_t wanted, bool by_staff) override {
    return sabotage_ == Sabotage::capacity_guard
               ? done()
               : ServerTransactionProxy::set_capacity(slot, wanted, by_staff);
  }
  Result<std::optional<port::StoredOperation>> operation(OperationId id) override {
    if (sabotage_ == Sabotage::free_on_expiry) {
      free_what_is_silent();
    }
    return sabotage_ == Sabotage::idempotency || requests_.contains(id)
               ? Result<std::optional<port::StoredOperation>>(std::nullopt)
               : ServerTransactionProxy::operation(id);
  }
  Status add_operation(const protocol::Operation& operation,
                       const port::StoredOperation& stored) override {
    first_slot_ = true;
    const Status added = ServerTransactionProxy::add_operation(operation, stored);
    const bool asks = std::holds_alternative<protocol::RequestUnits>(operation.payload);
    if (sabotage_ == Sabotage::grant_request_id && asks) {
      requests_.insert(operation.id);
      return forgiving(added);
    }
    return sabotage_ == Sabotage::idempotency ? forgiving(added) : added;
  }
  Status append_feed(const protocol::FeedItem& item) override {
    const auto* notice = std::get_if<protocol::GrantNotice>(&item);
    if (sabotage_ == Sabotage::return_before_release && notice != nullptr) {
      free_what_is_called_back(*notice);
    }
    return ServerTransactionProxy::append_feed(item);
  }
  Result<std::optional<port::DeviceRecord>> device(DeviceId id) override {
    auto record = ServerTransactionProxy::device(id);
    if (record && record->has_value()) {
      record.value()->revoked = record.value()->revoked && sabotage_ != Sabotage::fence;
      if (pretended_) {
        record.value()->last_sequence = *pretended_;
        record.value()->chain.reset();
      }
    }
    return record;
  }
  Status consume_grant(const port::Holder& holder, const inventory::SlotUnits& units) override {
    if (sabotage_ == Sabotage::multi_slot_atomicity && !std::exchange(first_slot_, false)) {
      return done();
    }
    return ServerTransactionProxy::consume_grant(holder, units);
  }
  Result<std::optional<port::AdmissionRecord>> admission(const protocol::AdmissionId& id) override {
    return sabotage_ == Sabotage::ticket_dedup
               ? Result<std::optional<port::AdmissionRecord>>(std::nullopt)
               : ServerTransactionProxy::admission(id);
  }
  Status add_admission(const port::AdmissionRecord& admission) override {
    const Status added = ServerTransactionProxy::add_admission(admission);
    return sabotage_ == Sabotage::ticket_dedup ? forgiving(added) : added;
  }

 private:
  void free_what_is_called_back(const protocol::GrantNotice& notice) {
    const auto allotments = ServerTransactionProxy::allotments(notice.slot);
    CHECK(allotments.ok());
    for (const port::Allotment& held : *allotments) {
      if (held.holder == port::Holder{notice.device, notice.epoch} &&
          held.outstanding > notice.standing) {
        CHECK(return_grant(held.holder, {notice.slot, held.outstanding - notice.standing}).ok());
      }
    }
  }
  // As a lease would be that ends by itself.
  void free_what_is_silent() {
    const auto devices = ServerTransactionProxy::devices();
    CHECK(devices.ok());
    UtcTime newest;
    for (const port::DeviceRecord& device : *devices) {
      newest = std::max(newest, device.last_contact.value_or(UtcTime{}));
    }
    for (const port::DeviceRecord& device : *devices) {
      if (device.last_contact.value_or(newest) + lease < newest) {
        free_all_of({device.id, device.epoch});
      }
    }
  }
  void free_all_of(const port::Holder& holder) {
    static const catalog::Catalog house = hotel(1);
    for (const catalog::Pool& pool : house.pools) {
      const auto held = ServerTransactionProxy::outstanding(
          holder, pool.id, LocalDate::from_days(0), LocalDate::of(2099, 1, 1));
      CHECK(held.ok());
      for (const inventory::SlotUnits& units : *held) {
        CHECK(return_grant(holder, units).ok());
      }
    }
  }

  const Sabotage sabotage_;
  const std::optional<std::int64_t> pretended_;
  std::set<OperationId>& requests_;
  bool first_slot_ = true;
};

}  // namespace

Status ProcessStore::work_once(port::ServerTransaction& store, const Work& work) const {
  SabotagedTransaction seen(store, sabotage_, pretended_, requests_);
  return work(seen);
}

Status ProcessStore::run(const SiteId& site, const Work& work) {
  const Error rolled_back = fail(ErrorCode::unavailable, "the commit failed");
  if (std::exchange(twice_, false)) {
    (void)inner_.run(site, [&](port::ServerTransaction& store) {
      (void)work_once(store, work);
      return Status(rolled_back);
    });
  }
  const bool fails = std::exchange(fails_, false);
  return inner_.run(site, [&](port::ServerTransaction& store) {
    const Status worked = work_once(store, work);
    return worked && fails ? Status(rolled_back) : worked;
  });
}

Status ProcessStore::read(const SiteId& site, const Work& work) {
  return inner_.read(site, [&](port::ServerTransaction& store) { return work_once(store, work); });
}

}  // namespace lobby::sim
