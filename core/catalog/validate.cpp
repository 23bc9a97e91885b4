// Checks a whole catalogue and reports every fault: the site here, its parts in the other
// validate_*.cpp. A catalogue without faults can be quoted, sold and cancelled without a
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

constexpr std::size_t languages_max = 8;
constexpr std::size_t calendar_ranges_max = 400;
constexpr std::int32_t outage_hours_max = 72;
constexpr std::int32_t offline_hours_max = 24 * 365;
constexpr std::int64_t cash_unit_minor_max = 100'000;
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
  faults.require(!site.tax_added || site.tax_percent > 0, "site.tax_added",
                 "adds nothing; write tax_percent, or leave it out");
  faults.require(!site.service_added || site.service_percent > 0, "site.service_added",
                 "adds nothing; write service_percent, or leave it out");
  faults.require(site.cash_unit.is_zero() || site.cash_unit.currency == site.currency,
                 "site.cash_unit", "is in another currency than the site");
  faults.range("site.cash_unit", site.cash_unit.amount_minor, 0, cash_unit_minor_max);
  faults.range("site.quote_minutes", site.quote_minutes, 1, limits::quote_minutes_max);
  faults.range("site.waiting_minutes", site.waiting_minutes, 1, limits::waiting_minutes_max);
  faults.questions("site.faq", site.faq);
  faults.count(site.calendar, "site.calendar", calendar_ranges_max);
  for (std::size_t index = 0; index < site.calendar.size(); ++index) {
    const CalendarRange& range = site.calendar[index];
    faults.require(range.first <= range.last, "site.calendar[" + std::to_string(index) + "]",
                   "ends on " + range.last.text() + ", before it begins; exchange the dates");
  }
}

void validate_risk(const RiskTable& risk, FaultList& faults) {
  faults.range("risk.adult_age", risk.adult_age, 1, 30);
  faults.range("risk.open_bookings_max", risk.open_bookings_max, 1, 1'000);
  faults.range("risk.attempts_max", risk.attempts_max, 1, 1'000);
  faults.range("risk.attempts_minutes", risk.attempts_minutes, 1, 24 * 60);
}

}  // namespace

std::vector<Fault> validate(const Catalog& catalog) {
  FaultList faults(catalog.site);
  validate_site(catalog.site, faults);
  validate_risk(catalog.risk, faults);
  validate_stock(catalog, faults);
  validate_policies(catalog, faults);
  validate_notes(catalog, faults);
  validate_prices(catalog, faults);
  validate_services(catalog, faults);
  return faults.take();
}

}  // namespace lobby::catalog
