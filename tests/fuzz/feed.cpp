// Fuzz target: a page of the feed as a server may send it.
#include "tests/fakes/generator.h"
#include "tests/fuzz/seeds.h"

std::vector<std::string> lobby::tests::fuzz_seeds() {
  std::vector<std::string> seeds;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    seeds.push_back(protocol::to_json(Generator(seed).feed_page()));
  }
  return seeds;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  lobby::tests::check_canonical(lobby::tests::text_of(data, size),
                                &lobby::protocol::feed_page_from);
  return 0;
}
