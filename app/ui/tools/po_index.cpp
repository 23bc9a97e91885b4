// Build tool: po_index <out> <po>... writes the sorted list of the msgids that every given .po file
// translates (not fuzzy, no empty msgstr) as C string literals, one a line with a comma.
// app/ui includes the list in a constant, so that an untranslated text does not compile.
// msgfmt --check has judged the syntax before; here an unknown line is skipped.
#include <algorithm>
#include <fstream>
#include <iostream>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using Messages = std::set<std::string>;

struct Entry {
  bool fuzzy = false;
  std::vector<std::string> ids;  // msgid, and msgid_plural when the entry has one
  std::vector<std::string> translations;
};

void add_if_translated(const Entry& entry, Messages& messages) {
  const bool header = entry.ids.empty() || entry.ids.front().empty();
  const bool complete = !entry.translations.empty() &&
                        std::none_of(entry.translations.begin(), entry.translations.end(),
                                     [](const std::string& text) { return text.empty(); });
  if (!header && complete && !entry.fuzzy) messages.insert(entry.ids.begin(), entry.ids.end());
}

// The part of `line` between its first and last quote, escapes left as they are: .po and C share
// them, so the text goes out as it came in.
std::string quoted(const std::string& line) {
  const auto first = line.find('"');
  const auto last = line.rfind('"');
  if (first == std::string::npos || last == first) return {};
  return line.substr(first + 1, last - first - 1);
}

Messages read_translated(std::istream& file) {
  Messages messages;
  Entry entry;
  std::string* open = nullptr;  // the string that a continuation line extends
  std::string context;
  const auto begin = [&](std::vector<std::string>& list, const std::string& line) {
    open = &list.emplace_back(quoted(line));
  };
  for (std::string line; std::getline(file, line);) {
    const std::string_view text = line;
    const bool flags = text.starts_with("#,");
    const bool starts_entry = text.starts_with("msgctxt") || text.starts_with("msgid ") || flags;
    if (starts_entry && !entry.translations.empty()) {
      add_if_translated(entry, messages);
      entry = {};
    }
    if (flags) {
      entry.fuzzy = text.find("fuzzy") != std::string_view::npos;
    } else if (text.starts_with("msgctxt")) {
      open = &(context = {});
    } else if (text.starts_with("msgid")) {
      begin(entry.ids, line);
    } else if (text.starts_with("msgstr")) {
      begin(entry.translations, line);
    } else if (text.starts_with('"') && open != nullptr) {
      *open += quoted(line);
    }
  }
  add_if_translated(entry, messages);
  return messages;
}

// Byte order as a C++ comparison of the compiled literals sees it: on the texts, not their escapes.
std::string unescaped(const std::string& literal) {
  std::string text;
  for (std::size_t at = 0; at < literal.size(); ++at) {
    if (literal[at] != '\\' || at + 1 == literal.size()) {
      text += literal[at];
      continue;
    }
    switch (literal[++at]) {
      case 'n':
        text += '\n';
        break;
      case 't':
        text += '\t';
        break;
      default:
        text += literal[at];
    }
  }
  return text;
}

std::string render(const Messages& messages) {
  std::vector<std::pair<std::string, std::string>> sorted;
  for (const auto& literal : messages) sorted.emplace_back(unescaped(literal), literal);
  std::sort(sorted.begin(), sorted.end());
  std::string out;
  for (const auto& message : sorted) out += '"' + message.second + "\",\n";
  return out;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    std::cerr << "use: po_index <out> <po>...\n";
    return 2;
  }
  Messages common;
  for (int at = 2; at < count; ++at) {
    std::ifstream file(arguments[at]);
    if (!file) {
      std::cerr << "po_index: cannot read " << arguments[at] << "\n";
      return 1;
    }
    Messages messages = read_translated(file);
    if (at == 2) {
      common = std::move(messages);
    } else {
      std::erase_if(common, [&](const std::string& id) { return !messages.contains(id); });
    }
  }
  std::ofstream out(arguments[1], std::ios::binary);
  out << render(common);
  if (!out.flush()) {
    std::cerr << "po_index: cannot write " << arguments[1] << "\n";
    return 1;
  }
  return 0;
}
