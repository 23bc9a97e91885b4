// The terms of a service: what cancelling costs until when, what is paid ahead, how often a booking
// may be changed, and what the house owes when it cannot keep its word. A policy has a version;
// core/booking/policy.h freezes it into a booking with real dates and amounts.
// Part of the catalogue. Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/base/id.h"
#include "core/base/money.h"
#include "core/catalog/local_text.h"

namespace lobby::catalog {

// deposit: of what the policy's deposit rule asks of the total, whether it was asked ahead or not.
enum class FeeBasis : std::uint8_t { free, first_unit, total, deposit };
std::string_view name_of(FeeBasis basis);
std::optional<FeeBasis> fee_basis_from(std::string_view name);

// The fee holds until its deadline; the last tier has none and covers a no-show.
struct CancellationTier {
  FeeBasis basis = FeeBasis::free;
  std::int32_t percent = 0;  // of the first unit (night, block), of the total or of the deposit
  // Deadline: either `minutes_before` the start, or `at_minute` of the day `days_before` it.
  std::optional<std::int32_t> minutes_before;
  std::int32_t days_before = 0;
  std::optional<std::int32_t> at_minute;
  bool operator==(const CancellationTier&) const = default;
};

// Who has to pay ahead: bookings of a large total or a long stay.
struct DepositRule {
  Money from_total;               // zero: the total does not matter
  std::int32_t from_nights = 0;   // 0: neither do the nights
  std::int32_t percent = 0;       // of the total, as the deposit; 0: only the balance
  std::int32_t within_hours = 0;  // after booking
  std::int32_t balance_days_before = 0;
  std::int32_t remind_hours = 0;  // before a payment is due
  std::int32_t grace_hours = 0;   // after it was due the units are free again
  bool operator==(const DepositRule&) const = default;
};

// Until when a booking may be changed, and what that costs.
struct ChangeRule {
  std::int32_t free_changes = 0;
  std::int32_t fee_percent = 0;   // of the first unit, for each one more
  std::int32_t hours_before = 0;  // none later than so long before it begins
  bool operator==(const ChangeRule&) const = default;
};

// What the guest gets when the house cannot keep its word.
struct BreachRule {
  bool refund = true;                // all that was paid
  FeeBasis basis = FeeBasis::total;  // of the compensation on top: first_unit or total
  std::int32_t percent = 0;
  std::int32_t voucher_percent = 0;  // off a later booking
  bool operator==(const BreachRule&) const = default;
};

struct Policy {
  PolicyId id;
  std::vector<CancellationTier> tiers;
  LocalText summary;       // "Free to cancel 2 days before"
  LocalText change_rule;   // "One date change is free"
  LocalText breach_title;  // "If we cannot give you this room"
  LocalText breach_text;
  ChangeRule changes{};
  std::optional<DepositRule> deposit{};
  std::int32_t version = 1;  // raised by who changes it
  std::optional<BreachRule> breach{};
  bool parts_cancellable = false;  // optional parts of a composite may be left out, and given up
  bool operator==(const Policy&) const = default;
};

}  // namespace lobby::catalog
