// Fuzz target: the catalogue file as staff may write it. Any text gives a catalogue or faults
// with a place; what is sound stays sound.
#include <filesystem>
#include <fstream>
#include <iterator>

#include "platform/toml/catalog_file.h"
#include "tests/fuzz/seeds.h"

namespace {

std::string sample_file() {
  const std::filesystem::path site = std::filesystem::path(LOBBY_SOURCE_DIR) / "assets" / "site";
  std::ifstream file(site / "yunting.toml");
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

std::vector<std::string> lobby::tests::fuzz_seeds() {
  const std::string whole = sample_file();
  CHECK(!whole.empty());
  return {whole, whole.substr(0, whole.find("[[services]]")), "[site]\nid = \"a\"\n", ""};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lobby;
  const Result<catalog::Catalog> read =
      toml::parse_catalog(tests::text_of(data, size), "fuzzed.toml");
  if (read) {
    CHECK(catalog::validate(*read).empty());
  } else {
    CHECK(!read.error().detail.empty());
  }
  return 0;
}
