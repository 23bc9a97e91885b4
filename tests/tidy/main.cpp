// tidy_check <root> [compile_commands.json]: holds the files that git knows or would add against
// the house rules, prints one line a finding and ends with 1 if there is any, 2 if it cannot look.
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>
#include <stdexcept>

#include "tests/tidy/tree.h"

namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path.string());
  std::ostringstream text;
  text << file.rdbuf();
  return std::move(text).str();
}

std::vector<std::string> listed_files(const fs::path& root) {
  const std::string command = "git -c safe.directory='*' -C '" + root.string() +
                              "' ls-files -z --cached --others --exclude-standard";
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  if (!pipe) throw std::runtime_error("cannot run git");
  std::string output;
  for (int letter = std::fgetc(pipe.get()); letter != EOF; letter = std::fgetc(pipe.get())) {
    output += static_cast<char>(letter);
  }
  std::vector<std::string> files;
  std::istringstream list(output);
  for (std::string file; std::getline(list, file, '\0');) files.push_back(file);
  if (files.empty()) throw std::runtime_error("git lists no file in " + root.string());
  return files;
}

// What stands between `key` and the next quotation mark, as often as it does.
std::vector<fs::path> quoted_after(const std::string& key, const std::string& text) {
  std::vector<fs::path> found;
  for (auto at = text.find(key); at != std::string::npos; at = text.find(key, at)) {
    at += key.size();
    found.emplace_back(text.substr(at, text.find('"', at) - at));
  }
  return found;
}

// The "file" fields of the compilation database, relative to the root: of a unit that compiles
// several sources as one, those sources.
std::set<std::string> compiled_files(const fs::path& database, const fs::path& root) {
  std::set<std::string> files;
  for (const fs::path& file : quoted_after("\"file\": \"", read(database))) {
    if (file.parent_path().filename() != "Unity") {
      files.insert(file.lexically_relative(root));
      continue;
    }
    for (const fs::path& source : quoted_after("#include \"", read(file))) {
      files.insert(source.lexically_relative(root));
    }
  }
  if (files.empty()) throw std::runtime_error("no file in " + database.string());
  return files;
}

int run(const fs::path& root, const char* database) {
  lobby::tidy::Tree tree;
  for (const auto& path : listed_files(root)) {
    // A tracked file that is gone from the work tree is about to be deleted.
    if (fs::is_regular_file(root / path)) tree.files.push_back({path, read(root / path)});
  }
  if (database != nullptr) tree.compiled = compiled_files(database, root);
  const auto findings = lobby::tidy::check(tree);
  for (const auto& finding : findings) {
    std::cout << finding.path << ":" << finding.line << ": " << finding.rule << ": "
              << finding.message << "\n";
  }
  std::cout << "tidy: " << tree.files.size() << " files, " << findings.size() << " findings\n";
  return findings.empty() ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2 || count > 3) {
    std::cerr << "use: tidy_check <root> [compile_commands.json]\n";
    return 2;
  }
  try {
    const auto root = fs::canonical(arguments[1]);
    return run(root, count == 3 ? arguments[2] : nullptr);
  } catch (const std::exception& error) {
    std::cerr << "tidy_check: " << error.what() << "\n";
    return 2;
  }
}
