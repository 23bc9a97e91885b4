// What the tidy rules take and give: the files of the tree as text, and the findings.
// Paths are relative to the project's root and use forward slashes.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace lobby::tidy {

struct File {
  std::string path;
  std::string text;
};

struct Tree {
  std::vector<File> files;
  // The sources that some target compiles; empty means that this is not known.
  std::set<std::string> compiled;
};

struct Finding {
  std::string path;
  std::size_t line = 0;
  std::string rule;
  std::string message;

  bool operator==(const Finding&) const = default;
};

using Findings = std::vector<Finding>;

bool is_cpp(const std::string& path);

// Every rule over every file, in the order of path and line.
Findings check(const Tree& tree);

}  // namespace lobby::tidy
