// Vouchers at the office: given out, looked up and withdrawn by staff, redeemed by whoever has the
// code. A kiosk hears one sentence about every code that it cannot use, so that nobody learns by
// trying which codes there are; a desk hears why. Each request's function answers with JSON.
// Any thread; every function is one store transaction.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/booking/quote.h"
#include "core/office/voucher.h"
#include "core/reservation/request.h"

namespace lobby::reservation {

// Staff; the answer is the only one that has the code. Errors: those of office::issue(), not_found
// (the booking).
Result<std::string> issue_voucher(const Request& request, const protocol::VoucherOrder& order);
// Staff. Errors: not_found.
Result<std::string> read_voucher(const Request& request, office::VoucherId id);
// Staff, by its code. Errors: not_found.
Result<std::string> find_voucher(const Request& request, const std::string& code);
// Staff. Errors: not_found, those of office::withdraw().
Result<std::string> withdraw_voucher(const Request& request, office::VoucherId id,
                                     const protocol::WithdrawOrder& order);

// Credit pays what the booking owes, as far as it goes; a deposit that is covered confirms the
// booking. Errors: not_found (the booking, or a code that cannot be used here), invalid_transition
// (the booking is over, or owes nothing), out_of_range (more than is owed or left, another
// currency), already_exists (a payment is under way); at a desk those of office::redeem().
Result<std::string> redeem_voucher(const Request& request, BookingId id,
                                   const protocol::RedeemOrder& order);

// What the codes take off a quote. Errors: not_found; at a desk those of office::check_open().
Result<std::vector<booking::VoucherTerm>> voucher_terms(const Visit& visit,
                                                        const std::vector<std::string>& codes);
// One that no voucher has. Errors: those of the store.
Result<office::VoucherCode> new_voucher_code(const Visit& visit);

}  // namespace lobby::reservation
