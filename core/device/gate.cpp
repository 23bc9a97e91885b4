// Gathers the evidence for a verdict and records what follows from it.
#include "core/device/gate.h"

#include "core/device/statement.h"

namespace lobby::device {
namespace {

Result<ticket::Evidence> evidence_for(const Gate& gate, const ticket::SignedTicket& scanned) {
  ticket::Evidence evidence;
  Result<std::optional<protocol::KeyNotice>> key = gate.store.key(scanned.ticket.key);
  if (!key) {
    return key.error();
  }
  if (!key->has_value()) {
    return evidence;
  }
  evidence.key_known = true;
  evidence.key_revoked = key.value()->revoked;
  evidence.signature_valid = gate.verifier.verify(
      key.value()->public_key, ticket::signing_message(scanned.ticket), scanned.signature);
  Result<std::optional<protocol::BookingNotice>> booking = gate.store.booking(scanned.ticket.code);
  if (!booking) {
    return booking.error();
  }
  evidence.cancelled = booking->has_value() && is_called_off(booking.value()->state);
  Result<std::optional<ticket::Admission>> earlier =
      gate.store.admission(admission_of(scanned.ticket));
  if (!earlier) {
    return earlier.error();
  }
  evidence.earlier = *earlier;
  return evidence;
}

Status commit(const Gate& gate, const DeviceTime& time, protocol::Payload payload) {
  const Result<port::NewOperation> operation =
      statement({gate.store, gate.hasher, gate.entropy}, time, std::move(payload));
  return operation ? gate.store.commit_admission(*operation) : Status(operation.error());
}

}  // namespace

protocol::AdmissionId admission_of(const ticket::Ticket& ticket) {
  return {ticket.code, ticket.key, ticket.number};
}

Result<ticket::Verdict> scan(const Gate& gate, std::string_view text, const DeviceTime& time) {
  const Result<ticket::SignedTicket> scanned = ticket::parse_ticket(text);
  ticket::Evidence evidence;
  if (scanned) {
    Result<ticket::Evidence> gathered = evidence_for(gate, *scanned);
    if (!gathered) {
      return gathered.error();
    }
    evidence = *gathered;
  }
  const UtcTime now = time.corrected();
  ticket::Verdict verdict = ticket::judge(scanned, evidence, gate.site_number, now);
  if (!verdict.admits()) {
    return verdict;
  }
  const protocol::CheckIn check_in{admission_of(scanned->ticket), scanned->ticket.party, now};
  const Status committed = commit(gate, time, check_in);
  return committed ? Result<ticket::Verdict>(std::move(verdict)) : committed.error();
}

Status undo_admission(const Gate& gate, const protocol::AdmissionId& admission,
                      const DeviceTime& time) {
  Result<std::optional<ticket::Admission>> known = gate.store.admission(admission);
  if (!known) {
    return known.error();
  }
  if (!known->has_value() || known.value()->device != gate.identity.device) {
    return fail(ErrorCode::not_found, "this desk has not admitted " + admission.code.text());
  }
  const protocol::UndoCheckIn undo{admission, time.corrected()};
  return commit(gate, time, undo);
}

}  // namespace lobby::device
