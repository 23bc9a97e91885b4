// The .mo parser: every offset is checked against the file before it is followed. Little and big
// endian files are read. Any thread.
#include "platform/text/mo_catalog.h"

#include <cstdint>
#include <fstream>
#include <iterator>
#include <optional>
#include <utility>

#include "core/base/text.h"

namespace lobby::text {

namespace {

constexpr std::uint32_t magic = 0x950412DE;
constexpr std::uint32_t magic_swapped = 0xDE120495;
constexpr std::size_t file_limit_bytes = 16U << 20U;
constexpr std::uint32_t message_limit = 100'000;

struct Reader {
  std::string_view bytes;
  bool swapped = false;

  std::optional<std::uint32_t> word(std::uint64_t at) const {
    if (at + 4 > bytes.size()) return std::nullopt;
    std::uint32_t value = 0;
    for (std::size_t index = 0; index < 4; ++index) {
      const std::size_t from = static_cast<std::size_t>(at) + (swapped ? index : 3 - index);
      value = value << 8U | static_cast<unsigned char>(bytes[from]);
    }
    return value;
  }

  // The string whose length and offset stand at `at`.
  std::optional<std::string_view> string(std::uint64_t at) const {
    const auto length = word(at);
    const auto offset = word(at + 4);
    if (!length || !offset) return std::nullopt;
    if (std::uint64_t{*offset} + *length > bytes.size()) return std::nullopt;
    return bytes.substr(*offset, *length);
  }
};

std::vector<std::string> split_forms(std::string_view text) {
  std::vector<std::string> forms;
  std::size_t from = 0;
  while (true) {
    const std::size_t end = text.find('\0', from);
    forms.emplace_back(text.substr(from, end - from));
    if (end == std::string_view::npos) return forms;
    from = end + 1;
  }
}

std::string without_spaces(std::string_view text) {
  std::string result;
  for (const char letter : text) {
    if (letter != ' ' && letter != '(' && letter != ')') result += letter;
  }
  return result;
}

Error corrupt(std::string detail) {
  return fail(ErrorCode::corrupt, std::move(detail));
}

Status read_header(std::string_view header, MoCatalog& catalog) {
  if (header.find("charset=UTF-8") == std::string_view::npos) {
    return fail(ErrorCode::unsupported_version, "translation file: its charset is not UTF-8");
  }
  const std::size_t at = header.find("Plural-Forms:");
  if (at == std::string_view::npos) return done();
  const std::string rule = without_spaces(header.substr(at + 13, header.find('\n', at) - at - 13));
  if (rule.starts_with("nplurals=1;")) {
    catalog.plural_rule = 0;
  } else if (rule.starts_with("nplurals=2;plural=n!=1")) {
    catalog.plural_rule = 1;
  } else if (rule.starts_with("nplurals=2;plural=n>1")) {
    catalog.plural_rule = 2;
  } else {
    return fail(ErrorCode::unsupported_version,
                "translation file: plural rule \"" + rule + "\" is not known to this program");
  }
  return done();
}

}  // namespace

Result<MoCatalog> parse_mo(std::string_view bytes) {
  if (bytes.size() > file_limit_bytes) {
    return fail(ErrorCode::too_large, "translation file: longer than 16 MiB");
  }
  Reader reader{bytes, false};
  const auto mark = reader.word(0);
  if (mark == magic_swapped)
    reader.swapped = true;
  else if (mark != magic)
    return corrupt("translation file: not a .mo file");
  const auto revision = reader.word(4);
  const auto count = reader.word(8);
  const auto originals = reader.word(12);
  const auto translations = reader.word(16);
  if (!revision || !count || !originals || !translations || *count > message_limit) {
    return corrupt("translation file: its header is cut off or absurd");
  }
  if (*revision >> 16U > 1) {
    return fail(ErrorCode::unsupported_version, "translation file: a newer .mo revision");
  }
  MoCatalog catalog;
  for (std::uint64_t index = 0; index < *count; ++index) {
    const auto id = reader.string(*originals + 8 * index);
    const auto text = reader.string(*translations + 8 * index);
    if (!id || !text) {
      return corrupt("translation file: entry " + std::to_string(index) + " leaves the file");
    }
    if (!is_utf8(*id) || !is_utf8(*text)) {
      return fail(ErrorCode::invalid_utf8,
                  "translation file: entry " + std::to_string(index) + " is not UTF-8");
    }
    if (id->empty()) {
      if (const Status header = read_header(*text, catalog); !header) return header.error();
      continue;
    }
    catalog.forms.emplace(id->substr(0, id->find('\0')), split_forms(*text));
  }
  return catalog;
}

Result<MoCatalog> read_mo(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return fail(ErrorCode::not_found, path.string() + ": translation file is missing");
  const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  Result<MoCatalog> catalog = parse_mo(bytes);
  if (catalog) return catalog;
  return fail(catalog.error().code, path.string() + ": " + catalog.error().detail);
}

}  // namespace lobby::text
