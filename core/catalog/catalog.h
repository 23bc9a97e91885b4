// The catalogue: what a site sells, at what rate, under which policy, from which pool.
// A value: parsed from TOML by platform/toml, checked by validate(), versioned by the server and
// carried to devices by the feed. A booking keeps its own copy of price and policy, so a new
// catalogue never changes what was sold.
// Any thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/id.h"
#include "core/base/money.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/catalog/local_text.h"
#include "core/catalog/note.h"
#include "core/catalog/policy.h"
#include "core/catalog/pool.h"
#include "core/catalog/rates.h"
#include "core/catalog/risk_table.h"

namespace lobby::catalog {

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
  std::int32_t tax_percent = 0;     // both included in prices, unless added
  std::int32_t service_percent = 0;
  std::int32_t outage_hours = 4;        // kiosks keep units to sell from for as long (rule 7)
  std::int32_t offline_hours = 168;     // without a contact a kiosk confirms no longer (rule 14)
  std::vector<CalendarRange> calendar;  // later ranges win
  bool tax_added = false;               // on top of prices, on the service charge too
  bool service_added = false;
  Money cash_unit{};                  // totals are multiples of it; zero: the currency's own
  std::int32_t quote_minutes = 30;    // a quote holds for as long
  std::int32_t waiting_minutes = 30;  // so does an offer to who waits
  std::vector<Season> seasons{};
  std::vector<Question> faq{};
  bool operator==(const Site&) const = default;
};

struct Department {
  DepartmentId id;
  LocalText name;
  std::int32_t lead_hours = 0;  // its add-ons are ordered at least so long before
  bool operator==(const Department&) const = default;
};

enum class AddOnBasis : std::uint8_t { each, once };  // counted, or taken once
enum class AddOnKind : std::uint8_t { materials, catering, interpreter, equipment };
std::optional<AddOnKind> add_on_kind_from(std::string_view name);

// What one of an add-on takes from its stock: units of a pool of days, on every day of use.
struct AddOnStock {
  PoolId pool;
  std::int32_t units = 1;
  bool operator==(const AddOnStock&) const = default;
};

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
  AddOnKind kind = AddOnKind::materials;
  std::optional<AddOnStock> stock{};  // none: as many as are asked for
  std::int32_t lead_hours = 0;  // ordered at least so long before; its department's counts too
  bool operator==(const AddOn&) const = default;
};

enum class Category : std::uint8_t { rooms, meetings, dining, spa, travel };
inline constexpr std::array categories = {Category::rooms, Category::meetings, Category::dining,
                                          Category::spa, Category::travel};
inline constexpr std::size_t category_count = categories.size();
std::optional<Category> category_from(std::string_view name);
std::string_view name_of(Category category);

// unlimited: no pool, as many as are asked for. composite: parts that are other services.
enum class ServiceKind : std::uint8_t { nightly, time_slot, whole_day, unlimited, composite };
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

// A bookable time of a time_slot or unlimited service.
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

// Whose identity document is seen before the booking is promised.
enum class IdentityNeed : std::uint8_t { none, booker, everyone };
std::optional<IdentityNeed> identity_need_from(std::string_view name);

// Where a service is sold. The names are those of booking::Channel.
enum class SalesChannel : std::uint8_t { kiosk, counter, phone, online };
inline constexpr std::size_t sales_channel_count = 4;
std::optional<SalesChannel> sales_channel_from(std::string_view name);
inline constexpr std::array<SalesChannel, sales_channel_count> every_channel = {
    SalesChannel::kiosk, SalesChannel::counter, SalesChannel::phone, SalesChannel::online};

// What a composite service consists of: another service, on a day and at a time of its own.
struct Part {
  ServiceId service;
  std::int32_t day = 0;                      // after the first
  std::int32_t nights = 1;                   // nightly parts
  std::vector<std::int32_t> block_starts{};  // parts sold by the block
  std::int32_t units = 1;
  bool optional = false;  // may be left out where the composite's policy says so
  bool operator==(const Part&) const = default;
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
  RateTable rates{};  // nightly, whole_day, and unlimited without blocks
  UnitsPer priced_per = UnitsPer::booking;
  std::vector<Block> blocks;  // time_slot, unlimited
  std::int32_t blocks_max = 1;
  std::int32_t party_min = 1;
  std::int32_t party_max = 1;  // for each unit
  bool children_allowed = false;
  std::int32_t nights_max = 1;
  std::int32_t check_in_minute = 0;   // when the service starts on its first day
  std::int32_t check_out_minute = 0;  // nightly: on the day after the last night
  std::int32_t notice_minutes = 0;    // booked at least this long before a block starts
  std::int32_t horizon_days = 90;
  std::vector<AddOnId> add_ons;
  std::vector<NoteId> notes;
  std::vector<Included> included;
  std::int32_t units_max = 1;  // in one booking
  std::optional<ExtraPerson> extra_person{};
  std::vector<Rebate> long_stay{};  // nightly, ascending
  std::vector<Rebate> group{};      // priced per person, ascending
  LocalText description{};          // these two may be empty
  LocalText notice{};               // what a guest has to know before booking
  std::vector<Question> faq{};
  std::vector<std::string> photos{};  // picture names, beside `picture`
  std::int32_t age_min = 0;           // years of everybody in the party, on the first day
  IdentityNeed identity = IdentityNeed::none;
  std::int32_t approval_from_party = 0;  // the house has to agree from so many people on; 0: never
  std::vector<SalesChannel> channels{every_channel.begin(), every_channel.end()};
  std::vector<Part> parts{};         // composite
  std::int32_t package_percent = 0;  // composite: off the sum of its parts
  bool operator==(const Service&) const = default;

  // A selection of it names blocks.
  bool by_block() const {
    return kind == ServiceKind::time_slot || (kind == ServiceKind::unlimited && !blocks.empty());
  }
  bool sold_at(SalesChannel channel) const;
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
  std::vector<Offer> offers{};
  std::vector<Contract> contracts{};
  bool operator==(const Catalog&) const = default;

  // nullptr where the catalogue does not have it.
  const Service* service(const ServiceId& id) const;
  const Service* service(std::uint16_t number) const;
  const Pool* pool(const PoolId& id) const;
  const Policy* policy(const PolicyId& id) const;
  const AddOn* add_on(const AddOnId& id) const;
  const GuestNote* note(const NoteId& id) const;
  const Department* department(const DepartmentId& id) const;
  const Offer* offer(const OfferId& id) const;
  const Contract* contract(const CompanyId& id) const;
};

// Every pool from which a booking of the service may take: its own, those of its add-ons and those
// of its parts; each once.
std::vector<PoolId> pools_of(const Catalog& catalog, const Service& service);
// It takes units from a pool and asks for nothing that a kiosk cannot see to: no document, nobody's
// word.
bool kiosk_can_sell(const Service& service);
// How many days after today the last cell lies that a booking of the service may take.
std::int32_t reach_days(const Service& service);

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
// The season whose rates hold for a service on a day; nullptr where none does.
const Season* season_of(const Site& site, const ServiceId& service, LocalDate date);

}  // namespace lobby::catalog
