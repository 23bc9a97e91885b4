// One input method's manners, of which there are many: these are the plain ones.
#include "core/flow/composing.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/guest/given_name.h"
#include "core/guest/surname.h"

namespace lobby::flow {
namespace {

constexpr std::size_t common_surnames = 80;
constexpr std::size_t ahead_bytes_max = 64;
constexpr std::size_t word_characters_max = 12;  // longer ones are sentences, and fit no screen

bool is_latin_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

void letters_changed(Composing& composing) {
  composing.candidates.clear();
  composing.opened = false;
  composing.shown = 0;
  composing.query = composing.letters.empty() ? CandidateQuery::none : CandidateQuery::due;
}

void add_letter(Composing& composing, char letter) {
  const bool second_mark = letter == '\'' && composing.letters.ends_with('\'');
  if (composing.letters.size() < port::composing_letters_max && !second_mark) {
    composing.letters += letter;
    letters_changed(composing);
  }
}

bool is_one_character(const port::Candidate& candidate) {
  return code_point_count(candidate.text) == 1;
}

// Surnames first, then the single characters of the input method, those of given names before the
// others that take as many letters; each once.
std::vector<port::Candidate> name_candidates(const Composing& composing, std::string_view name,
                                             std::vector<port::Candidate> found) {
  std::vector<port::Candidate> all;
  if (name.empty()) {
    for (const guest::SurnameMatch& match : guest::surnames_for(composing.letters)) {
      all.push_back({std::string(match.text), match.letters});
    }
  }
  if (!name.empty()) {
    std::ranges::stable_sort(found, std::ranges::greater(), [](const port::Candidate& candidate) {
      return std::pair(candidate.letters, guest::is_common_in_given_names(candidate.text));
    });
  }
  for (port::Candidate& candidate : found) {
    if (is_one_character(candidate) &&
        std::ranges::find(all, candidate.text, &port::Candidate::text) == all.end()) {
      all.push_back(std::move(candidate));
    }
  }
  return all;
}

// One key that is no letter, with all candidates there. What it is for depends on the letters.
void press_other(Composing& composing, std::string& name, std::string_view key) {
  if (!composing.letters.empty() && !composing.candidates.empty()) {
    if (key == " ") {
      choose_candidate(composing, name, 0);
      return;
    }
    const std::size_t place = key.front() >= '1' && key.front() <= '9'
                                  ? static_cast<std::size_t>(composing.shown + key.front() - '1')
                                  : composing.candidates.size();
    if (place < composing.candidates.size()) {
      choose_candidate(composing, name, place);
      return;
    }
  }
  keep_letters(composing, name);
  if (composing.letters.empty()) {
    append_to_name(name, key);
  }
}

std::size_t code_point_bytes(std::string_view text) {
  std::size_t bytes = 1;
  while (bytes < text.size() && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) {
    ++bytes;
  }
  return bytes;
}

}  // namespace

std::vector<port::Candidate> offered(const Composing& composing, std::string_view name) {
  if (!composing.letters.empty() || composing.words || !name.empty()) {
    return composing.candidates;
  }
  std::vector<port::Candidate> common;
  for (const guest::Surname& surname : guest::surnames().first(common_surnames)) {
    common.push_back({std::string(surname.text), 0});
  }
  return common;
}

void compose(Composing& composing, std::string& name, std::string_view typed) {
  while (!typed.empty()) {
    const std::string_view key = typed.substr(0, code_point_bytes(typed));
    typed.remove_prefix(key.size());
    const bool letter = is_latin_letter(key.front());
    const bool mark = key == "'" && !composing.letters.empty();
    if (composing.ahead.empty() && (letter || mark)) {
      add_letter(composing, lower(key.front()));
    } else if (composing.query == CandidateQuery::none) {
      press_other(composing, name, key);
    } else if (composing.ahead.size() + key.size() <= ahead_bytes_max) {
      composing.ahead += key;
    }
  }
}

bool erase_letter(Composing& composing) {
  if (composing.letters.empty()) {
    return false;
  }
  if (composing.ahead.empty()) {
    composing.letters.back() = '\0';  // the byte is the guest's too
    composing.letters.pop_back();
    letters_changed(composing);
  } else {
    wipe_text(composing.ahead);
  }
  return true;
}

void choose_candidate(Composing& composing, std::string& name, std::size_t place) {
  const std::vector<port::Candidate> all = offered(composing, name);
  if (place >= all.size() || !append_to_name(name, all[place].text)) {
    return;
  }
  composing.letters.erase(0, all[place].letters);
  if (composing.letters.starts_with('\'')) {
    composing.letters.erase(0, 1);
  }
  letters_changed(composing);
}

void take_candidates(Composing& composing, std::string& name, std::vector<port::Candidate> found) {
  composing.query = CandidateQuery::none;
  std::erase_if(found, [](const port::Candidate& candidate) {
    return code_point_count(candidate.text) > word_characters_max;
  });
  composing.candidates =
      composing.words ? std::move(found) : name_candidates(composing, name, std::move(found));
  // Each of these that needs candidates waits for them again.
  const std::string ahead = std::exchange(composing.ahead, {});
  compose(composing, name, ahead);
}

void keep_letters(Composing& composing, std::string& name) {
  if (append_to_name(name, composing.letters)) {
    wipe_text(composing.letters);
    letters_changed(composing);
  }
}

void switch_words(Composing& composing) {
  composing.words = !composing.words;
  letters_changed(composing);
}

bool append_to_name(std::string& name, std::string_view text) {
  const bool fits =
      code_point_count(name) + code_point_count(text) <= limits::guest_name_code_points;
  if (fits) {
    name += text;
  }
  return fits;
}

bool is_full_name(std::string_view name) {
  return code_point_count(name) >= limits::guest_name_code_points;
}

void wipe(Composing& composing) {
  wipe_text(composing.letters);
  wipe_text(composing.ahead);
  for (port::Candidate& candidate : composing.candidates) {
    wipe_text(candidate.text);
  }
  composing = Composing{};
}

}  // namespace lobby::flow
