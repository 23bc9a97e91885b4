// Chinese surnames by how they are read: what name mode offers first, since an input method knows
// words and not names (it reads 单 as dan, and puts 解 far behind 写). Readings are pinyin without
// tones, v for ü. The table is ours, from general knowledge: about the order in which reports of
// recent censuses list the common ones, then rarer ones, with those of two characters among them.
// The order decides who is offered first and nothing else; who is not in it is found through the
// input method.
// Any thread.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace lobby::guest {

struct Surname {
  std::string_view text;
  std::string_view reading;  // ' between the syllables: "ou'yang"

  bool operator==(const Surname&) const = default;
};
// The most common first. One that is read in two ways stands twice.
std::span<const Surname> surnames();

struct SurnameMatch {
  std::string_view text;
  std::size_t letters = 0;  // how many of those typed it takes, with a ' behind it

  bool operator==(const SurnameMatch&) const = default;
};
// Those a guest may mean who has typed these letters (a to z and '): read exactly so; then those
// whose reading begins so; then those with whose reading the letters begin, where a syllable can
// follow ("linyi": 林, not 李), the longest reading first and those last behind which a vowel
// would begin without its ' ("lina": 李, then 林). Each once. None for no letters.
std::vector<SurnameMatch> surnames_for(std::string_view letters);

}  // namespace lobby::guest
