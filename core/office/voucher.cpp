// Codes, and what may befall a voucher.
#include "core/office/voucher.h"

#include <algorithm>

#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/ticket/ticket.h"

namespace lobby::office {
namespace {

constexpr std::string_view voucher_kinds[] = {"discount", "credit"};
constexpr std::string_view voucher_states[] = {"open", "used", "withdrawn"};
constexpr std::size_t half = 8;  // a booking code's characters
constexpr std::size_t group = 4;

bool in_range(Money amount) {
  return amount.amount_minor >= 1 && amount.amount_minor <= limits::folio_amount_minor_max;
}

template <class Uses>
auto use_of(Uses& uses, BookingId booking) {
  return std::ranges::find(uses, booking, &VoucherUse::booking);
}

Money held(const VoucherUse& use) {
  return use.taken - use.given_back;
}

Voucher next(Voucher voucher) {
  voucher.version += 1;
  return voucher;
}

bool uses_are_whole(const Voucher& voucher) {
  for (auto use = voucher.uses.begin(); use != voucher.uses.end(); ++use) {
    const bool sound = use->taken.currency == voucher.amount.currency &&
                       use->given_back.currency == voucher.amount.currency &&
                       use->taken.amount_minor >= 0 && use->given_back.amount_minor >= 0 &&
                       use->given_back.amount_minor <= use->taken.amount_minor;
    if (!sound || use_of(voucher.uses, use->booking) != use) {
      return false;
    }
  }
  return voucher.uses.size() <= voucher_uses_max;
}

bool discount_is_whole(const Voucher& voucher) {
  const bool by_percent = voucher.percent >= 1 && voucher.percent <= 100;
  const bool worth =
      by_percent ? voucher.amount.is_zero() : voucher.percent == 0 && in_range(voucher.amount);
  // Only the last booking can have it.
  const std::size_t kept = voucher.state == VoucherState::used ? 1 : 0;
  if (!worth || !voucher.left.is_zero() || voucher.uses.size() < kept) {
    return false;
  }
  return std::all_of(voucher.uses.begin(), voucher.uses.end() - static_cast<std::ptrdiff_t>(kept),
                     [](const VoucherUse& use) { return held(use).is_zero(); });
}

bool credit_is_whole(const Voucher& voucher) {
  if (voucher.percent != 0 || !in_range(voucher.amount) ||
      !(voucher.left.currency == voucher.amount.currency) || voucher.left.amount_minor < 0) {
    return false;
  }
  // In plain integers: what was read from a store may be anything.
  std::int64_t sum = voucher.left.amount_minor;
  for (const VoucherUse& use : voucher.uses) {
    sum += use.taken.amount_minor - use.given_back.amount_minor;
  }
  const bool used_up = voucher.left.is_zero();
  return sum == voucher.amount.amount_minor && (voucher.state == VoucherState::withdrawn ||
                                                (voucher.state == VoucherState::used) == used_up);
}

}  // namespace

VoucherCode::VoucherCode(const Random& random) {
  text_.clear();
  for (const std::size_t at : {std::size_t{0}, random.size() / 2}) {
    std::array<std::uint8_t, 5> bytes{};
    std::copy_n(random.begin() + static_cast<std::ptrdiff_t>(at), bytes.size(), bytes.begin());
    text_ += ticket::BookingCode(bytes).text();
  }
}

Result<VoucherCode> VoucherCode::parse(std::string_view text) {
  std::string characters;
  for (const char c : text.substr(0, limits::voucher_code_bytes_max + 1)) {
    if (c != ' ' && c != '-') {
      characters += c;
    }
  }
  const Error wrong = fail(ErrorCode::malformed, "a voucher's code has 16 letters and digits");
  if (text.size() > limits::voucher_code_bytes_max || characters.size() != 2 * half) {
    return wrong;
  }
  VoucherCode code;
  code.text_.clear();
  for (const std::size_t at : {std::size_t{0}, half}) {
    const auto part = ticket::BookingCode::parse(std::string_view(characters).substr(at, half));
    if (!part) {
      return wrong;
    }
    code.text_ += part->text();
  }
  return code;
}

std::string VoucherCode::text() const {
  std::string grouped;
  for (std::size_t at = 0; at < text_.size(); at += group) {
    grouped += (at == 0 ? "" : "-") + text_.substr(at, group);
  }
  return grouped;
}

std::string_view name_of(VoucherKind kind) {
  return voucher_kinds[static_cast<std::size_t>(kind)];
}
std::optional<VoucherKind> voucher_kind_from(std::string_view name) {
  return enum_from<VoucherKind>(voucher_kinds, name);
}
std::string_view name_of(VoucherState state) {
  return voucher_states[static_cast<std::size_t>(state)];
}
std::optional<VoucherState> voucher_state_from(std::string_view name) {
  return enum_from<VoucherState>(voucher_states, name);
}

Result<Voucher> issue(const Voucher& wish, Currency currency, LocalDate today) {
  if (wish.reason.empty()) {
    return fail(ErrorCode::missing_field, "say why the voucher is given");
  }
  if (wish.kind == VoucherKind::credit && wish.percent != 0) {
    return fail(ErrorCode::policy_refused, "credit is an amount; a percentage is a discount");
  }
  const bool by_percent = wish.percent != 0;
  const bool sound = by_percent ? wish.percent >= 1 && wish.percent <= 100 && wish.amount.is_zero()
                                : in_range(wish.amount);
  if (!sound) {
    return fail(ErrorCode::out_of_range,
                "a voucher is worth 1 to 100 percent or an amount above zero, and not both");
  }
  if (!by_percent && !(wish.amount.currency == currency)) {
    return fail(ErrorCode::out_of_range, "vouchers of this house are in " +
                                             std::string(currency.code()) + ", not in " +
                                             std::string(wish.amount.currency.code()));
  }
  if (wish.last_day && *wish.last_day < today) {
    return fail(ErrorCode::expired, wish.last_day->text() + " is over");
  }
  Voucher voucher = wish;
  voucher.version = 1;
  voucher.state = VoucherState::open;
  voucher.amount.currency = currency;
  voucher.left = wish.kind == VoucherKind::credit ? voucher.amount : Money{0, currency};
  voucher.uses.clear();
  voucher.withdrawn_because.clear();
  return voucher;
}

Status check_open(const Voucher& voucher, VoucherKind as, LocalDate day) {
  if (voucher.kind != as) {
    return fail(ErrorCode::policy_refused,
                as == VoucherKind::credit
                    ? "this voucher is a discount: hand it in when asking for a quote"
                    : "this voucher is credit: pay the booking with it");
  }
  if (voucher.state != VoucherState::open) {
    return fail(
        ErrorCode::invalid_transition,
        "this voucher " + std::string(voucher.state == VoucherState::used ? "was used already"
                                                                          : "was withdrawn"));
  }
  if (voucher.last_day && *voucher.last_day < day) {
    return fail(ErrorCode::expired, "this voucher was good until " + voucher.last_day->text());
  }
  return done();
}

Result<Voucher> redeem(const Voucher& voucher, const Redemption& redemption) {
  if (Status open = check_open(voucher, redemption.as, redemption.day); !open) {
    return open.error();
  }
  const Money amount = redemption.amount;
  if (!(amount.currency == voucher.amount.currency)) {
    return fail(ErrorCode::out_of_range, "this voucher is in " +
                                             std::string(voucher.amount.currency.code()) +
                                             ", not in " + std::string(amount.currency.code()));
  }
  const bool credit = voucher.kind == VoucherKind::credit;
  if (amount.amount_minor < (credit ? 1 : 0) || (credit && voucher.left < amount)) {
    return fail(ErrorCode::out_of_range, "of this voucher " + money_text(voucher.left) +
                                             " is left; pay above zero and no more than that");
  }
  Voucher after = next(voucher);
  if (const auto use = use_of(after.uses, redemption.booking); use != after.uses.end()) {
    if (!credit) {
      return fail(ErrorCode::policy_refused, "that booking had this voucher and gave it back");
    }
    use->taken = use->taken + amount;
  } else if (after.uses.size() >= voucher_uses_max) {
    return fail(ErrorCode::too_large, "too many bookings used this voucher; issue a new one");
  } else {
    after.uses.push_back({redemption.booking, amount, {0, amount.currency}});
  }
  after.left = credit ? after.left - amount : after.left;
  after.state = credit && !after.left.is_zero() ? VoucherState::open : VoucherState::used;
  return after;
}

Money used_by(const Voucher& voucher, BookingId booking) {
  const auto use = use_of(voucher.uses, booking);
  return use == voucher.uses.end() ? Money{0, voucher.amount.currency} : held(*use);
}

Result<Voucher> give_back(const Voucher& voucher, BookingId booking, Money amount, LocalDate day) {
  Voucher after = next(voucher);
  const auto use = use_of(after.uses, booking);
  const bool credit = voucher.kind == VoucherKind::credit;
  const bool has = use != after.uses.end() &&
                   (credit ? !held(*use).is_zero()
                           : voucher.state == VoucherState::used && use + 1 == after.uses.end());
  if (!has) {
    return fail(ErrorCode::not_found, "that booking has nothing of this voucher");
  }
  if (!credit) {
    if (voucher.last_day && *voucher.last_day < day) {
      return fail(ErrorCode::expired, "this voucher was good until " + voucher.last_day->text());
    }
    use->given_back = use->taken;
    after.state = VoucherState::open;
    return after;
  }
  if (!(amount.currency == voucher.amount.currency) || amount.amount_minor < 1 ||
      held(*use) < amount) {
    return fail(ErrorCode::policy_refused,
                "that booking has " + money_text(held(*use)) + " of this voucher and no more");
  }
  use->given_back = use->given_back + amount;
  after.left = after.left + amount;
  after.state =
      voucher.state == VoucherState::withdrawn ? VoucherState::withdrawn : VoucherState::open;
  return after;
}

Result<Voucher> withdraw(const Voucher& voucher, std::string_view reason) {
  if (reason.empty()) {
    return fail(ErrorCode::missing_field, "say why the voucher is withdrawn");
  }
  if (voucher.state != VoucherState::open) {
    return fail(
        ErrorCode::invalid_transition,
        "this voucher is " + std::string(name_of(voucher.state)) + "; it cannot be withdrawn");
  }
  Voucher after = next(voucher);
  after.state = VoucherState::withdrawn;
  after.withdrawn_because = reason;
  return after;
}

booking::VoucherTerm term_of(const Voucher& voucher, const VoucherCode& code) {
  CHECK(voucher.kind == VoucherKind::discount);
  booking::VoucherTerm term;
  term.code = code.text();
  term.percent = voucher.percent;
  term.amount = voucher.percent > 0 ? Money{} : voucher.amount;
  term.last_day = voucher.last_day;
  return term;
}

bool is_whole(const Voucher& voucher) {
  return uses_are_whole(voucher) &&
         (voucher.kind == VoucherKind::credit ? credit_is_whole(voucher)
                                              : discount_is_whole(voucher));
}

}  // namespace lobby::office
