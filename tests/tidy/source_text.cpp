// The scanner behind source_text.h: one pass, one method for each kind of thing that is not code.
#include "tests/tidy/source_text.h"

#include <algorithm>
#include <cctype>

namespace lobby::tidy {
namespace {

bool is_word_char(char letter) {
  return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '_';
}

class Scanner {
 public:
  explicit Scanner(std::string_view source) : source_(source) {
    text_.code.assign(source.size(), ' ');
  }

  SourceText run() {
    while (at_ < source_.size()) step();
    return std::move(text_);
  }

 private:
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < source_.size() ? source_[at_ + ahead] : '\0';
  }

  // Passes one character, keeping it in the code or only its line break.
  void pass(bool keep) {
    if (keep || source_[at_] == '\n') text_.code[at_] = source_[at_];
    ++at_;
  }

  void step() {
    const char letter = peek();
    if (letter == '/' && peek(1) == '/') return line_comment();
    if (letter == '/' && peek(1) == '*') return block_comment();
    if (letter == '#' && line_is_blank_) return directive();
    if (letter == '"') return raw_prefix() ? raw_string() : literal('"');
    if (letter == '\'' && !is_digit_separator()) return literal('\'');
    if (letter == '\n') {
      line_is_blank_ = true;
    } else if (std::isspace(static_cast<unsigned char>(letter)) == 0) {
      line_is_blank_ = false;
    }
    pass(true);
  }

  void line_comment() {
    while (at_ < source_.size() && peek() != '\n') pass(false);
  }

  void block_comment() {
    pass(false);
    pass(false);
    while (at_ < source_.size() && !(peek() == '*' && peek(1) == '/')) pass(false);
    for (int side = 0; side < 2 && at_ < source_.size(); ++side) pass(false);
  }

  // The quotes stay, so that an expression keeps its shape.
  void literal(char quote) {
    line_is_blank_ = false;
    pass(true);
    while (at_ < source_.size() && peek() != quote && peek() != '\n') {
      if (peek() == '\\' && at_ + 1 < source_.size()) pass(false);
      pass(false);
    }
    if (peek() == quote) pass(true);
  }

  // R"tag( ... )tag" with an optional encoding prefix.
  bool raw_prefix() const {
    if (at_ == 0 || source_[at_ - 1] != 'R') return false;
    std::size_t start = at_ - 1;
    while (start > 0 && is_word_char(source_[start - 1])) --start;
    const auto word = source_.substr(start, at_ - start);
    return word == "R" || word == "LR" || word == "uR" || word == "UR" || word == "u8R";
  }

  void raw_string() {
    const std::size_t open = source_.find('(', at_);
    if (open == std::string_view::npos) return literal('"');
    std::string end = ")";
    end += source_.substr(at_ + 1, open - at_ - 1);
    end += '"';
    const std::size_t close = source_.find(end, open);
    const std::size_t stop = close == std::string_view::npos ? source_.size() : close + end.size();
    while (at_ < stop) pass(false);
  }

  // 1'000: a quote inside a word that starts with a digit.
  bool is_digit_separator() const {
    std::size_t start = at_;
    while (start > 0 && (is_word_char(source_[start - 1]) || source_[start - 1] == '\'')) --start;
    return start < at_ && std::isdigit(static_cast<unsigned char>(source_[start])) != 0;
  }

  void directive() {
    const std::size_t line = line_of(source_, at_);
    std::string words;
    while (at_ < source_.size() && peek() != '\n') {
      if (peek() == '/' && (peek(1) == '/' || peek(1) == '*')) {
        peek(1) == '/' ? line_comment() : block_comment();
        continue;
      }
      if (peek() == '\\' && peek(1) == '\n') pass(false);
      words += peek();
      pass(false);
    }
    record_include(words, line);
  }

  void record_include(const std::string& words, std::size_t line) {
    const std::size_t name = words.find_first_not_of(" \t", 1);
    if (name == std::string::npos || words.compare(name, 7, "include") != 0) return;
    const std::size_t open = words.find_first_of("<\"", name);
    if (open == std::string::npos) return;
    const bool angled = words[open] == '<';
    const std::size_t close = words.find(angled ? '>' : '"', open + 1);
    if (close == std::string::npos) return;
    text_.includes.push_back({words.substr(open + 1, close - open - 1), angled, line});
  }

  std::string_view source_;
  std::size_t at_ = 0;
  bool line_is_blank_ = true;
  SourceText text_;
};

}  // namespace

SourceText scan(std::string_view source) {
  return Scanner(source).run();
}

std::size_t line_of(std::string_view text, std::size_t at) {
  return 1 + static_cast<std::size_t>(std::ranges::count(text.substr(0, at), '\n'));
}

std::size_t matching_bracket(std::string_view code, std::size_t open) {
  const char opener = code[open];
  const char closer = opener == '(' ? ')' : opener == '[' ? ']' : '}';
  std::size_t depth = 0;
  for (std::size_t at = open; at < code.size(); ++at) {
    if (code[at] == opener) ++depth;
    if (code[at] == closer && --depth == 0) return at;
  }
  return std::string_view::npos;
}

std::size_t skip_space(std::string_view code, std::size_t from) {
  return code.find_first_not_of(" \t\r\n", from);
}

bool is_whole_word(std::string_view text, std::size_t at, std::size_t length) {
  const bool starts = at == 0 || !is_word_char(text[at - 1]);
  const bool ends = at + length >= text.size() || !is_word_char(text[at + length]);
  return starts && ends;
}

std::size_t find_word(std::string_view text, std::string_view word, std::size_t from) {
  for (std::size_t at = text.find(word, from); at != std::string_view::npos;
       at = text.find(word, at + 1)) {
    if (is_whole_word(text, at, word.size())) return at;
  }
  return std::string_view::npos;
}

}  // namespace lobby::tidy
