// The table of accounts, and what may be posted.
#include "core/booking/folio.h"

#include <algorithm>

#include "core/base/limits.h"
#include "core/base/text.h"

namespace lobby::booking {
namespace {

constexpr std::string_view accounts[] = {"guest", "sales", "fees", "till", "vouchers", "losses"};
constexpr std::string_view posting_kinds[] = {"charge",     "fee",       "payment",
                                              "refund",     "voucher",   "voucher_issued",
                                              "adjustment", "write_off", "reversal"};
constexpr std::string_view methods[] = {"cash", "card", "qr_code", "transfer"};

struct Move {
  Account from = Account::guest;
  Account to = Account::guest;
};

// REQUIRES: no reversal, whose accounts are those of what it reverses.
Move move_of(EntryKind kind) {
  switch (kind) {
    case EntryKind::charge:
      return {Account::sales, Account::guest};
    case EntryKind::fee:
      return {Account::fees, Account::guest};
    case EntryKind::payment:
      return {Account::guest, Account::till};
    case EntryKind::refund:
      return {Account::till, Account::guest};
    case EntryKind::voucher:
      return {Account::guest, Account::vouchers};
    case EntryKind::voucher_issued:
      return {Account::vouchers, Account::guest};
    case EntryKind::adjustment:
      return {Account::guest, Account::sales};
    case EntryKind::write_off:
      return {Account::guest, Account::losses};
    case EntryKind::reversal:
      break;
  }
  CHECK(false);
  return {};
}

Money zero_of(const Folio& folio) {
  return {0, folio.currency};
}

// Debits less credits of one account.
Money sum_of(const Folio& folio, Account account) {
  Money sum = zero_of(folio);
  for (const Entry& entry : folio.entries) {
    sum = entry.to == account ? sum + entry.posting.amount : sum;
    sum = entry.from == account ? sum - entry.posting.amount : sum;
  }
  return sum;
}

const Entry* entry_of(const Folio& folio, const FolioEntryId& id) {
  const auto found =
      std::ranges::find(folio.entries, id, [](const Entry& e) { return e.posting.id; });
  return found == folio.entries.end() ? nullptr : &*found;
}

bool is_reversed(const Folio& folio, const FolioEntryId& id) {
  return std::ranges::any_of(folio.entries,
                             [&](const Entry& entry) { return entry.posting.reverses == id; });
}

Status check_amount(const Folio& folio, const Posting& posting) {
  if (!(posting.amount.currency == folio.currency)) {
    return fail(ErrorCode::out_of_range, "the folio is kept in " +
                                             std::string(folio.currency.code()) + ", not in " +
                                             std::string(posting.amount.currency.code()));
  }
  if (posting.amount.amount_minor <= 0 ||
      posting.amount.amount_minor > limits::folio_amount_minor_max) {
    return fail(ErrorCode::out_of_range,
                "the amount of a " + std::string(name_of(posting.kind)) +
                    " is above zero and at most " +
                    money_text({limits::folio_amount_minor_max, folio.currency}));
  }
  return done();
}

Status check_fields(const Posting& posting) {
  const bool money = posting.kind == EntryKind::payment || posting.kind == EntryKind::refund;
  const bool explained = posting.kind == EntryKind::adjustment ||
                         posting.kind == EntryKind::write_off ||
                         posting.kind == EntryKind::reversal;
  const std::string kind(name_of(posting.kind));
  if (money != posting.method.has_value()) {
    return fail(ErrorCode::missing_field,
                money ? "a " + kind + " names how it was paid" : "a " + kind + " has no method");
  }
  if (explained && posting.reason.empty()) {
    return fail(ErrorCode::missing_field, "a " + kind + " needs a reason");
  }
  if ((posting.kind == EntryKind::reversal) != posting.reverses.has_value()) {
    return fail(ErrorCode::missing_field,
                "a reversal names the entry it reverses, nothing else does");
  }
  return done();
}

// What went back already cannot be taken out of what came in.
Status check_reversal(const Folio& folio, const Posting& posting) {
  const Entry* entry = posting.reverses ? entry_of(folio, *posting.reverses) : nullptr;
  if (entry == nullptr) {
    return done();  // refused by reversed_move()
  }
  const bool came_in =
      entry->posting.kind == EntryKind::payment || entry->posting.kind == EntryKind::voucher;
  const bool too_much = came_in && (paid_of(folio) < posting.amount ||
                                    (entry->posting.kind == EntryKind::payment &&
                                     sum_of(folio, Account::till) < posting.amount));
  return too_much ? Status(fail(ErrorCode::policy_refused,
                                "that " + std::string(name_of(entry->posting.kind)) +
                                    " was given back already; reverse the refund first"))
                  : done();
}

// What may be taken at most: nobody gets back more than was paid, or is let off more than was
// bought.
Status check_most(const Folio& folio, const Posting& posting) {
  Money most = posting.amount;
  std::string_view why;
  switch (posting.kind) {
    case EntryKind::charge:
    case EntryKind::fee:
    case EntryKind::payment:
    case EntryKind::voucher:
      return done();
    case EntryKind::reversal:
      return check_reversal(folio, posting);
    case EntryKind::refund:
      most = std::min(sum_of(folio, Account::till), paid_of(folio));
      why = "was paid in money";
      break;
    case EntryKind::voucher_issued:
      most = std::min(zero_of(folio) - balance_of(folio), paid_of(folio));
      why = "is the guest's";
      break;
    case EntryKind::adjustment:
      // Also off what is paid: then the house owes it.
      most = zero_of(folio) - sum_of(folio, Account::sales);
      why = "was bought";
      break;
    case EntryKind::write_off:
      most = balance_of(folio);
      why = "is owed";
      break;
  }
  if (most < posting.amount) {
    return fail(ErrorCode::policy_refused,
                "a " + std::string(name_of(posting.kind)) + " of " + money_text(posting.amount) +
                    " is too much: " + money_text(std::max(most, zero_of(folio))) + " " +
                    std::string(why));
  }
  return done();
}

Result<Move> reversed_move(const Folio& folio, const Posting& posting) {
  const Entry* entry = entry_of(folio, *posting.reverses);
  if (entry == nullptr) {
    return fail(ErrorCode::not_found, "the folio has no entry to reverse");
  }
  if (entry->posting.kind == EntryKind::reversal || is_reversed(folio, *posting.reverses)) {
    return fail(ErrorCode::invalid_transition,
                "that " + std::string(name_of(entry->posting.kind)) +
                    " cannot be reversed (again); post what is right instead");
  }
  if (!(entry->posting.amount == posting.amount)) {
    return fail(ErrorCode::out_of_range,
                "a reversal is of the whole entry: " + money_text(entry->posting.amount));
  }
  return Move{entry->to, entry->from};
}

}  // namespace

std::string_view name_of(Account account) {
  return accounts[static_cast<std::size_t>(account)];
}
std::string_view name_of(EntryKind kind) {
  return posting_kinds[static_cast<std::size_t>(kind)];
}
std::optional<EntryKind> entry_kind_from(std::string_view name) {
  return enum_from<EntryKind>(posting_kinds, name);
}
std::string_view name_of(PayMethod method) {
  return methods[static_cast<std::size_t>(method)];
}
std::optional<PayMethod> pay_method_from(std::string_view name) {
  return enum_from<PayMethod>(methods, name);
}

Result<Folio> post(const Folio& folio, const Posting& posting) {
  if (const Entry* known = entry_of(folio, posting.id)) {
    if (known->posting == posting) {
      return folio;
    }
    return fail(ErrorCode::id_reused, "the folio has another entry of this id");
  }
  // Whatever was bought can still be taken back.
  const bool adds = posting.kind == EntryKind::charge || posting.kind == EntryKind::adjustment ||
                    posting.kind == EntryKind::write_off;
  if (folio.entries.size() >= limits::folio_entries_max * (adds ? 1 : 3)) {
    return fail(ErrorCode::too_large, "the folio is full; open another booking for more");
  }
  for (const Status& checked :
       {check_amount(folio, posting), check_fields(posting), check_most(folio, posting)}) {
    if (!checked) {
      return checked.error();
    }
  }
  const Result<Move> move = posting.kind == EntryKind::reversal
                                ? reversed_move(folio, posting)
                                : Result<Move>(move_of(posting.kind));
  if (!move) {
    return move.error();
  }
  Folio changed = folio;
  changed.entries.push_back({posting, move->from, move->to});
  return changed;
}

Money balance_of(const Folio& folio) {
  return sum_of(folio, Account::guest);
}

Money paid_of(const Folio& folio) {
  return sum_of(folio, Account::till) + sum_of(folio, Account::vouchers);
}

std::array<Money, account_count> trial_balance(const Folio& folio) {
  std::array<Money, account_count> sums{};
  for (std::size_t account = 0; account < account_count; ++account) {
    sums[account] = sum_of(folio, static_cast<Account>(account));
  }
  return sums;
}

}  // namespace lobby::booking
