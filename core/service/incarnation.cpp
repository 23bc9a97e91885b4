// After a restored backup or a fail-over that lost commits (protocol rule 15): a new incarnation,
// in which nothing is granted until every kiosk has said what it holds.
#include "core/service/decide.h"
#include "core/service/journal.h"
#include "core/service/standing.h"

namespace lobby::service {
namespace {

using protocol::BalancesReport;

// Closed between two backups of one device, at the very most.
constexpr std::int64_t epochs_forgotten_max = 1'000;

// The closings of epochs that the server has forgotten, and that the device has taken its own.
Status catch_up(const Work& work, port::DeviceRecord& device, const BalancesReport& report) {
  while (device.epoch < report.epoch) {
    if (Status closed = close_epoch(work, device); !closed) {
      return closed;
    }
    if (Status noted = append_journal(work, {epoch_closed(device, device.epoch)}); !noted) {
      return noted;
    }
    device.epoch += 1;
    device.epoch_taken = false;
  }
  if (device.epoch > report.epoch || device.epoch_taken) {
    return done();
  }
  // The claim that took it was forgotten too; the device that has the epoch is the one that says
  // so.
  if (Status taken = work.store.take_epoch(device.id, device.epoch, OperationId{}); !taken) {
    return taken;
  }
  device.epoch_taken = true;
  return done();
}

// What it says it was granted is its own again. What is not there to be granted was given to others
// since: the device is fenced, its guests are kept (rule 10).
Status restore(const Work& work, const port::DeviceRecord& device, const BalancesReport& report) {
  const port::Holder holder{device.id, device.epoch};
  Standings standings(work);
  for (const inventory::SlotUnits& total : report.granted) {
    Result<bool> restored = work.store.restore_grant(holder, total);
    if (!restored && restored.error().code == ErrorCode::sold_out) {
      return fail(ErrorCode::device_fenced,
                  device.name + " holds units of " + inventory::to_string(total.slot) +
                      " that a restored server has given to others: its epoch is closed");
    }
    if (!restored) {
      return restored.error();
    }
    if (!*restored) {
      continue;
    }
    const Result<inventory::Capacity> count = capacity_of(work, total.slot);
    if (!count) {
      return count.error();
    }
    if (Status told = tell_total(work, standings, device, total, *count); !told) {
      return told;
    }
  }
  return done();
}

Status fence(const Work& work, const port::DeviceRecord& device, const Error& reason) {
  IdBytes none{};
  const port::StaffTask task{OperationId(none), device.id, work.now, reason.code, reason.detail};
  if (Status told = work.store.add_staff_task(task); !told) {
    return told;
  }
  const Status closed = close_epoch(work, device);
  return closed ? append_journal(work, {epoch_closed(device, device.epoch)}) : closed;
}

// The last kiosk has reported: everybody is topped up at the next contact.
Status thaw_if_complete(const Work& work) {
  const Result<bool> frozen = work.store.frozen();
  if (!frozen) {
    return frozen.error();
  }
  return *frozen ? done() : work.store.forget_contacts();
}

Status take_report(const Work& work, const port::DeviceRecord& device,
                   const BalancesReport& report) {
  if (device.epoch > report.epoch || !device.epoch_taken) {
    return done();  // what it held was given back when its epoch was closed
  }
  if (Status ensured = ensure_horizon(work); !ensured) {
    return ensured;
  }
  Status restored = restore(work, device, report);
  if (!restored && restored.error().code != ErrorCode::device_fenced) {
    return restored;
  }
  if (!restored) {
    if (Status fenced = fence(work, device, restored.error()); !fenced) {
      return fenced;
    }
  }
  if (!report.complete) {
    return done();
  }
  if (Status saved = work.store.save_device_incarnation(device.id, report.incarnation); !saved) {
    return saved;
  }
  const std::string incarnation = "incarnation " + std::to_string(report.incarnation);
  const Status noted = append_journal(work, {entry_from(device, "report_balances", incarnation)});
  return noted ? thaw_if_complete(work) : noted;
}

}  // namespace

Result<std::int64_t> report_balances(const Office& office, DeviceId device,
                                     const BalancesReport& report, UtcTime now) {
  std::int64_t epoch = 0;
  const Status stored = office.store.run(office.site(), [&](port::ServerTransaction& store) {
    const Work work{office, store, now};
    Result<port::DeviceRecord> record = known_device(store, device);
    if (!record) {
      return Status(record.error());
    }
    const Result<std::int64_t> incarnation = store.incarnation();
    if (!incarnation) {
      return Status(incarnation.error());
    }
    if (*incarnation != report.incarnation) {
      return Status(fail(ErrorCode::unavailable, "the report is for incarnation " +
                                                     std::to_string(report.incarnation) +
                                                     ", this is " + std::to_string(*incarnation)));
    }
    if (report.epoch - record->epoch > epochs_forgotten_max) {
      return Status(fail(ErrorCode::out_of_range, "epoch: " + std::to_string(report.epoch) +
                                                      " is far beyond " +
                                                      std::to_string(record->epoch) + " of " +
                                                      record->name + "; enrol the device again"));
    }
    const bool first = record->incarnation < *incarnation;
    if (Status caught_up = first ? catch_up(work, *record, report) : done(); !caught_up) {
      return caught_up;
    }
    if (Status taken = first ? take_report(work, *record, report) : done(); !taken) {
      return taken;
    }
    const Result<port::DeviceRecord> after = known_device(store, device);
    epoch = after ? after->epoch : record->epoch;
    return done();
  });
  return stored ? Result<std::int64_t>(epoch) : stored.error();
}

Result<std::int64_t> begin_incarnation(const Office& office, std::int64_t known, UtcTime now,
                                       const Actor& actor) {
  std::int64_t begun = 0;
  const Status stored = office.store.run(office.site(), [&](port::ServerTransaction& store) {
    const Result<std::int64_t> incarnation = store.begin_incarnation(known);
    if (!incarnation) {
      return Status(incarnation.error());
    }
    begun = *incarnation;
    return append_journal({office, store, now}, {entry_by(actor, "begin_incarnation",
                                                          "incarnation " + std::to_string(begun))});
  });
  return stored ? Result<std::int64_t>(begun) : stored.error();
}

}  // namespace lobby::service
