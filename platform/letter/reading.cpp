// An incremental update: catalogue and figures once more, with what Cairo leaves out.
#include "platform/letter/reading.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <string_view>

#include <glib.h>

namespace lobby::letter {
namespace {

std::optional<std::size_t> number_after(std::string_view text, std::string_view key) {
  const std::size_t at = text.rfind(key);
  if (at == std::string_view::npos) {
    return std::nullopt;
  }
  std::string_view rest = text.substr(at + key.size());
  rest.remove_prefix(std::min(rest.find_first_not_of(" \n\r"), rest.size()));
  std::size_t number = 0;
  const auto read = std::from_chars(rest.data(), rest.data() + rest.size(), number);
  return read.ec == std::errc{} ? std::optional(number) : std::nullopt;
}

// "5 0 obj\n<< … >>\nendobj\n" of the object that begins at `from`.
std::string_view object_at(std::string_view pdf, std::size_t from) {
  constexpr std::string_view end = "endobj\n";
  const std::size_t to = from < pdf.size() ? pdf.find(end, from) : std::string_view::npos;
  return to == std::string_view::npos ? std::string_view()
                                      : pdf.substr(from, to + end.size() - from);
}

// Entries go in front of the end of the object's dictionary.
std::string extended(std::string_view object, const std::string& entries) {
  std::string text(object);
  const std::size_t end = text.rfind(">>");
  return end == std::string::npos ? std::string() : text.insert(end, entries);
}

// A text string: UTF-16, its byte order in front (ISO 32000-1 §7.9.2.2).
std::string text_string(const std::string& text) {
  glong units = 0;
  gunichar2* utf16 =
      g_utf8_to_utf16(text.data(), static_cast<glong>(text.size()), nullptr, &units, nullptr);
  std::string hex = "<FEFF";
  constexpr char digits[] = "0123456789ABCDEF";
  for (glong at = 0; utf16 != nullptr && at < units; ++at) {
    for (unsigned shift = 16; shift > 0;) {
      shift -= 4;
      hex += digits[static_cast<unsigned>(utf16[at]) >> shift & 0xFU];
    }
  }
  g_free(utf16);
  return hex + ">";
}

bool is_tag(std::string_view language) {
  return !language.empty() &&
         std::ranges::all_of(language, [](char one) { return g_ascii_isalnum(one) || one == '-'; });
}

std::string padded(std::size_t number) {
  constexpr std::size_t digits = 10;
  const std::string text = std::to_string(number);
  return std::string(digits - std::min(digits, text.size()), '0') + text;
}

// Appends the objects, their table and a trailer that leads to the table before.
void append(std::string& pdf, const std::map<std::size_t, std::string>& objects,
            std::string_view trailer, std::size_t previous) {
  std::string table = "xref\n";
  for (const auto& [number, object] : objects) {
    table += std::to_string(number) + " 1\n" + padded(pdf.size()) + " 00000 n \n";
    pdf += object;
  }
  const std::size_t table_at = pdf.size();
  pdf += table;
  pdf += extended(trailer, "   /Prev " + std::to_string(previous) + "\n");
  pdf += "startxref\n" + std::to_string(table_at) + "\n%%EOF\n";
}

}  // namespace

Result<std::string> with_reading(std::string pdf, const Reading& reading) {
  const Error strange =
      fail(ErrorCode::internal, "Cairo's PDF is not of the kind that is expected");
  constexpr std::size_t entry_bytes = 20;
  const std::string_view whole = pdf;
  const std::optional<std::size_t> table_at = number_after(whole, "startxref\n");
  const std::size_t trailer_at = whole.rfind("trailer\n");
  const std::size_t trailer_end = whole.rfind("startxref\n");
  if (!is_tag(reading.language) || !table_at || trailer_at == std::string_view::npos ||
      trailer_end < trailer_at ||
      !whole.substr(std::min(*table_at, whole.size())).starts_with("xref\n0 ")) {
    return strange;
  }
  const std::string trailer(whole.substr(trailer_at, trailer_end - trailer_at));
  const std::optional<std::size_t> count = number_after(trailer, "/Size");
  const std::optional<std::size_t> root = number_after(trailer, "/Root");
  const std::size_t entries_at = whole.find('\n', *table_at + 5) + 1;
  if (!count || !root || entries_at + *count * entry_bytes > whole.size()) {
    return strange;
  }
  std::map<std::size_t, std::string> changed;
  const std::string alt = "   /Alt " + text_string(reading.figure_text) + "\n";
  for (std::size_t number = 1; number < *count; ++number) {
    std::size_t offset = 0;
    const char* entry = whole.data() + entries_at + number * entry_bytes;
    std::from_chars(entry, entry + 10, offset);
    const std::string_view object = object_at(whole, offset);
    if (number == *root) {
      changed[number] =
          extended(object, "   /Lang (" + reading.language +
                               ")\n   /ViewerPreferences << /DisplayDocTitle true >>\n");
    } else if (object.find("/S /Figure") != std::string_view::npos &&
               object.find("stream") == std::string_view::npos) {
      changed[number] = extended(object, alt);
    }
  }
  if (changed[*root].empty()) {
    return strange;
  }
  append(pdf, changed, trailer, *table_at);
  return pdf;
}

}  // namespace lobby::letter
