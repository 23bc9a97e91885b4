// Records found by the hash of a code; bookings and folios move them.
#include "core/service/vouchers.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/protocol/office_codec.h"
#include "core/service/books.h"
#include "core/service/journal.h"

namespace lobby::service {
namespace {

using booking::Booking;
using booking::EntryKind;
using office::Voucher;
using office::VoucherId;
using port::Record;
using port::RecordKind;

constexpr std::string_view voucher_code_domain = "LOBBY-VOUCHER-V1";
constexpr std::string_view reference_head = "voucher ";

Result<Voucher> voucher_in(const Record& record) {
  Result<Voucher> voucher = protocol::voucher_from(record.content);
  return voucher ? voucher
                 : fail(ErrorCode::corrupt,
                        "voucher " + record.id.text() + ": " + voucher.error().detail);
}

std::string key_of(const port::Sha256& hash) {
  return "code/" + hex_text(hash);
}

Status put(const Work& work, const Voucher& voucher) {
  return work.store.office().put_record({RecordKind::voucher,
                                         port::RecordId(voucher.id.bytes()),
                                         voucher.version,
                                         protocol::to_json(voucher),
                                         std::nullopt,
                                         {key_of(voucher.code_hash)}});
}

Status note(const Work& work, const Voucher& voucher, std::string action) {
  office::JournalEntry entry;
  entry.action = std::move(action);
  entry.subject = "voucher " + voucher.id.text();
  return append_journal(work, {entry});
}

// By the voucher: two of one booking are two tasks.
Status tell_of_voucher(const Work& work, const Booking& booking, const Voucher& voucher,
                       const std::string& what) {
  return work.store.add_staff_task({OperationId(voucher.id.bytes()), DeviceId{}, work.now,
                                    ErrorCode::expired,
                                    "booking " + booking.code.text() + ": " + what});
}

// Nothing where the reference names none that is known: credit from before there was a register.
Result<std::optional<Voucher>> named_voucher(const Work& work, std::string_view reference) {
  const auto id = reference.starts_with(reference_head)
                      ? VoucherId::parse(reference.substr(reference_head.size()))
                      : Result<VoucherId>(fail(ErrorCode::malformed, "names no voucher"));
  if (!id) {
    return std::optional<Voucher>();
  }
  Result<Voucher> voucher = known_voucher(work, *id);
  if (!voucher && voucher.error().code != ErrorCode::not_found) {
    return voucher.error();
  }
  return voucher ? std::optional(*std::move(voucher)) : std::nullopt;
}

Result<std::optional<Voucher>> discount_of(const Work& work, const std::string& code) {
  const Result<office::VoucherCode> parsed_code = office::VoucherCode::parse(code);
  return parsed_code ? find_voucher(work, *parsed_code)
                     : Result<std::optional<Voucher>>(std::optional<Voucher>());
}

Money taken_off(const booking::Quote& quote, const std::string& code) {
  Money off{0, quote.total.currency};
  for (const booking::QuoteLine& line : quote.lines) {
    const bool its = line.kind == booking::LineKind::voucher && line.source == code;
    off = its ? off - line.amount : off;
  }
  return off;
}

Status return_credit(const Work& work, const Booking& booking, const Voucher& voucher,
                     Money amount) {
  const LocalDate today = today_at(work);
  const Result<Voucher> after = office::give_back(voucher, booking.id, amount, today);
  if (!after) {
    return after.error();
  }
  if (Status saved = put(work, *after); !saved) {
    return saved;
  }
  if (Status noted = note(work, *after, "voucher_given_back"); !noted) {
    return noted;
  }
  const bool over = after->last_day && *after->last_day < today;
  if (!over && after->state == office::VoucherState::open) {
    return done();
  }
  return tell_of_voucher(work, booking, *after,
                         money_text(amount) + " went back to voucher " + after->id.text() +
                             ", which is " + (over ? "over" : "withdrawn") +
                             "; decide whether the guest gets a new one");
}

Status issue_rest(const Work& work, const Booking& booking, Money amount,
                  const FreshVoucher& fresh) {
  if (!fresh.code) {
    return tell_staff(work, booking, ErrorCode::policy_refused,
                      "the guest has " + money_text(amount) +
                          " as credit and no voucher of it; issue one for this booking");
  }
  Voucher wish;
  wish.id = fresh.id;
  wish.kind = office::VoucherKind::credit;
  wish.amount = amount;
  wish.last_day = today_at(work).plus_days(office::voucher_credit_days);
  wish.issued_for = booking.id;
  wish.reason = "booking " + booking.code.text() + " was cancelled";
  wish.issued_by = "the house";
  const Result<Voucher> issued = issue_voucher(work, wish, *fresh.code);
  return issued ? note(work, *issued, "voucher_issued") : Status(issued.error());
}

}  // namespace

LocalDate today_at(const Work& work) {
  return work.office.zone.to_local(work.now).date;
}

port::Sha256 voucher_hash(port::Hasher& hasher, const office::VoucherCode& code) {
  const std::string text = code.text();
  Bytes message(voucher_code_domain.begin(), voucher_code_domain.end());
  message.push_back(0);
  message.insert(message.end(), text.begin(), text.end());
  return hasher.sha256(message);
}

std::string voucher_reference(VoucherId id) {
  return std::string(reference_head) + id.text();
}

Result<std::optional<Voucher>> find_voucher(const Work& work, const office::VoucherCode& code) {
  const auto records = work.store.office().records_with(
      RecordKind::voucher, key_of(voucher_hash(work.office.hasher, code)), {}, 1);
  if (!records) {
    return records.error();
  }
  if (records->empty()) {
    return std::optional<Voucher>();
  }
  Result<Voucher> voucher = voucher_in(records->front());
  return voucher ? Result<std::optional<Voucher>>(*std::move(voucher)) : voucher.error();
}

Result<Voucher> known_voucher(const Work& work, VoucherId id) {
  const auto record = work.store.office().record(RecordKind::voucher, port::RecordId(id.bytes()));
  if (!record) {
    return record.error();
  }
  return *record ? voucher_in(**record)
                 : fail(ErrorCode::not_found, "there is no voucher " + id.text());
}

Result<Voucher> issue_voucher(const Work& work, Voucher wish, const office::VoucherCode& code) {
  wish.code_hash = voucher_hash(work.office.hasher, code);
  wish.code_end = code.end();
  wish.issued_at = work.now;
  Result<Voucher> voucher = office::issue(wish, wish.amount.currency, today_at(work));
  if (!voucher) {
    return voucher;
  }
  const Status saved = put(work, *voucher);
  return saved ? voucher : saved.error();
}

Status save_voucher(const Work& work, const Voucher& voucher) {
  return put(work, voucher);
}

Status use_discounts(const Work& work, const Booking& booking) {
  const booking::QuoteTerms& terms = booking.quote.terms;
  for (const booking::VoucherTerm& term : terms.vouchers) {
    const auto voucher = discount_of(work, term.code);
    if (!voucher) {
      return voucher.error();
    }
    if (!*voucher) {
      return fail(ErrorCode::not_found, "quote: a voucher of it is not known; ask for a new one");
    }
    const Result<Voucher> after =
        office::redeem(**voucher, {booking.id, office::VoucherKind::discount,
                                   taken_off(booking.quote, term.code), terms.booked_on});
    if (!after) {
      return fail(after.error().code, "quote: " + after.error().detail + "; ask for a new one");
    }
    if (Status saved = put(work, *after); !saved) {
      return saved;
    }
  }
  return done();
}

Status give_back_discounts(const Work& work, const Booking& booking) {
  for (const booking::VoucherTerm& term : booking.quote.terms.vouchers) {
    const auto voucher = discount_of(work, term.code);
    if (!voucher) {
      return voucher.error();
    }
    if (!*voucher || (*voucher)->kind != office::VoucherKind::discount) {
      continue;
    }
    const Result<Voucher> after = office::give_back(**voucher, booking.id, {}, today_at(work));
    if (!after) {
      continue;  // expired, or this booking did not have it
    }
    if (Status saved = put(work, *after); !saved) {
      return saved;
    }
    if (Status noted = note(work, *after, "voucher_given_back"); !noted) {
      return noted;
    }
  }
  return done();
}

Result<std::vector<booking::CreditPaid>> credit_paid(const Work& work,
                                                     const booking::Folio& folio) {
  std::vector<booking::CreditPaid> paid;
  for (const booking::Entry& entry : folio.entries) {
    const std::string& reference = entry.posting.reference;
    const bool counted =
        std::ranges::find(paid, reference, &booking::CreditPaid::reference) != paid.end();
    if (entry.posting.kind != EntryKind::voucher || counted) {
      continue;
    }
    const auto voucher = named_voucher(work, reference);
    if (!voucher) {
      return voucher.error();
    }
    if (*voucher && (*voucher)->kind == office::VoucherKind::credit) {
      paid.push_back({office::used_by(**voucher, folio.booking), reference});
    }
  }
  return paid;
}

Status follow_credit(const Work& work, const Booking& booking,
                     std::span<const booking::Entry> posted, const FreshVoucher& fresh) {
  const std::string fresh_reference = voucher_reference(fresh.id);
  for (const booking::Entry& entry : posted) {
    const booking::Posting& posting = entry.posting;
    if (posting.kind != EntryKind::voucher_issued) {
      continue;
    }
    if (posting.reference.empty() || posting.reference == fresh_reference) {
      if (Status issued = issue_rest(work, booking, posting.amount, fresh); !issued) {
        return issued;
      }
      continue;
    }
    const auto voucher = named_voucher(work, posting.reference);
    if (!voucher || !*voucher) {
      return voucher ? Status(fail(ErrorCode::not_found, posting.reference + " is not known"))
                     : Status(voucher.error());
    }
    if (Status given = return_credit(work, booking, **voucher, posting.amount); !given) {
      return given;
    }
  }
  return done();
}

Status follow_reversal(const Work& work, const Booking& booking, const booking::Entry& reversed) {
  const booking::Posting& posting = reversed.posting;
  if (posting.kind != EntryKind::voucher && posting.kind != EntryKind::voucher_issued) {
    return done();
  }
  const auto voucher = named_voucher(work, posting.reference);
  if (!voucher || !*voucher) {
    return voucher ? done() : Status(voucher.error());
  }
  if (posting.kind == EntryKind::voucher) {
    return return_credit(work, booking, **voucher, posting.amount);
  }
  const Result<Voucher> after = office::redeem(
      **voucher, {booking.id, office::VoucherKind::credit, posting.amount, today_at(work)});
  return after ? put(work, *after) : Status(after.error());
}

}  // namespace lobby::service
