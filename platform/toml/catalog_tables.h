// Readers of the catalogue's tables, one function a table; see catalog_file.h for the format.
// Any thread.
#pragma once

#include <string_view>

#include "core/catalog/catalog.h"
#include "platform/toml/reader.h"

namespace lobby::toml {

catalog::LocalText read_text(Table& table, std::string_view key);
catalog::RateTable read_rates(Table& table, std::string_view key, Currency currency);

catalog::Site read_site(Table& table);
catalog::Department read_department(Table& table);
catalog::Pool read_pool(Table& table);
catalog::RiskTable read_risk(Table& table);
catalog::Policy read_policy(Table& table, Currency currency);
catalog::AddOn read_add_on(Table& table, Currency currency);
catalog::GuestNote read_note(Table& table);
catalog::Service read_service(Table& table, Currency currency);

}  // namespace lobby::toml
