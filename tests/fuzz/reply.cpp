// Fuzz target: the replies to a batch, and with them the error body.
#include "tests/fakes/generator.h"
#include "tests/fuzz/seeds.h"

std::vector<std::string> lobby::tests::fuzz_seeds() {
  std::vector<std::string> seeds;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    seeds.push_back(protocol::to_json(Generator(seed).batch_reply()));
  }
  return seeds;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  lobby::tests::check_canonical(lobby::tests::text_of(data, size),
                                &lobby::protocol::batch_reply_from);
  return 0;
}
