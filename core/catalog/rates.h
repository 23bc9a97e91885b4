// What things cost: rates by kind of date, and the rules that change them by season, length of
// stay, size of the party, and who the guest is. Percentages are whole; core/booking/quote.h says
// in which order they apply. Part of the catalogue. Any thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/base/id.h"
#include "core/base/money.h"
#include "core/base/time.h"
#include "core/catalog/local_text.h"

namespace lobby::catalog {

// What a day costs. The site's calendar names special days; others follow their weekday:
// Friday is friday, Saturday is saturday, the rest weekday.
enum class DateKind : std::uint8_t { weekday, friday, saturday, holiday, peak };
inline constexpr std::size_t date_kind_count = 5;
std::string_view name_of(DateKind kind);
std::optional<DateKind> date_kind_from(std::string_view name);

// Price of one unit by kind of date.
using RateTable = std::array<Money, date_kind_count>;

struct DateRange {
  LocalDate first;
  LocalDate last;  // inclusive

  bool contains(LocalDate date) const { return first <= date && date <= last; }
  bool operator==(const DateRange&) const = default;
};

struct CalendarRange {
  LocalDate first;
  LocalDate last;  // inclusive
  DateKind kind = DateKind::holiday;
  bool operator==(const CalendarRange&) const = default;
};

// Days on which rates are a percentage of what they are otherwise. The later of two wins.
struct Season {
  SeasonId id;
  LocalText name;
  DateRange days{};                   // of use
  std::int32_t percent = 100;         // 1..200; 120: a fifth more
  std::vector<ServiceId> services{};  // empty: all
  bool operator==(const Season&) const = default;
};

// So much less from the `from`th night on (a long stay; the nights before it cost what they did, so
// that a longer stay never costs less), or for a party of `from` people and more (a group).
struct Rebate {
  std::int32_t from = 0;
  std::int32_t percent = 0;  // 1..100
  bool operator==(const Rebate&) const = default;
};

// What people beyond those in the rate pay, for each night, day or block. Adults are counted first.
struct ExtraPerson {
  std::int32_t above = 1;  // people that one unit's rate contains
  Money adult;
  Money child;
  bool operator==(const ExtraPerson&) const = default;
};

enum class Audience : std::uint8_t { tier, first_booking };
std::string_view name_of(Audience audience);
std::optional<Audience> audience_from(std::string_view name);

// Less for guests of a tier, or for who books the first time.
struct Offer {
  OfferId id;
  LocalText name;
  Audience audience = Audience::tier;
  std::int32_t tier_min = 1;          // audience tier: 1..limits::guest_tier_max
  std::int32_t percent = 0;           // 1..100, of the service without add-ons
  std::optional<DateRange> booked{};  // on these days; none: always
  std::vector<ServiceId> services{};  // empty: all
  bool operator==(const Offer&) const = default;
};

struct ContractRate {
  ServiceId service;
  RateTable rates{};
  bool operator==(const ContractRate&) const = default;
};

// What a company has agreed: rates of its own, without seasons, or less than everybody pays. Long
// stay, group and offers are not given on top.
struct Contract {
  CompanyId id;
  LocalText name;
  DateRange days{};                   // of use
  std::int32_t percent = 0;           // 0..100 off services without a rate here
  std::vector<ContractRate> rates{};  // nights and days only

  const RateTable* rates_of(const ServiceId& service) const;
  bool operator==(const Contract&) const = default;
};

}  // namespace lobby::catalog
