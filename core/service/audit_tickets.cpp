// I6, and refusals that nobody was told of (I2).
#include "core/service/audit_run.h"

namespace lobby::service {
namespace {

std::string ticket_text(const protocol::AdmissionId& id) {
  return "ticket " + std::to_string(id.number) + " of booking " + id.code.text();
}

}  // namespace

Status Auditor::look_at_refusals() {
  OperationId last;
  return each_page([&] { return store_.untold_refusals(last, audit_rows_a_page); },
                   [&](const protocol::Operation& operation) {
                     last = operation.id;
                     if (std::holds_alternative<protocol::RequestUnits>(operation.payload)) {
                       return;  // an answer to a guest
                     }
                     const std::string what = "operation " + operation.id.text() + " of " +
                                              name_of_device(operation.device) + " (" +
                                              std::string(kind_of(operation.payload)) +
                                              ") was refused and no task names it";
                     violated(operations, what);
                     if (const auto* in = std::get_if<protocol::CheckIn>(&operation.payload)) {
                       violated(tickets, ticket_text(in->admission) + ": " + what);
                     }
                   });
}

Status Auditor::look_at_tickets() {
  look_at_order(told_.admissions);
  const auto& told = told_.admissions;
  std::size_t next = 0;
  // Over the tickets told of up to the one that `is_before` says no to.
  const auto expect_out = [&](const auto& is_before) {
    for (; next < told.size() && is_before(told[next].id); ++next) {
      const bool last = next + 1 == told.size() || told[next + 1].id != told[next].id;
      if (last && !told[next].undone) {
        violated(tickets, ticket_text(told[next].id) + ": desks were told that " +
                              name_of_device(told[next].device) + " admitted it, it is not here");
      }
    }
  };
  std::optional<protocol::AdmissionId> last;
  std::int64_t count = 0;
  Status looked = each_page(
      [&] { return store_.admissions_after(last, audit_rows_a_page); },
      [&](const port::AdmissionRecord& admission) {
        last = admission.id;
        count += 1;
        expect_out([&](const protocol::AdmissionId& id) { return id < admission.id; });
        const ToldAdmission* latest = nullptr;
        for (; next < told.size() && told[next].id == admission.id; ++next) {
          latest = &told[next];
        }
        if (latest != nullptr && (latest->undone || latest->device != admission.device)) {
          violated(tickets, ticket_text(admission.id) + " is admitted by " +
                                name_of_device(admission.device) + ", desks were told otherwise");
        }
      });
  if (looked) {
    expect_out([](const protocol::AdmissionId&) { return true; });
  }
  report.invariants[tickets].counted = "I6 tickets: " + counted(count, "admission");
  return looked;
}

// In, out, in, …
void Auditor::look_at_order(const std::vector<ToldAdmission>& told) {
  const ToldAdmission* before = nullptr;
  for (const ToldAdmission& step : told) {
    const bool same = before != nullptr && before->id == step.id;
    const bool inside = same && !before->undone;
    if (inside && !step.undone) {
      violated(tickets, ticket_text(step.id) + " was admitted by " +
                            name_of_device(before->device) + " and again by " +
                            name_of_device(step.device) + ", and no task says so");
    }
    before = &step;
  }
}

}  // namespace lobby::service
