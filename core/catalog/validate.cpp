// Checks a whole catalogue and reports every fault: the parts here, services in
// validate_services.cpp. A catalogue without faults can be quoted, sold and cancelled without a
// CHECK ever failing in core/booking and core/inventory.
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/catalog/fault_list.h"

namespace lobby::catalog {
namespace {

constexpr std::int32_t minutes_per_day = 1'440;
constexpr std::size_t languages_max = 8;
constexpr std::size_t calendar_ranges_max = 400;
constexpr std::int32_t outage_hours_max = 72;
constexpr std::int32_t offline_hours_max = 24 * 365;
constexpr std::size_t departments_max = 50;
constexpr std::size_t policies_max = 50;
constexpr std::size_t notes_max = 50;
// A ticket of 156 characters in HTTPS://<host>/T/<ticket> then fits QR version 8, level M: 221.
constexpr std::size_t host_length_max = 54;
constexpr std::size_t phone_length_max = 24;
// WCAG 2.1 §1.4.3: white text on the brand colour.
constexpr double contrast_min = 4.5;

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// A BCP 47 tag of a language and at most one more part: "en", "zh-CN", "zh-Hant".
bool is_language(std::string_view tag) {
  const std::size_t dash = tag.find('-');
  const std::string_view first = tag.substr(0, dash);
  const bool first_holds =
      (first.size() == 2 || first.size() == 3) && std::ranges::all_of(first, is_letter);
  if (dash == std::string_view::npos) {
    return first_holds;
  }
  const std::string_view second = tag.substr(dash + 1);
  return first_holds && second.size() >= 2 && second.size() <= 8 &&
         std::ranges::all_of(second, [](char c) { return is_letter(c) || is_digit(c); });
}

bool is_host(std::string_view host) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-' || c == '.';
  };
  return !host.empty() && host.size() <= host_length_max && std::ranges::all_of(host, allowed) &&
         host.front() != '.' && host.front() != '-' && host.back() != '.' && host.back() != '-' &&
         host.find("..") == std::string_view::npos;
}

bool is_zone_name(std::string_view name) {
  const auto allowed = [](char c) {
    return is_letter(c) || is_digit(c) || c == '/' || c == '_' || c == '-' || c == '+';
  };
  return !name.empty() && name.size() <= 40 && is_letter(name.front()) &&
         std::ranges::all_of(name, allowed);
}

bool is_phone(std::string_view phone) {
  const auto digits = static_cast<std::size_t>(std::ranges::count_if(phone, is_digit));
  const auto allowed = [](char c) { return is_digit(c) || c == ' ' || c == '-'; };
  const std::string_view rest = phone.starts_with('+') ? phone.substr(1) : phone;
  return phone.size() <= phone_length_max && digits >= limits::phone_digits_min &&
         digits <= limits::phone_digits_max && std::ranges::all_of(rest, allowed);
}

// Contrast of white on "#RRGGBB" (WCAG 2.1); nothing when the text is no colour.
std::optional<double> white_contrast(std::string_view colour) {
  const std::optional<Bytes> bytes =
      colour.size() == 7 && colour.front() == '#' ? parse_hex(colour.substr(1)) : std::nullopt;
  if (!bytes) {
    return std::nullopt;
  }
  const std::array<double, 3> weights = {0.2126, 0.7152, 0.0722};
  double luminance = 0;
  for (std::size_t index = 0; index < weights.size(); ++index) {
    const double share = (*bytes)[index] / 255.0;
    luminance += weights[index] *
                 (share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4));
  }
  return 1.05 / (luminance + 0.05);
}

void validate_languages(const Site& site, FaultList& faults) {
  faults.require(!site.languages.empty(), "site.languages",
                 "is empty; list at least one, the first is the default: [\"zh-CN\", \"en\"]");
  faults.count(site.languages, "site.languages", languages_max);
  for (auto language = site.languages.begin(); language != site.languages.end(); ++language) {
    faults.require(is_language(*language), "site.languages",
                   "\"" + *language + "\" is no language tag; write one like \"en\" or \"zh-CN\"");
    faults.require(std::find(site.languages.begin(), language, *language) == language,
                   "site.languages", "lists \"" + *language + "\" twice; remove one");
  }
}

void validate_site(const Site& site, FaultList& faults) {
  faults.require(!site.id.empty(), "site.id", "is missing; write a short name such as \"yunting\"");
  faults.require(site.number >= 1, "site.number", "is 0; give the site a number from 1 up");
  validate_languages(site, faults);
  faults.text("site.name", site.name);
  faults.text("site.welcome", site.welcome);
  faults.text("site.tagline", site.tagline);
  faults.require(is_zone_name(site.zone_name), "site.zone",
                 "is no time zone; write one like \"Asia/Shanghai\"");
  faults.require(is_host(site.ticket_host), "site.ticket_host",
                 "is no host name; write one in small letters like \"yunting.example\"");
  faults.require(is_phone(site.phone), "site.phone",
                 "is no phone number; write 6 to 15 digits like \"+86 571 5550 0100\"");
  const std::optional<double> contrast = white_contrast(site.brand_colour);
  faults.require(contrast.has_value(), "site.brand_colour",
                 "is no colour; write one like \"#0E5A4F\"");
  if (contrast && *contrast < contrast_min) {
    const std::string tenths = std::to_string(std::lround(*contrast * 10));
    faults.add("site.brand_colour", "gives white text a contrast of " +
                                        tenths.substr(0, tenths.size() - 1) + "." + tenths.back() +
                                        "; choose a darker colour, at least 4.5");
  }
  faults.picture("site.logo", site.logo);
  faults.picture("site.hero", site.hero);
  faults.range("site.tax_percent", site.tax_percent, 0, 100);
  faults.range("site.service_percent", site.service_percent, 0, 100);
  faults.range("site.outage_hours", site.outage_hours, 0, outage_hours_max);
  faults.range("site.offline_hours", site.offline_hours, 1, offline_hours_max);
  faults.count(site.calendar, "site.calendar", calendar_ranges_max);
  for (std::size_t index = 0; index < site.calendar.size(); ++index) {
    const CalendarRange& range = site.calendar[index];
    faults.require(range.first <= range.last, "site.calendar[" + std::to_string(index) + "]",
                   "ends on " + range.last.text() + ", before it begins; exchange the dates");
  }
}

void validate_pool(const Pool& pool, const std::string& place, FaultList& faults) {
  faults.text(place + ".name", pool.name);
  faults.range(place + ".capacity", pool.capacity, 1, limits::capacity_max);
  faults.range(place + ".standing_per_device", pool.standing_per_device, 0, pool.capacity);
  faults.range(place + ".few_left", pool.few_left, 0, limits::capacity_max);
  faults.range(place + ".reclaim_after_hours", pool.reclaim_after_hours, 0, offline_hours_max);
  faults.range(place + ".cell_minutes", pool.cell_minutes, 5, minutes_per_day);
  faults.range(place + ".opens", pool.opens_minute, 0, minutes_per_day - 1);
  faults.range(place + ".closes", pool.closes_minute, 1, minutes_per_day);
  const std::int32_t open_minutes = pool.closes_minute - pool.opens_minute;
  if (pool.cell_minutes == minutes_per_day) {
    faults.require(open_minutes == minutes_per_day, place + ".opens",
                   "does not go with whole days; leave opens and closes out, or set cell_minutes");
    return;
  }
  faults.require(open_minutes > 0, place + ".closes", "is not after opens; exchange the times");
  faults.require(pool.cell_minutes <= 0 || open_minutes % pool.cell_minutes == 0,
                 place + ".cell_minutes",
                 "does not divide the " + std::to_string(open_minutes) +
                     " minutes from opens to closes; choose one that does");
}

// Minutes from the start (or from midnight of the first day) back to the deadline; larger is
// earlier.
std::int64_t minutes_ahead(const CancellationTier& tier) {
  return tier.at_minute ? std::int64_t{tier.days_before} * minutes_per_day - *tier.at_minute
                        : std::int64_t{tier.minutes_before.value_or(0)};
}

void validate_tier(const CancellationTier& tier, bool last, const std::string& place,
                   FaultList& faults) {
  if (tier.basis == FeeBasis::free) {
    faults.require(tier.percent == 0, place + ".percent",
                   "goes with a fee; leave it out or change basis");
  } else {
    faults.range(place + ".percent", tier.percent, 1, 100);
  }
  if (last) {
    faults.require(!tier.at_minute && !tier.minutes_before, place,
                   "is the last tier and covers a no-show; it has no at and no minutes_before");
    return;
  }
  faults.require(tier.at_minute.has_value() != tier.minutes_before.has_value(), place,
                 "needs one deadline: either at (with days_before) or minutes_before");
  if (tier.at_minute) {
    faults.range(place + ".at", *tier.at_minute, 0, minutes_per_day);
  }
  if (tier.minutes_before) {
    faults.range(place + ".minutes_before", *tier.minutes_before, 0,
                 limits::horizon_days_max * minutes_per_day);
  }
  faults.range(place + ".days_before", tier.days_before, 0, limits::horizon_days_max);
}

void validate_deposit(const DepositRule& rule, const std::string& place, FaultList& faults) {
  constexpr std::int32_t hours_max = 24 * limits::horizon_days_max;
  faults.require(!rule.from_total.is_zero() || rule.from_nights > 0, place,
                 "applies to nothing; write from_total, from_nights or both");
  faults.range(place + ".from_nights", rule.from_nights, 0, limits::nights_max);
  faults.range(place + ".percent", rule.percent, 0, 100);
  faults.range(place + ".within_hours", rule.within_hours, 0, hours_max);
  faults.range(place + ".balance_days_before", rule.balance_days_before, 0,
               limits::horizon_days_max);
  faults.range(place + ".remind_hours", rule.remind_hours, 0, hours_max);
  faults.range(place + ".grace_hours", rule.grace_hours, 0, hours_max);
}

void validate_risk(const RiskTable& risk, FaultList& faults) {
  faults.range("risk.adult_age", risk.adult_age, 1, 30);
  faults.range("risk.open_bookings_max", risk.open_bookings_max, 1, 1'000);
  faults.range("risk.attempts_max", risk.attempts_max, 1, 1'000);
  faults.range("risk.attempts_minutes", risk.attempts_minutes, 1, 24 * 60);
}

void validate_policy(const Policy& policy, const std::string& place, FaultList& faults) {
  faults.text(place + ".summary", policy.summary);
  faults.text(place + ".change_rule", policy.change_rule);
  faults.text(place + ".breach_title", policy.breach_title);
  faults.text(place + ".breach_text", policy.breach_text);
  faults.require(!policy.tiers.empty(), place + ".tiers",
                 "is empty; write at least the last tier: { basis = \"total\", percent = 100 }");
  faults.count(policy.tiers, place + ".tiers", limits::tiers_max);
  faults.range(place + ".changes.free", policy.changes.free_changes, 0,
               limits::booking_version_max);
  faults.range(place + ".changes.fee_percent", policy.changes.fee_percent, 0, 100);
  faults.range(place + ".changes.hours_before", policy.changes.hours_before, 0,
               24 * limits::horizon_days_max);
  if (policy.deposit) {
    validate_deposit(*policy.deposit, place + ".deposit", faults);
  }
  for (std::size_t index = 0; index < policy.tiers.size(); ++index) {
    const CancellationTier& tier = policy.tiers[index];
    const std::string at = place + ".tiers[" + std::to_string(index) + "]";
    const bool last = index + 1 == policy.tiers.size();
    validate_tier(tier, last, at, faults);
    if (index == 0) {
      continue;
    }
    const CancellationTier& before = policy.tiers[index - 1];
    faults.require(last || tier.at_minute.has_value() == before.at_minute.has_value(), at,
                   "mixes at and minutes_before in one policy; write all deadlines one way");
    faults.require(last || minutes_ahead(tier) < minutes_ahead(before), at,
                   "ends no later than the tier before it; put the tiers in order of time");
    faults.require(tier.basis != FeeBasis::free, at,
                   "is free after another tier; only the first can be free");
    faults.require(tier.basis != before.basis || tier.percent >= before.percent, at + ".percent",
                   "is less than in the tier before; a later cancellation cannot cost less");
  }
}

void validate_add_on(const Catalog& catalog, const AddOn& add_on, const std::string& place,
                     FaultList& faults) {
  faults.text(place + ".name", add_on.name);
  faults.text(place + ".price_unit", add_on.price_unit);
  faults.picture(place + ".picture", add_on.picture);
  faults.price(place + ".price", add_on.price);
  faults.range(place + ".count_max", add_on.count_max, 1,
               add_on.basis == AddOnBasis::once ? 1 : limits::add_on_count_max);
  faults.range(place + ".count_start", add_on.count_start, 1, std::max(1, add_on.count_max));
  faults.reference(has_department(catalog, add_on.department), place + ".department",
                   add_on.department.text(), "departments");
}

}  // namespace

std::vector<Fault> validate(const Catalog& catalog) {
  FaultList faults(catalog.site);
  validate_site(catalog.site, faults);
  validate_risk(catalog.risk, faults);
  faults.count(catalog.departments, "departments", departments_max);
  faults.ids(catalog.departments, "departments");
  for (std::size_t index = 0; index < catalog.departments.size(); ++index) {
    faults.text(FaultList::place_of("departments", catalog.departments, index) + ".name",
                catalog.departments[index].name);
  }
  faults.count(catalog.pools, "pools", limits::pools_max);
  faults.ids(catalog.pools, "pools");
  for (std::size_t index = 0; index < catalog.pools.size(); ++index) {
    validate_pool(catalog.pools[index], FaultList::place_of("pools", catalog.pools, index), faults);
  }
  faults.count(catalog.policies, "policies", policies_max);
  faults.ids(catalog.policies, "policies");
  for (std::size_t index = 0; index < catalog.policies.size(); ++index) {
    validate_policy(catalog.policies[index],
                    FaultList::place_of("policies", catalog.policies, index), faults);
  }
  faults.count(catalog.add_ons, "add_ons", limits::add_ons_max);
  faults.ids(catalog.add_ons, "add_ons");
  for (std::size_t index = 0; index < catalog.add_ons.size(); ++index) {
    validate_add_on(catalog, catalog.add_ons[index],
                    FaultList::place_of("add_ons", catalog.add_ons, index), faults);
  }
  faults.count(catalog.notes, "notes", notes_max);
  faults.ids(catalog.notes, "notes");
  for (std::size_t index = 0; index < catalog.notes.size(); ++index) {
    faults.text(FaultList::place_of("notes", catalog.notes, index) + ".name",
                catalog.notes[index].name);
  }
  validate_services(catalog, faults);
  return faults.take();
}

}  // namespace lobby::catalog
