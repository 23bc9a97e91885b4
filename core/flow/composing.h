// Letters of pinyin on their way to characters. The letters belong to the guest: they stay until
// they are chosen, erased or wiped, whatever else is touched. In name mode a surname comes first
// (guest/surname), then one character a syllable; in word mode whatever the input method finds.
// Pure: candidates are asked for by `query` and come back through take_candidates().
// Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/port/input_method.h"

namespace lobby::flow {

enum class Script : std::uint8_t {
  by_language,  // Chinese for a guest who reads Chinese
  chinese,
  latin,
};

enum class CandidateQuery : std::uint8_t {
  none,
  due,    // the letters changed
  asked,  // and their candidates are awaited
};

struct Composing {
  Script script = Script::by_language;
  bool words = false;                       // word mode instead of name mode
  std::string letters;                      // not chosen yet
  std::vector<port::Candidate> candidates;  // for these letters
  CandidateQuery query = CandidateQuery::none;
  std::string ahead;       // typed while candidates were awaited
  bool opened = false;     // candidates stand in place of the keys
  std::int32_t shown = 0;  // and this one is the first of them

  bool operator==(const Composing&) const = default;
};

// What the guest may choose now. Before a name has a character: the common surnames.
std::vector<port::Candidate> offered(const Composing& composing, std::string_view name);

// A key: letters compose; a space takes the first candidate and 1 to 9 the candidate of that
// place; anything else sends the letters as they are and goes into the name itself.
void compose(Composing& composing, std::string& name, std::string_view typed);
// False where no letter was left to erase.
bool erase_letter(Composing& composing);
// One of those offered, by its place; another place is ignored.
void choose_candidate(Composing& composing, std::string& name, std::size_t place);
// The input method's, for the letters as they are.
void take_candidates(Composing& composing, std::string& name, std::vector<port::Candidate> found);
// The letters go into the name as they were typed.
void keep_letters(Composing& composing, std::string& name);
void switch_words(Composing& composing);
// As many code points as a name has room for go in whole, or nothing does: false.
bool append_to_name(std::string& name, std::string_view text);
// No code point more goes in.
bool is_full_name(std::string_view name);
// Nothing of what was typed is left in the old bytes.
void wipe(Composing& composing);

}  // namespace lobby::flow
