// The catalogue as a TOML file (TOML 1.0, UTF-8, at most limits::catalog_file_bytes).
// Tables: [site] with [[site.seasons]], [[departments]], [[pools]], [[policies]], [[add_ons]],
// [[notes]], [[services]], [[offers]], [[contracts]] and [risk]; fields are named as in
// core/catalog, except that a minute of the day is text and loses its ending (opens = "08:00",
// check_in, start, end, at; from and to of maintenance), zone is site.zone_name, blocks of a part
// is its block_starts, a range of days is first and last beside the other fields, and
//   texts   name.zh-CN = "…", name.en = "…": one for each language of the site
//   prices  688, or "48.50" with the currency's decimals
//   rates   one price, or all of { weekday, friday, saturday, holiday, peak }
//   deposit { from_total, from_nights, percent, within_hours, balance_days_before, remind_hours,
//           grace_hours } of a policy
// A service that names no channels is sold at all of them, but at a kiosk only where a kiosk can
// sell it. assets/site/yunting.toml shows nearly all. Any thread.
#pragma once

#include <string_view>

#include "core/base/result.h"
#include "core/catalog/catalog.h"

namespace lobby::toml {

// Parses and validates. The detail of an error has one line for each fault, in file order and at
// most 20: "yunting.toml:41:9 services.king.policy: \"rom\" is not in policies; …".
// Errors: malformed, too_large, invalid_utf8, wrong_type, unknown_field, missing_field,
// out_of_range, and configuration where every field is well formed but the whole is not.
Result<catalog::Catalog> parse_catalog(std::string_view text, std::string_view file_name);

}  // namespace lobby::toml
