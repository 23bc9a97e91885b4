// Fuzz target: the catalogue file as staff may write it. Any text gives a catalogue or faults
// with a place; what is sound stays sound, and can be priced and offered without a check failing.
#include <filesystem>
#include <fstream>
#include <iterator>

#include "core/base/limits.h"
#include "core/booking/quote.h"
#include "platform/toml/catalog_file.h"
#include "tests/fuzz/seeds.h"

namespace {

std::string sample_file() {
  const std::filesystem::path site = std::filesystem::path(LOBBY_SOURCE_DIR) / "assets" / "site";
  std::ifstream file(site / "yunting.toml");
  return {std::istreambuf_iterator<char>(file), {}};
}

// A day on which seasons, hours and maintenance of the seeds apply.
void offer_everywhere(const lobby::catalog::Catalog& hotel,
                      const lobby::catalog::Service& service) {
  using namespace lobby;
  const Money from = booking::price_from(hotel, service);
  CHECK(from.amount_minor >= 0);
  booking::Selection selection;
  selection.service = service.id;
  selection.date = LocalDate::of(2027, 3, 22);
  selection.party = {service.party_min, 0};
  if (service.by_block()) {
    selection.block_starts = {service.blocks.front().start_minute};
  }
  const booking::Quote quote = booking::quote_of(hotel, selection);
  CHECK(quote.lines.size() <= limits::quote_lines_max && quote.total.amount_minor >= 0);
  for (const booking::Opening& opening :
       booking::openings_on(hotel, service, selection.date, service.party_min)) {
    CHECK(opening.demand.size() <= limits::demand_slots_max);
  }
}

}  // namespace

std::vector<std::string> lobby::tests::fuzz_seeds() {
  const std::string whole = sample_file();
  CHECK(!whole.empty());
  // Every field at once, and the rules about prices by themselves.
  return {whole, whole.substr(whole.find("[[offers]]")),
          whole.substr(0, whole.find("[[services]]")), "[site]\nid = \"a\"\n", ""};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lobby;
  const Result<catalog::Catalog> read =
      toml::parse_catalog(tests::text_of(data, size), "fuzzed.toml");
  if (read) {
    CHECK(catalog::validate(*read).empty());
    for (const catalog::Service& service : read->services) {
      offer_everywhere(*read, service);
    }
  } else {
    CHECK(!read.error().detail.empty());
  }
  return 0;
}
