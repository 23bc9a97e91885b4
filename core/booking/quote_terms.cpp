// Checks who asks: tier, contract and vouchers, each named by its field.
#include <algorithm>

#include "core/base/limits.h"
#include "core/booking/quote.h"

namespace lobby::booking {
namespace {

using catalog::Catalog;

Status check_code(const std::string& code) {
  const bool printable =
      std::ranges::all_of(code, [](char letter) { return letter > ' ' && letter <= '~'; });
  if (code.empty() || code.size() > limits::voucher_code_bytes_max || !printable) {
    return fail(ErrorCode::malformed, "vouchers: a code has 1 to " +
                                          std::to_string(limits::voucher_code_bytes_max) +
                                          " letters, digits and signs without blanks");
  }
  return done();
}

Status check_voucher(const catalog::Site& site, const VoucherTerm& voucher, LocalDate booked_on) {
  if (Status code = check_code(voucher.code); !code) {
    return code;
  }
  const bool by_percent = voucher.percent >= 1 && voucher.percent <= 100;
  const bool by_amount = voucher.amount.amount_minor >= 1 &&
                         voucher.amount.amount_minor <= limits::folio_amount_minor_max;
  const bool one = by_percent ? voucher.amount.is_zero() : by_amount && voucher.percent == 0;
  if (!one) {
    return fail(ErrorCode::out_of_range, "vouchers: " + voucher.code +
                                             " takes off 1 to 100 percent or an amount above zero, "
                                             "and not both");
  }
  if (!by_percent && !(voucher.amount.currency == site.currency)) {
    return fail(ErrorCode::out_of_range, "vouchers: " + voucher.code + " is in " +
                                             std::string(voucher.amount.currency.code()) +
                                             ", the price is in " +
                                             std::string(site.currency.code()));
  }
  if (voucher.last_day && *voucher.last_day < booked_on) {
    return fail(ErrorCode::expired,
                "vouchers: " + voucher.code + " was good until " + voucher.last_day->text());
  }
  return done();
}

Status check_vouchers(const catalog::Site& site, const QuoteTerms& terms) {
  const std::vector<VoucherTerm>& vouchers = terms.vouchers;
  if (vouchers.size() > limits::vouchers_max) {
    return fail(
        ErrorCode::out_of_range,
        "vouchers: at most " + std::to_string(limits::vouchers_max) + " are taken for one booking");
  }
  for (auto voucher = vouchers.begin(); voucher != vouchers.end(); ++voucher) {
    if (Status sound = check_voucher(site, *voucher, terms.booked_on); !sound) {
      return sound;
    }
    if (std::ranges::find(vouchers.begin(), voucher, voucher->code, &VoucherTerm::code) !=
        voucher) {
      return fail(ErrorCode::already_exists, "vouchers: " + voucher->code + " is handed in twice");
    }
  }
  return done();
}

Status check_contract(const Catalog& catalog, const Selection& selection, const CompanyId& id) {
  const catalog::Contract* contract = catalog.contract(id);
  if (contract == nullptr) {
    return fail(ErrorCode::not_found, "contract: no contract with " + id.text());
  }
  const LocalDate last = selection.date.plus_days(selection.nights - 1);
  if (!contract->days.contains(selection.date) || !contract->days.contains(last)) {
    return fail(ErrorCode::policy_refused, "contract: " + id.text() + " holds from " +
                                               contract->days.first.text() + " to " +
                                               contract->days.last.text());
  }
  return done();
}

}  // namespace

Status check_terms(const Catalog& catalog, const Selection& selection, const QuoteTerms& terms) {
  if (terms.tier < 0 || terms.tier > limits::guest_tier_max) {
    return fail(ErrorCode::out_of_range,
                "tier: write a number from 0 to " + std::to_string(limits::guest_tier_max));
  }
  if (terms.contract) {
    if (Status contract = check_contract(catalog, selection, *terms.contract); !contract) {
      return contract;
    }
  }
  return check_vouchers(catalog.site, terms);
}

}  // namespace lobby::booking
