// The order of refusals, in one place.
#include "core/ticket/verdict.h"

namespace lobby::ticket {
namespace {

constexpr std::string_view names[] = {
    "unreadable",      "wrong_site",     "unknown_key",  "bad_signature",
    "revoked_key",     "cancelled",      "request_only", "already_admitted",
    "wrong_day_early", "wrong_day_late", "admit"};

VerdictKind kind_of(const Ticket& ticket, const Evidence& evidence, std::uint32_t site_number,
                    UtcTime now) {
  if (ticket.site_number != site_number) {
    return VerdictKind::wrong_site;
  }
  if (!evidence.key_known) {
    return VerdictKind::unknown_key;
  }
  if (!evidence.signature_valid) {
    return VerdictKind::bad_signature;
  }
  if (evidence.key_revoked) {
    return VerdictKind::revoked_key;
  }
  if (evidence.cancelled) {
    return VerdictKind::cancelled;
  }
  if (ticket.request_only) {
    return VerdictKind::request_only;
  }
  if (evidence.earlier) {
    return VerdictKind::already_admitted;
  }
  if (now < ticket.valid_from) {
    return VerdictKind::wrong_day_early;
  }
  if (now >= ticket.valid_until) {
    return VerdictKind::wrong_day_late;
  }
  return VerdictKind::admit;
}

}  // namespace

std::string_view name_of(VerdictKind kind) {
  return names[static_cast<std::size_t>(kind)];
}

Verdict judge(const Result<SignedTicket>& scan, const Evidence& evidence, std::uint32_t site_number,
              UtcTime now) {
  if (!scan) {
    return {VerdictKind::unreadable, std::nullopt, std::nullopt, to_string(scan.error())};
  }
  const VerdictKind kind = kind_of(scan->ticket, evidence, site_number, now);
  return {kind, scan->ticket, evidence.earlier, std::string(name_of(kind))};
}

}  // namespace lobby::ticket
