// A C++ source as the tidy rules see it: the code without comments, literals and preprocessor
// lines, and the list of its includes. A scanner, not a parser: enough to match braces and words.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lobby::tidy {

struct Include {
  std::string path;
  bool angled = false;  // <path> rather than "path"
  std::size_t line = 0;
};

struct SourceText {
  // The same length and line breaks as the source; everything that is not code is a blank.
  std::string code;
  std::vector<Include> includes;
};

SourceText scan(std::string_view source);

// The one-based line of position `at`.
std::size_t line_of(std::string_view text, std::size_t at);

// The position of the bracket that closes the one at `open`, or npos. `code` is scanned code.
std::size_t matching_bracket(std::string_view code, std::size_t open);

// The position of the first character at or after `from` that is not white space, or npos.
std::size_t skip_space(std::string_view code, std::size_t from);

// Whether the word at `at` with `length` characters stands alone.
bool is_whole_word(std::string_view text, std::size_t at, std::size_t length);

// The position of the whole word `word` at or after `from`, or npos.
std::size_t find_word(std::string_view text, std::string_view word, std::size_t from);

}  // namespace lobby::tidy
