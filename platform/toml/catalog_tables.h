// Readers of the catalogue's tables, one function a table; see catalog_file.h for the format.
// Any thread.
#pragma once

#include <string_view>
#include <vector>

#include "core/catalog/catalog.h"
#include "platform/toml/reader.h"

namespace lobby::toml {

catalog::LocalText read_text(Table& table, std::string_view key);
catalog::RateTable read_rates(Table& table, std::string_view key, Currency currency);

catalog::LocalText read_text_or_none(Table& table, std::string_view key);
std::vector<catalog::Question> read_questions(Table& table, std::string_view key);
catalog::DateRange read_days(Table& table);  // first, last
catalog::Site read_site(Table& table);
catalog::Department read_department(Table& table);
catalog::Pool read_pool(Table& table);
catalog::RiskTable read_risk(Table& table);
catalog::Season read_season(Table& table);
catalog::Offer read_offer(Table& table);
catalog::Contract read_contract(Table& table, Currency currency);
catalog::Policy read_policy(Table& table, Currency currency);
catalog::AddOn read_add_on(Table& table, Currency currency);
catalog::GuestNote read_note(Table& table);
catalog::Service read_service(Table& table, Currency currency);

}  // namespace lobby::toml
