// Records of kind `attempt`, by device, which are dropped when their time is over.
#include "core/reservation/attempts.h"

#include "core/base/limits.h"

namespace lobby::reservation {
namespace {

using port::RecordKind;

std::string attempts_key(DeviceId device) {
  return "device/" + device.text();
}

// Not those that say something about the house: sold out, busy, a version that moved on.
bool counts(ErrorCode code) {
  return code == ErrorCode::not_found || code == ErrorCode::policy_refused ||
         code == ErrorCode::malformed;
}

// That still count.
Result<std::int32_t> refused_at(port::ServerTransaction& store, DeviceId device, UtcTime now) {
  std::int32_t refused = 0;
  for (port::RecordId after;;) {
    const auto noted = store.office().records_with(RecordKind::attempt, attempts_key(device), after,
                                                   limits::page_items_max);
    if (!noted) {
      return noted.error();
    }
    for (const port::Record& record : *noted) {
      refused += record.due_at && *record.due_at > now ? 1 : 0;
      after = record.id;
    }
    if (noted->size() < limits::page_items_max) {
      return refused;
    }
  }
}

}  // namespace

Result<std::int32_t> attempts_at(const Visit& visit) {
  if (visit.device.role != protocol::DeviceRole::kiosk) {
    return 1;
  }
  const Result<std::int32_t> refused =
      refused_at(visit.work.store, visit.device.id, visit.work.now);
  return refused ? Result<std::int32_t>(*refused + 1) : refused;
}

Status may_try(const Visit& visit) {
  const catalog::RiskTable& risk = visit.work.office.catalog.risk;
  if (risk.level(catalog::RiskRule::too_many_attempts) != catalog::RiskLevel::block) {
    return done();
  }
  const Result<std::int32_t> attempts = attempts_at(visit);
  if (!attempts) {
    return attempts.error();
  }
  return *attempts <= risk.attempts_max
             ? done()
             : Status(fail(ErrorCode::policy_refused,
                           "too many tries at this kiosk; ask at the desk, or wait " +
                               std::to_string(risk.attempts_minutes) + " minutes"));
}

Result<std::string> counted(const Request& request, Result<std::string> reply) {
  if (reply || !counts(reply.error().code)) {
    return reply;
  }
  const service::Office& office = request.office;
  const Status noted = office.store.run(office.site(), [&](port::ServerTransaction& store) {
    const Result<port::DeviceRecord> device = service::known_device(store, request.device);
    if (!device || device->role != protocol::DeviceRole::kiosk) {
      return device ? done() : Status(device.error());
    }
    if (Status forgotten = store.office().forget_records(RecordKind::attempt, request.now);
        !forgotten) {
      return forgotten;
    }
    const Result<std::int32_t> refused = refused_at(store, device->id, request.now);
    if (!refused) {
      return Status(refused.error());
    }
    if (*refused >= office.catalog.risk.attempts_max) {
      return done();  // who comes to a kiosk that is shut must not keep it shut
    }
    IdBytes random{};
    request.entropy.fill(random);
    return store.office().put_record(
        {RecordKind::attempt,
         port::RecordId(uuid_v7(request.now, random)),
         1,
         "{}",
         request.now + Duration::minutes(office.catalog.risk.attempts_minutes),
         {attempts_key(device->id)}});
  });
  return noted ? reply : noted.error();
}

}  // namespace lobby::reservation
