// The subcommands by which staff settle conflicts, set capacities and keep backups.
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <optional>

#include "app/server/wiring.h"
#include "core/base/text.h"
#include "core/service/conflicts.h"
#include "core/service/journal.h"
#include "core/service/site_care.h"

namespace lobby::server {
namespace {

constexpr std::string_view staff_language = "en";

std::string name_of_service(const OpenHouse& open, const ServiceId& id) {
  const catalog::Service* service = open.offer.catalog.service(id);
  return service == nullptr ? id.text() : service->name.in(staff_language);
}

std::string words_of(const OpenHouse& open, const service::Remedy& remedy) {
  std::string name = name_of_service(open, remedy.service);
  switch (remedy.kind) {
    case service::RemedyKind::units:
      return "units have come free: conflict CODE --take-units";
    case service::RemedyKind::upgrade:
      return "free at the same time: " + name;
    case service::RemedyKind::move:
      return "free on " + remedy.date.text() + ": " + name;
    case service::RemedyKind::release:
      return "else a voucher, or the money back: conflict CODE --settled TEXT";
  }
  return name;
}

// "17:9f86d0…" as audit_chain() prints it.
Result<office::JournalHead> parse_head(const std::string& text) {
  constexpr int base = 16;
  const Error bad = fail(ErrorCode::malformed,
                         "--head is NUMBER:HASH as `audit --chain` printed it, 64 hexadecimal "
                         "digits after the colon");
  office::JournalHead head;
  const std::size_t colon = std::min(text.find(':'), text.size());
  const char* const end = text.data() + text.size();
  const auto number = std::from_chars(text.data(), text.data() + colon, head.number);
  if (number.ec != std::errc{} || number.ptr != text.data() + colon || head.number < 1 ||
      text.size() != colon + 1 + 2 * head.hash.size()) {
    return bad;
  }
  const char* digits = text.data() + colon + 1;
  for (std::uint8_t& byte : head.hash) {
    const auto read = std::from_chars(digits, std::min(digits + 2, end), byte, base);
    if (read.ec != std::errc{} || read.ptr != digits + 2) {
      return bad;
    }
    digits += 2;
  }
  return head;
}

std::string head_text(const office::JournalHead& head) {
  return std::to_string(head.number) + ':' + hex_text(head.hash);
}

}  // namespace

Status audit_chain(const House::Place& place, const std::string& noted) {
  std::optional<office::JournalHead> head;
  if (!noted.empty()) {
    const Result<office::JournalHead> parsed = parse_head(noted);
    if (!parsed) {
      return parsed.error();
    }
    head = *parsed;
  }
  Result<OpenHouse> open = open_house(place);
  if (!open) {
    return open.error();
  }
  const Result<service::JournalReport> report = service::verify_journal(open->office(), head);
  if (!report) {
    return report.error();
  }
  if (report->fault) {
    return fail(ErrorCode::corrupt,
                "the journal is not as it was written: " + *report->fault +
                    "; keep a copy of the database and compare it with a backup");
  }
  std::printf("journal: %lld entries, the chain is whole\n",
              static_cast<long long>(report->head.number));
  std::printf("head %s\n", head_text(report->head).c_str());
  return done();
}

Status list_conflicts(const House::Place& place) {
  Result<OpenHouse> open = open_house(place);
  if (!open) {
    return open.error();
  }
  const Result<std::vector<service::OpenConflict>> conflicts =
      service::open_conflicts(open->office(), open->house->clock().now(), who_runs_this());
  if (!conflicts) {
    return conflicts.error();
  }
  for (const service::OpenConflict& one : *conflicts) {
    std::printf("%s  %s  %s: %s\n", time_text(open->offer.zone, one.conflict.opened_at).c_str(),
                one.booking.code.text().c_str(), one.conflict.owner.c_str(),
                one.conflict.reason.c_str());
    for (const service::Remedy& remedy : one.remedies) {
      std::printf("    %s\n", words_of(*open, remedy).c_str());
    }
  }
  if (conflicts->empty()) {
    std::printf("no guest is without a place\n");
  }
  return done();
}

Status settle_conflict(const House::Place& place, const ConflictOrder& order) {
  Result<OpenHouse> open = open_house(place);
  if (!open) {
    return open.error();
  }
  const Result<ticket::BookingCode> code = ticket::BookingCode::parse(order.code);
  if (!code) {
    return code.error();
  }
  if (order.owner.empty() && !order.take_units && order.settlement.empty()) {
    return fail(ErrorCode::missing_field,
                "say what is to be noted: --owner NAME, --take-units or --settled TEXT");
  }
  const UtcTime now = open->house->clock().now();
  const service::Actor actor = who_runs_this();
  if (!order.owner.empty()) {
    if (Status owned = service::assign_conflict(open->office(), *code, order.owner, now, actor);
        !owned) {
      return owned;
    }
  }
  const Status settled =
      order.take_units ? service::settle_with_units(open->office(), *code, now, actor)
      : order.settlement.empty()
          ? done()
          : service::settle_otherwise(open->office(), *code, order.settlement, now, actor);
  if (settled) {
    std::printf("booking %s: noted\n", code->text().c_str());
  }
  return settled;
}

Status set_capacity(const House::Place& place, const CapacityOrder& order) {
  Result<OpenHouse> open = open_house(place);
  if (!open) {
    return open.error();
  }
  const Result<PoolId> pool = PoolId::parse(order.pool);
  const Result<LocalDate> date = LocalDate::parse(order.date);
  const Result<std::int32_t> start =
      order.start.empty() ? Result<std::int32_t>(0) : parse_clock(order.start);
  if (!pool || !date || !start) {
    return !pool ? pool.error() : !date ? date.error() : start.error();
  }
  const inventory::Slot slot{*pool, *date, *start};
  const Result<inventory::Capacity> count = service::set_capacity(
      open->office(), slot, order.units, open->house->clock().now(), who_runs_this());
  if (!count) {
    return count.error();
  }
  std::printf("%s: %d sold, %d with kiosks, at most %d are sold from now on\n",
              inventory::to_string(slot).c_str(), count->sold, count->granted, count->wanted);
  if (count->sold > count->wanted) {
    std::printf("%d more are sold than that; find these guests a place\n",
                count->sold - count->wanted);
  } else if (count->free() < 0) {
    std::printf("%d are called back from kiosks; those out of contact may still sell them\n",
                -count->free());
  }
  return done();
}

Status back_up(const House::Place& place, const std::string& command) {
  Result<OpenHouse> open = open_house(place);
  if (!open) {
    return open.error();
  }
  const Result<std::int64_t> mark = service::backup_mark(open->office());
  if (!mark) {
    return mark.error();
  }
  // What staff run for a backup: pg_dump, sqlite3 ".backup …", a script of the house.
  const int ended = std::system(command.c_str());  // NOLINT(cert-env33-c,concurrency-mt-unsafe)
  if (ended != 0) {
    return fail(ErrorCode::unavailable, "the backup command ended with status " +
                                            std::to_string(ended) + "; nothing is noted");
  }
  const UtcTime now = open->house->clock().now();
  if (Status noted = service::note_backup(open->office(), *mark, now, who_runs_this()); !noted) {
    return noted;
  }
  std::printf("backup noted; what was there at the one before it is stable\n");
  return done();
}

}  // namespace lobby::server
