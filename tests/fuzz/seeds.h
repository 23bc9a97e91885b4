// What each fuzz target gives: an entry for libFuzzer, and sound inputs for standalone_main.cpp to
// start from.
// One thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/check.h"
#include "core/protocol/codec.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace lobby::tests {

// Sound inputs to start from. Defined by each target.
std::vector<std::string> fuzz_seeds();

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

// What is accepted writes back as a text that reads as the same value and the same text: one
// value has one text, so a hash over it identifies it.
template <class Read>
void check_canonical(std::string_view input, const Read& read) {
  const auto first = read(input);
  if (!first) {
    return;
  }
  const std::string text = protocol::to_json(*first);
  const auto second = read(text);
  CHECK(second.ok());
  CHECK(*second == *first);
  CHECK(protocol::to_json(*second) == text);
}

}  // namespace lobby::tests
