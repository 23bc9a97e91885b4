// From text to a catalogue without faults: the document, its tables, then the whole.
#include "platform/toml/catalog_file.h"

#include "core/base/limits.h"
#include "platform/toml/catalog_tables.h"

namespace lobby::toml {
namespace {

catalog::Catalog read_catalog(const Node& document, Faults& faults) {
  catalog::Catalog catalog;
  Table root(document, {}, faults);
  root.table("site", [&](Table& table) { catalog.site = read_site(table); });
  const Currency currency = catalog.site.currency;
  root.each_or_none("departments", true,
                    [&](Table& table) { catalog.departments.push_back(read_department(table)); });
  root.each_or_none("pools", true,
                    [&](Table& table) { catalog.pools.push_back(read_pool(table)); });
  root.each_or_none("policies", true, [&](Table& table) {
    catalog.policies.push_back(read_policy(table, currency));
  });
  root.each_or_none("add_ons", true,
                    [&](Table& table) { catalog.add_ons.push_back(read_add_on(table, currency)); });
  root.each_or_none("notes", true,
                    [&](Table& table) { catalog.notes.push_back(read_note(table)); });
  root.each_or_none("services", true, [&](Table& table) {
    catalog.services.push_back(read_service(table, currency));
  });
  root.each_or_none("offers", true,
                    [&](Table& table) { catalog.offers.push_back(read_offer(table)); });
  root.each_or_none("contracts", true, [&](Table& table) {
    catalog.contracts.push_back(read_contract(table, currency));
  });
  if (root.has("risk")) {
    root.table("risk", [&](Table& table) { catalog.risk = read_risk(table); });
  }
  root.finish();
  return catalog;
}

}  // namespace

Result<catalog::Catalog> parse_catalog(std::string_view text, std::string_view file_name) {
  const Result<Node> document = parse_document(text, file_name, limits::catalog_file_bytes);
  if (!document) {
    return document.error();
  }
  Faults faults(file_name);
  catalog::Catalog catalog = read_catalog(*document, faults);
  // A half-read catalogue would only add faults that follow from the first ones.
  if (faults.empty()) {
    for (const catalog::Fault& fault : catalog::validate(catalog)) {
      faults.add(ErrorCode::configuration, fault.place, fault.remedy);
    }
  }
  if (!faults.empty()) {
    return faults.error();
  }
  return catalog;
}

}  // namespace lobby::toml
