// The catalogue: what a site sells, at what rate, under which policy, from which pool.
// A value: parsed from TOML by platform/toml, checked by validate(), versioned by the server and
// carried to devices by the feed. A booking keeps its own copy of price and policy, so a new
// catalogue never changes what was sold.
// Any thread.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/id.h"
#include "core/base/money.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/catalog/risk_table.h"

namespace lobby::catalog {

// BCP 47 tags as the site lists them: "zh-CN", "en".
using Language = std::string;

// One text in every language of the site.
struct LocalText {
  std::map<Language, std::string> by_language;

  // The text in `language`; another language rather than nothing.
  const std::string& in(std::string_view language) const;
  bool empty() const { return by_language.empty(); }
  bool operator==(const LocalText&) const = default;
};

// What a day costs. The site's calendar names special days; others follow their weekday:
// Friday is friday, Saturday is saturday, the rest weekday.
enum class DateKind : std::uint8_t { weekday, friday, saturday, holiday, peak };
inline constexpr std::size_t date_kind_count = 5;
std::string_view name_of(DateKind kind);
std::optional<DateKind> date_kind_from(std::string_view name);

// Price of one unit by kind of date.
using RateTable = std::array<Money, date_kind_count>;

struct CalendarRange {
  LocalDate first;
  LocalDate last;  // inclusive
  DateKind kind = DateKind::holiday;
  bool operator==(const CalendarRange&) const = default;
};

struct Site {
  SiteId id;
  std::uint32_t number = 0;  // in tickets; unique per operator
  LocalText name;
  LocalText welcome;  // the question on the first screen
  LocalText tagline;
  Currency currency;
  std::string zone_name;     // IANA, "Asia/Shanghai"
  std::string ticket_host;   // host of the guest's page, in tickets
  std::string phone;         // reception
  std::string brand_colour;  // "#0E5A4F"
  std::string logo;          // picture names
  std::string hero;
  std::vector<Language> languages;  // the first is the default
  std::int32_t tax_percent = 0;     // both included in prices
  std::int32_t service_percent = 0;
  std::int32_t outage_hours = 4;        // kiosks keep units to sell from for as long (rule 7)
  std::int32_t offline_hours = 168;     // without a contact a kiosk confirms no longer (rule 14)
  std::vector<CalendarRange> calendar;  // later ranges win
  bool operator==(const Site&) const = default;
};

struct Department {
  DepartmentId id;
  LocalText name;
  bool operator==(const Department&) const = default;
};

// Interchangeable units on a grid of cells. Nights and days are cells of 1440 minutes starting
// at 0; smaller cells fill opens..closes.
struct Pool {
  PoolId id;
  LocalText name;
  std::int32_t capacity = 0;  // units per cell
  std::int32_t cell_minutes = 1440;
  std::int32_t opens_minute = 0;  // of the day
  std::int32_t closes_minute = 1440;
  std::int32_t standing_per_device = 0;  // units a kiosk keeps to sell from
  std::int32_t few_left = 0;             // at or below this the guest is told how many are left
  // Units of a kiosk that was silent for as long may go to others (protocol rule 9); 0: never.
  std::int32_t reclaim_after_hours = 0;
  bool operator==(const Pool&) const = default;
};

enum class FeeBasis : std::uint8_t { free, first_unit, total };

// The fee holds until its deadline; the last tier has none and covers a no-show.
struct CancellationTier {
  FeeBasis basis = FeeBasis::free;
  std::int32_t percent = 0;  // of the first unit (night, block) or of the total
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

struct Policy {
  PolicyId id;
  std::vector<CancellationTier> tiers;
  LocalText summary;       // "Free to cancel 2 days before"
  LocalText change_rule;   // "One date change is free"
  LocalText breach_title;  // "If we cannot give you this room"
  LocalText breach_text;
  ChangeRule changes{};
  std::optional<DepositRule> deposit{};
  bool operator==(const Policy&) const = default;
};

enum class AddOnBasis : std::uint8_t { each, once };  // counted, or taken once

struct AddOn {
  AddOnId id;
  LocalText name;
  LocalText price_unit;  // "each", "a time"
  std::string picture;
  Money price;
  AddOnBasis basis = AddOnBasis::once;
  std::int32_t count_max = 1;
  std::int32_t count_start = 1;  // what the first tap takes
  DepartmentId department;
  bool operator==(const AddOn&) const = default;
};

// A wish a guest can tick instead of typing: food allergy, quiet floor.
struct GuestNote {
  NoteId id;
  LocalText name;
  bool operator==(const GuestNote&) const = default;
};

enum class Category : std::uint8_t { rooms, meetings, dining, spa, travel };
inline constexpr std::size_t category_count = 5;
std::optional<Category> category_from(std::string_view name);
std::string_view name_of(Category category);

enum class ServiceKind : std::uint8_t { nightly, time_slot, whole_day };
std::optional<ServiceKind> service_kind_from(std::string_view name);
std::string_view name_of(ServiceKind kind);

enum class UnitsPer : std::uint8_t { booking, person };

// What one booking takes from a pool, in every cell it covers. Availability is the tightest of
// all pools a service uses.
struct PoolUse {
  PoolId pool;
  std::int32_t units = 1;
  UnitsPer per = UnitsPer::booking;
  bool operator==(const PoolUse&) const = default;
};

// A bookable time of a time_slot service.
struct Block {
  std::int32_t start_minute = 0;
  std::int32_t end_minute = 0;
  RateTable rates{};
  bool operator==(const Block&) const = default;
};

struct Fact {
  std::string icon;  // a name of the icon font
  LocalText text;
  bool operator==(const Fact&) const = default;
};

enum class IncludedPer : std::uint8_t { booking, person_night };

// Something the price already contains: "Breakfast".
struct Included {
  LocalText name;
  IncludedPer per = IncludedPer::booking;
  bool operator==(const Included&) const = default;
};

struct Service {
  ServiceId id;
  std::uint16_t number = 0;  // in tickets; never reused
  Category category = Category::rooms;
  ServiceKind kind = ServiceKind::nightly;
  LocalText name;
  LocalText benefit;     // one line on the card
  LocalText price_unit;  // "a night"
  LocalText unit_name;   // "room", "hall": what one unit is called
  std::vector<Fact> facts;
  std::string picture;
  DepartmentId department;
  PolicyId policy;
  std::vector<PoolUse> uses;
  RateTable rates{};  // nightly and whole_day
  UnitsPer priced_per = UnitsPer::booking;
  std::vector<Block> blocks;  // time_slot
  std::int32_t blocks_max = 1;
  std::int32_t party_min = 1;
  std::int32_t party_max = 1;
  bool children_allowed = false;
  std::int32_t nights_max = 1;
  std::int32_t check_in_minute = 0;   // when the service starts on its first day
  std::int32_t check_out_minute = 0;  // nightly: on the day after the last night
  std::int32_t notice_minutes = 0;    // booked at least this long before a block starts
  std::int32_t horizon_days = 90;
  std::vector<AddOnId> add_ons;
  std::vector<NoteId> notes;
  std::vector<Included> included;
  bool operator==(const Service&) const = default;
};

struct Catalog {
  Site site;
  std::vector<Department> departments;
  std::vector<Pool> pools;
  std::vector<Policy> policies;
  std::vector<AddOn> add_ons;
  std::vector<GuestNote> notes;
  std::vector<Service> services;
  RiskTable risk{};
  bool operator==(const Catalog&) const = default;

  // nullptr where the catalogue does not have it.
  const Service* service(const ServiceId& id) const;
  const Service* service(std::uint16_t number) const;
  const Pool* pool(const PoolId& id) const;
  const Policy* policy(const PolicyId& id) const;
  const AddOn* add_on(const AddOnId& id) const;
  const GuestNote* note(const NoteId& id) const;
};

// One thing wrong with a catalogue: where, what, and what to write instead.
struct Fault {
  std::string place;   // "services.lake-view-king.policy"
  std::string remedy;  // "names no policy; add [[policies]] id = \"room\" or correct the name"
  bool operator==(const Fault&) const = default;
};

// Every fault of the whole, not only the first: dangling names, empty translations, duplicate
// ids and numbers, ranges outside limits.h, blocks outside the pool's grid, tiers out of order.
std::vector<Fault> validate(const Catalog& catalog);

DateKind date_kind(const Site& site, LocalDate date);

}  // namespace lobby::catalog
