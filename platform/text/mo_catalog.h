// MoCatalog: reads GNU gettext .mo files ("The Format of GNU MO Files", gettext manual §10.3), the
// whole file checked before anything is used. Any thread.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace lobby::text {

struct MoCatalog {
  // msgid (of a plural: its singular) -> translated forms, one or more.
  std::map<std::string, std::vector<std::string>, std::less<>> forms;
  // The header's Plural-Forms: 0 one form, 1 n != 1, 2 n > 1.
  int plural_rule = 1;
  bool operator==(const MoCatalog&) const = default;
};

// Errors: not_found, corrupt (where), unsupported_version (a plural rule or a character set that
// is not known), too_large, invalid_utf8.
Result<MoCatalog> read_mo(const std::filesystem::path& path);
Result<MoCatalog> parse_mo(std::string_view bytes);

}  // namespace lobby::text
