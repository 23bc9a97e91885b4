// Records that are dropped a week after they ended.
#include "core/reservation/quotes.h"

#include "core/protocol/codec.h"
#include "core/reservation/vouchers.h"

namespace lobby::reservation {
namespace {

using booking::QuoteRecord;
using port::RecordKind;

constexpr Duration kept_after = Duration::days(7);

Result<QuoteRecord> known_quote(const Work& work, booking::QuoteId id) {
  const auto record = work.store.office().record(RecordKind::quote, port::RecordId(id.bytes()));
  if (!record) {
    return record.error();
  }
  if (!*record) {
    return fail(ErrorCode::not_found, "there is no quote " + id.text() + "; ask for a new one");
  }
  const Result<QuoteRecord> quote = protocol::quote_record_from((*record)->content);
  return quote ? quote
               : fail(ErrorCode::corrupt, "quote " + id.text() + ": " + quote.error().detail);
}

// A kiosk says nothing of the guest; vouchers speak for themselves.
Result<booking::QuoteTerms> terms_of(const Visit& visit, const protocol::QuoteOrder& order) {
  booking::QuoteTerms terms;
  if (visit.device.role == protocol::DeviceRole::desk) {
    terms.tier = order.tier;
    terms.first_booking = order.first_booking;
    terms.contract = order.contract;
  }
  Result<std::vector<booking::VoucherTerm>> vouchers = voucher_terms(visit, order.vouchers);
  if (!vouchers) {
    return vouchers.error();
  }
  terms.vouchers = *std::move(vouchers);
  return terms;
}

}  // namespace

Result<std::string> give_quote(const Request& request, const protocol::QuoteOrder& order) {
  return carry_out(request, order.head, {"give_quote", "", Access::every_device},
                   [&](const Visit& visit) -> Result<std::string> {
                     const Work& work = visit.work;
                     const Result<std::int64_t> version = work.store.catalog_version();
                     if (!version) {
                       return version.error();
                     }
                     const Result<booking::QuoteTerms> terms = terms_of(visit, order);
                     if (!terms) {
                       return terms.error();
                     }
                     const booking::QuoteRequest asked{booking::QuoteId(visit.new_id()), *version,
                                                       order.selection, *terms};
                     const Result<QuoteRecord> quote = booking::make_quote(
                         work.office.catalog, work.office.zone, asked, work.now);
                     if (!quote) {
                       return quote.error();
                     }
                     visit.deed.subject = "quote " + quote->id.text();
                     std::string json = protocol::to_json(*quote);
                     const Status saved = work.store.office().put_record(
                         {RecordKind::quote, port::RecordId(quote->id.bytes()), 1, json,
                          quote->valid_until + kept_after});
                     return saved ? Result<std::string>(std::move(json)) : saved.error();
                   });
}

Result<std::string> read_quote(const Request& request, booking::QuoteId id) {
  return ask(request, Access::every_device, [&](const Visit& visit) -> Result<std::string> {
    const Result<QuoteRecord> quote = known_quote(visit.work, id);
    return quote ? Result<std::string>(protocol::to_json(*quote)) : quote.error();
  });
}

Result<booking::Quote> quote_for(const Work& work, booking::QuoteId id,
                                 const booking::Selection& selection) {
  const Result<QuoteRecord> record = known_quote(work, id);
  if (!record) {
    return record.error();
  }
  if (const Status valid = booking::check_quote(*record, work.now); !valid) {
    return valid.error();
  }
  if (!(record->selection == selection)) {
    return fail(ErrorCode::policy_refused,
                "selection: is not the one that was quoted; ask for a new quote");
  }
  return record->quote;
}

}  // namespace lobby::reservation
