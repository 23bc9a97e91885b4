// Fuzz target: what the server finds in a seal, which whoever has its certificate may have closed.
#include "tests/fakes/generator.h"
#include "tests/fuzz/seeds.h"

std::vector<std::string> lobby::tests::fuzz_seeds() {
  std::vector<std::string> seeds;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    seeds.push_back(protocol::to_json(Generator(seed).seal_content()));
  }
  return seeds;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  lobby::tests::check_canonical(lobby::tests::text_of(data, size),
                                &lobby::protocol::seal_content_from);
  return 0;
}
