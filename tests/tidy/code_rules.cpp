// Bracket-matching heuristics over scanned code; see code_rules.h. A function is a brace group at
// namespace or class level whose head has a parameter list and no type keyword.
#include "tests/tidy/code_rules.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

namespace lobby::tidy {
namespace {

constexpr auto npos = std::string_view::npos;

// The head without `template <...>` and without the name of an operator function.
std::string plain_head(std::string_view head) {
  std::string plain(head);
  if (const auto word = find_word(plain, "template", 0); word != npos) {
    auto at = plain.find('<', word);
    int depth = 0;
    for (; at < plain.size(); ++at) {
      if (plain[at] == '<') ++depth;
      if (plain[at] == '>' && --depth == 0) break;
    }
    if (at < plain.size()) plain.erase(word, at + 1 - word);
  }
  if (const auto word = find_word(plain, "operator", 0); word != npos) {
    const auto from = word + std::string_view("operator").size();
    const auto parameters = plain.find('(', plain.find_first_not_of(" (", from));
    if (parameters != npos) plain.replace(from, parameters - from, " ");
  }
  return plain;
}

// The first `=` outside parentheses, or npos.
std::size_t assignment_in(std::string_view head) {
  int depth = 0;
  for (std::size_t at = 0; at < head.size(); ++at) {
    if (head[at] == '(') ++depth;
    if (head[at] == ')') --depth;
    if (head[at] == '=' && depth == 0) return at;
  }
  return npos;
}

bool is_function_head(std::string_view head) {
  const std::string plain = plain_head(head);
  for (const auto* word : {"class", "struct", "union", "enum", "namespace"}) {
    const auto at = find_word(plain, word, 0);
    if (at != npos && at < plain.find('(')) return false;
  }
  const auto assignment = assignment_in(plain);
  if (assignment == npos) return plain.find('(') != npos;
  const auto value = skip_space(plain, assignment + 1);  // a variable: a lambda or a table
  return value != npos && plain[value] == '[';
}

// `name_{value}` in a constructor's head: what follows the group is a comma or another group.
bool is_member_initialiser(std::string_view code, std::string_view head, std::size_t close) {
  if (head.find(')') == npos) return false;
  const auto next = skip_space(code, close + 1);
  return next != npos && (code[next] == ',' || code[next] == '{');
}

// Where the scan goes on, and where the head of the next group starts.
struct Position {
  std::size_t at = 0;
  std::size_t head = 0;
};

class FunctionLengths {
 public:
  FunctionLengths(const std::string& path, std::string_view code, Findings& findings)
      : path_(path), code_(code), findings_(findings) {}

  void run() {
    while (position_.at < code_.size()) {
      const char letter = code_[position_.at];
      if (letter == '(') {
        const auto close = matching_bracket(code_, position_.at);
        if (close == npos) return;
        position_.at = close + 1;
      } else if (letter == '{') {
        if (!group()) return;
      } else {
        ++position_.at;
        if (letter == ';' || letter == '}') position_.head = position_.at;
      }
    }
  }

 private:
  // A brace group at namespace or class level: a function is measured and skipped, a constructor's
  // initialiser is skipped as a part of the head, a scope or a table is entered.
  bool group() {
    const auto open = position_.at;
    const auto head = code_.substr(position_.head, open - position_.head);
    const auto close = matching_bracket(code_, open);
    if (close == npos) return false;
    if (is_member_initialiser(code_, head, close)) {
      position_.at = close + 1;
    } else if (is_function_head(head)) {
      measure(open, close);
      position_.at = position_.head = close + 1;
    } else {
      position_.at = position_.head = open + 1;
    }
    return true;
  }

  void measure(std::size_t open, std::size_t close) {
    const auto first = line_of(code_, open);
    const auto lines = line_of(code_, close) - first + 1;
    if (lines <= max_function_lines) return;
    findings_.push_back({path_, first, "function-length",
                         "a function of " + std::to_string(lines) + " lines (at most " +
                             std::to_string(max_function_lines) + ")"});
  }

  const std::string& path_;
  std::string_view code_;
  Findings& findings_;
  Position position_;
};

// Where the statement that holds `at` starts.
std::size_t statement_start(std::string_view code, std::size_t at) {
  const auto before = code.find_last_of(";{}", at);
  return before == npos ? 0 : before + 1;
}

// Where the full expression that holds `at` ends: its `;`, or the bracket that closes round it.
std::size_t expression_end(std::string_view code, std::size_t at) {
  int depth = 0;
  for (; at < code.size(); ++at) {
    const char letter = code[at];
    if (letter == '(' || letter == '{' || letter == '[') ++depth;
    if (letter == ')' || letter == '}' || letter == ']') --depth;
    if (depth < 0 || (depth == 0 && letter == ';')) return at;
  }
  return code.size();
}

bool is_alphanumeric(char letter) {
  return std::isalnum(static_cast<unsigned char>(letter)) != 0;
}

// Whether `code` ends with a keyword after which a bracket opens a lambda, not a subscript.
bool ends_with_keyword(std::string_view code) {
  return std::ranges::any_of(
      std::array<std::string_view, 3>{"co_await", "co_return", "return"}, [&](auto word) {
        return code.ends_with(word) && is_whole_word(code, code.size() - word.size(), word.size());
      });
}

// The position of a lambda with a capture in code[from, to), or npos.
std::size_t capturing_lambda(std::string_view code, std::size_t from, std::size_t to) {
  for (auto open = code.find('[', from); open < to; open = code.find('[', open + 1)) {
    const auto before = code.find_last_not_of(" \t\r\n", open - 1);
    const char previous = before == npos ? ' ' : code[before];
    const bool subscript =
        !ends_with_keyword(code.substr(0, before + 1)) &&
        (previous == ')' || previous == ']' || previous == '_' || is_alphanumeric(previous));
    const auto close = matching_bracket(code, open);
    if (subscript || close == npos || code[open + 1] == '[' || previous == '[') continue;
    const auto first = skip_space(code, open + 1);
    const auto body = skip_space(code, close + 1);
    const bool lambda = body != npos && std::string_view("({<-mn").find(code[body]) != npos;
    if (lambda && first != close) return open;
  }
  return npos;
}

}  // namespace

void check_function_lengths(const std::string& path, const SourceText& text, Findings& findings) {
  FunctionLengths(path, text.code, findings).run();
}

void check_co_await(const std::string& path, const SourceText& text, Findings& findings) {
  const std::string_view code = text.code;
  for (auto at = find_word(code, "co_await", 0); at != npos;
       at = find_word(code, "co_await", at + 1)) {
    const auto start = statement_start(code, at);
    if (code.substr(start, at - start).find('?') != npos) {
      findings.push_back({path, line_of(code, at), "co-await-conditional",
                          "co_await inside a conditional expression; use if and else"});
    }
    const auto lambda = capturing_lambda(code, at, expression_end(code, at));
    if (lambda != npos) {
      findings.push_back({path, line_of(code, lambda), "co-await-lambda",
                          "a capturing lambda inside a co_await expression; name it first"});
    }
  }
}

}  // namespace lobby::tidy
