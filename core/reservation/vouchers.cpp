// One transaction a request; the register is core/service/vouchers.
#include "core/reservation/vouchers.h"

#include <algorithm>

#include "core/protocol/office_codec.h"
#include "core/service/books.h"
#include "core/service/payments.h"
#include "core/service/vouchers.h"

namespace lobby::reservation {
namespace {

using booking::Booking;
using office::Voucher;
using office::VoucherKind;

std::string subject_of(office::VoucherId id) {
  return "voucher " + id.text();
}

// About every code that cannot be used, whatever the reason.
Error no_such_code(const char* field) {
  return fail(ErrorCode::not_found,
              std::string(field) + ": this code cannot be used; look at it again or ask staff");
}

// Errors: not_found.
Result<Voucher> voucher_of(const Work& work, const std::string& text, const char* field) {
  const Result<office::VoucherCode> code = office::VoucherCode::parse(text);
  if (!code) {
    return no_such_code(field);
  }
  Result<std::optional<Voucher>> voucher = service::find_voucher(work, *code);
  if (!voucher) {
    return voucher.error();
  }
  return *voucher ? Result<Voucher>(**voucher) : no_such_code(field);
}

// One that can be redeemed today. Staff hear why it cannot.
Result<Voucher> open_voucher(const Visit& visit, const std::string& text, VoucherKind as,
                             const char* field) {
  Result<Voucher> voucher = voucher_of(visit.work, text, field);
  if (!voucher) {
    return voucher;
  }
  if (const Status open = office::check_open(*voucher, as, service::today_at(visit.work)); !open) {
    const bool staff = visit.device.role == protocol::DeviceRole::desk;
    return staff ? of_field(field, open.error()) : no_such_code(field);
  }
  return voucher;
}

// Each rule names the field that breaks it.
const char* field_of(const protocol::VoucherOrder& order, const Error& error) {
  switch (error.code) {
    case ErrorCode::missing_field:
      return "reason";
    case ErrorCode::expired:
      return "last_day";
    default:
      return order.amount && order.percent == 0 ? "amount" : "percent";
  }
}

Result<Voucher> issued(const Visit& visit, const protocol::VoucherOrder& order,
                       const office::VoucherCode& code) {
  const Work& work = visit.work;
  const Currency currency = work.office.catalog.site.currency;
  Voucher wish;
  wish.id = office::VoucherId(visit.new_id());
  wish.kind = order.kind;
  wish.percent = order.percent;
  wish.amount = order.amount.value_or(Money{0, currency});
  wish.last_day = order.last_day;
  wish.issued_for = order.booking;
  wish.reason = order.reason;
  wish.issued_by = order.head.actor.empty() ? visit.device.name : order.head.actor;
  if (!(wish.amount.currency == currency)) {
    return fail(ErrorCode::out_of_range, "amount: vouchers of this house are in " +
                                             std::string(currency.code()) + ", not in " +
                                             std::string(wish.amount.currency.code()));
  }
  if (order.booking) {
    if (const Result<Booking> booking = service::known_booking(work, *order.booking); !booking) {
      return of_field("booking", booking.error());
    }
  }
  Result<Voucher> voucher = service::issue_voucher(work, wish, code);
  return voucher ? voucher : of_field(field_of(order, voucher.error()), voucher.error());
}

// Of an open booking that nobody is paying at this moment.
Result<service::OpenFolio> folio_to_pay(const Work& work, const Booking& booking) {
  const Result<payment::Standing> standing = service::standing_of(work, booking);
  if (!standing) {
    return standing.error();
  }
  if (*standing == payment::Standing::lapsed) {
    return fail(ErrorCode::invalid_transition, "booking " + booking.code.text() + " owes nothing");
  }
  const Result<std::vector<payment::Payment>> payments = service::payments_of(work, booking.id);
  if (!payments) {
    return payments.error();
  }
  if (std::ranges::any_of(*payments, payment::is_under_way)) {
    return fail(ErrorCode::already_exists,
                "a payment of this booking is under way; call it off first");
  }
  return service::open_folio(work, booking);
}

// What the voucher pays of the balance.
Result<Money> amount_of(const protocol::RedeemOrder& order, Money balance, Money left) {
  if (!(left.currency == balance.currency)) {
    return fail(ErrorCode::out_of_range,
                "code: this voucher is in " + std::string(left.currency.code()) +
                    ", the booking in " + std::string(balance.currency.code()));
  }
  const Money most = std::min(balance, left);
  const Money amount = order.amount.value_or(most);
  const bool fits = amount.currency == most.currency && amount.amount_minor > 0 && !(most < amount);
  return fits ? Result<Money>(amount)
              : fail(ErrorCode::out_of_range, "amount: this voucher can pay " + money_text(most) +
                                                  " of the booking, and no more is taken");
}

Result<protocol::Redeemed> redeemed(const Visit& visit, BookingId id,
                                    const protocol::RedeemOrder& order) {
  const Work& work = visit.work;
  const Result<Booking> booking = service::known_booking(work, id);
  if (!booking) {
    return booking.error();
  }
  Result<service::OpenFolio> open = folio_to_pay(work, *booking);
  if (!open) {
    return open.error();
  }
  const Result<Voucher> voucher = open_voucher(visit, order.code, VoucherKind::credit, "code");
  if (!voucher) {
    return voucher.error();
  }
  const Result<Money> owed = service::owed_after_refunds(work, open->folio);
  if (!owed) {
    return owed.error();
  }
  const Result<Money> amount = amount_of(order, *owed, voucher->left);
  if (!amount) {
    return amount.error();
  }
  const Result<Voucher> after = office::redeem(
      *voucher, {booking->id, VoucherKind::credit, *amount, service::today_at(work)});
  if (!after) {
    return of_field("code", after.error());
  }
  booking::Posting posting;
  posting.id = service::entry_id(work, "LOBBY-COMMAND redeem", order.head.id.bytes());
  posting.kind = booking::EntryKind::voucher;
  posting.amount = *amount;
  posting.reference = service::voucher_reference(voucher->id);
  posting.actor = order.head.actor.empty() ? visit.device.name : order.head.actor;
  posting.at = work.now;
  Result<booking::Folio> posted = booking::post(open->folio, posting);
  if (!posted) {
    return posted.error();
  }
  open->folio = *std::move(posted);
  if (Status saved = service::save_voucher(work, *after); !saved) {
    return saved.error();
  }
  if (Status saved = service::save_folio(work, *open); !saved) {
    return saved.error();
  }
  const Result<Booking> settled = service::settle(
      work, *booking, open->folio, visit.act(booking::Command::settle_deposit, order.head, {}));
  return settled ? Result<protocol::Redeemed>(protocol::Redeemed{
                       booking->id, *amount, balance_of(open->folio), after->left})
                 : settled.error();
}

}  // namespace

Result<std::string> issue_voucher(const Request& request, const protocol::VoucherOrder& order) {
  return carry_out(request, order.head, {"issue_voucher", "", Access::staff_only},
                   [&](const Visit& visit) -> Result<std::string> {
                     const Result<office::VoucherCode> code = new_voucher_code(visit);
                     if (!code) {
                       return code.error();
                     }
                     const Result<Voucher> voucher = issued(visit, order, *code);
                     if (!voucher) {
                       return voucher.error();
                     }
                     visit.deed.subject = subject_of(voucher->id);
                     return protocol::issued_json(*voucher, *code);
                   });
}

Result<std::string> read_voucher(const Request& request, office::VoucherId id) {
  return look_at(request, {"read_voucher", subject_of(id), Access::staff_only},
                 [&](const Visit& visit) -> Result<std::string> {
                   const Result<Voucher> voucher = service::known_voucher(visit.work, id);
                   return voucher ? Result<std::string>(protocol::shown_json(*voucher))
                                  : voucher.error();
                 });
}

Result<std::string> find_voucher(const Request& request, const std::string& code) {
  return look_at(request, {"find_voucher", "", Access::staff_only},
                 [&](const Visit& visit) -> Result<std::string> {
                   const Result<Voucher> voucher = voucher_of(visit.work, code, "code");
                   if (!voucher) {
                     return voucher.error();
                   }
                   visit.deed.subject = subject_of(voucher->id);
                   return protocol::shown_json(*voucher);
                 });
}

Result<std::string> withdraw_voucher(const Request& request, office::VoucherId id,
                                     const protocol::WithdrawOrder& order) {
  return carry_out(
      request, order.head, {"withdraw_voucher", subject_of(id), Access::staff_only},
      [&](const Visit& visit) -> Result<std::string> {
        const Result<Voucher> voucher = service::known_voucher(visit.work, id);
        if (!voucher) {
          return voucher.error();
        }
        const Result<Voucher> after = office::withdraw(*voucher, order.reason);
        if (!after) {
          return after.error().code == ErrorCode::missing_field ? of_field("reason", after.error())
                                                                : after.error();
        }
        const Status saved = service::save_voucher(visit.work, *after);
        return saved ? Result<std::string>(protocol::shown_json(*after)) : saved.error();
      });
}

Result<std::string> redeem_voucher(const Request& request, BookingId id,
                                   const protocol::RedeemOrder& order) {
  return carry_out(
      request, order.head, {"redeem_voucher", "booking " + id.text(), Access::every_device},
      [&](const Visit& visit) -> Result<std::string> {
        const Result<protocol::Redeemed> done_now = redeemed(visit, id, order);
        return done_now ? Result<std::string>(protocol::to_json(*done_now)) : done_now.error();
      });
}

Result<std::vector<booking::VoucherTerm>> voucher_terms(const Visit& visit,
                                                        const std::vector<std::string>& codes) {
  std::vector<booking::VoucherTerm> terms;
  for (const std::string& text : codes) {
    const Result<Voucher> voucher = open_voucher(visit, text, VoucherKind::discount, "vouchers");
    if (!voucher) {
      return voucher.error();
    }
    terms.push_back(office::term_of(*voucher, *office::VoucherCode::parse(text)));
  }
  return terms;
}

Result<office::VoucherCode> new_voucher_code(const Visit& visit) {
  for (;;) {
    office::VoucherCode::Random random{};
    visit.entropy.fill(random);
    const office::VoucherCode code(random);
    const auto other = service::find_voucher(visit.work, code);
    if (!other) {
      return other.error();
    }
    if (!*other) {
      return code;
    }
  }
}

}  // namespace lobby::reservation
