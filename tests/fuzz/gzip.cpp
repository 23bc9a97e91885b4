// Fuzz target: a compressed body as anyone may send it.
#include "platform/zlib/gzip.h"

#include "core/base/limits.h"
#include "tests/fakes/generator.h"
#include "tests/fuzz/seeds.h"

std::vector<std::string> lobby::tests::fuzz_seeds() {
  std::vector<std::string> seeds;
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    seeds.push_back(*zlib::compress(protocol::to_json(Generator(seed).batch())));
  }
  seeds.push_back(*zlib::compress(""));
  seeds.push_back(*zlib::compress(std::string(limits::request_body_bytes_max, '0')));
  seeds.push_back(*zlib::compress(std::string(4 * limits::request_body_bytes_max, '0')));
  return seeds;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using lobby::limits::request_body_bytes_max;
  const auto text =
      lobby::zlib::decompress(lobby::tests::text_of(data, size), request_body_bytes_max);
  if (text) {
    CHECK(text->size() <= request_body_bytes_max);
    CHECK(*lobby::zlib::decompress(*lobby::zlib::compress(*text), text->size()) == *text);
  }
  return 0;
}
