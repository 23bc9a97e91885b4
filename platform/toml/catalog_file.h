// The catalogue as a TOML file (TOML 1.0, UTF-8, at most limits::catalog_file_bytes).
// Tables: [site], [[departments]], [[pools]], [[policies]], [[add_ons]], [[notes]], [[services]]
// and [risk]; fields are named as in core/catalog/catalog.h, except that a minute of the day is
// text and loses its ending (opens = "08:00", check_in, start, end, at), zone is site.zone_name,
// and
//   texts   name.zh-CN = "…", name.en = "…": one for each language of the site
//   prices  688, or "48.50" with the currency's decimals
//   rates   one price, or all of { weekday, friday, saturday, holiday, peak }
//   deposit { from_total, from_nights, percent, within_hours, balance_days_before, remind_hours,
//           grace_hours } of a policy
// assets/site/yunting.toml shows all but the last. Any thread.
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
