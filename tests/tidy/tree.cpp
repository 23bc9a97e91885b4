// Rules over whole files and the whole tree, and the order in which all rules run.
#include "tests/tidy/tree.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <tuple>

#include "tests/tidy/code_rules.h"
#include "tests/tidy/include_rules.h"
#include "tests/tidy/source_text.h"

namespace lobby::tidy {
namespace {

constexpr std::size_t max_columns = 100;
constexpr std::size_t max_file_lines = 500;
constexpr std::array<std::string_view, 11> top_level = {
    "CMakeLists.txt", "README.md", ".ci", ".clang-format", ".clang-tidy", ".gitignore",
    "core",           "platform",  "app", "assets",        "tests"};

std::string top_of(const std::string& path) {
  return path.substr(0, path.find('/'));
}

bool is_script(const File& file) {
  return file.text.starts_with("#!");
}

bool is_cmake(const std::string& path) {
  return path.ends_with("CMakeLists.txt") || path.ends_with(".cmake");
}

// Our own source text, as opposed to prose, data and pictures.
bool is_source(const File& file) {
  return is_cpp(file.path) || is_cmake(file.path) || is_script(file);
}

std::size_t code_points(std::string_view line) {
  return static_cast<std::size_t>(std::ranges::count_if(
      line, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

// The words are put together here so that this file passes its own rule.
bool has_unfinished_mark(std::string_view line) {
  static const std::array<std::string, 2> words = {std::string("FIX") + "ME",
                                                   std::string("TO") + "DO"};
  return std::ranges::any_of(
      words, [&](const auto& word) { return find_word(line, word, 0) != std::string_view::npos; });
}

void check_lines(const File& file, Findings& findings) {
  std::size_t number = 0;
  for (std::size_t at = 0; at < file.text.size();) {
    const auto end = std::min(file.text.find('\n', at), file.text.size());
    const auto line = std::string_view(file.text).substr(at, end - at);
    ++number;
    if (const auto columns = code_points(line); columns > max_columns) {
      findings.push_back(
          {file.path, number, "line-length",
           std::to_string(columns) + " columns (at most " + std::to_string(max_columns) + ")"});
    }
    if (has_unfinished_mark(line)) {
      findings.push_back({file.path, number, "unfinished", "a mark for unfinished work"});
    }
    at = end + 1;
  }
  if (number > max_file_lines) {
    findings.push_back(
        {file.path, number, "file-length",
         std::to_string(number) + " lines (at most " + std::to_string(max_file_lines) + ")"});
  }
}

// A C++ file starts with a comment; a script has one below its first line.
void check_head(const File& file, Findings& findings) {
  const auto second_line = file.text.find('\n') + 1;
  const std::size_t head = is_script(file) ? second_line : 0;
  const std::string_view mark = is_cpp(file.path) ? "//" : "#";
  if (std::string_view(file.text).substr(head).starts_with(mark)) return;
  findings.push_back({file.path, 1, "head-comment",
                      "the file does not start with a comment that says what it holds"});
}

void check_top_level(const Tree& tree, Findings& findings) {
  std::set<std::string> seen;
  for (const auto& file : tree.files) {
    const auto top = top_of(file.path);
    if (std::ranges::find(top_level, top) != top_level.end() || !seen.insert(top).second) continue;
    findings.push_back({top, 0, "top-level", "is not in the tree of the design"});
  }
}

void check_dead_files(const Tree& tree, const std::set<std::string>& included, Findings& findings) {
  for (const auto& file : tree.files) {
    if (file.path.ends_with(".cpp")) {
      if (tree.compiled.empty() || tree.compiled.contains(file.path)) continue;
      findings.push_back({file.path, 0, "dead-file", "no target compiles this file"});
    } else if (is_cpp(file.path) && !included.contains(file.path)) {
      findings.push_back({file.path, 0, "dead-file", "no file includes this header"});
    }
  }
}

}  // namespace

bool is_cpp(const std::string& path) {
  return path.ends_with(".cpp") || path.ends_with(".h");
}

Findings check(const Tree& tree) {
  Findings findings;
  std::set<std::string> included;
  check_top_level(tree, findings);
  for (const auto& file : tree.files) {
    if (!is_source(file)) continue;
    check_lines(file, findings);
    check_head(file, findings);
    if (!is_cpp(file.path)) continue;
    const auto text = scan(file.text);
    for (const auto& include : text.includes) included.insert(include.path);
    check_includes(file.path, text, findings);
    check_function_lengths(file.path, text, findings);
    check_co_await(file.path, text, findings);
  }
  check_dead_files(tree, included, findings);
  std::ranges::sort(findings, {}, [](const Finding& finding) {
    return std::tie(finding.path, finding.line, finding.rule);
  });
  return findings;
}

}  // namespace lobby::tidy
