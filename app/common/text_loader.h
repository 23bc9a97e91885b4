// Loads the program's texts, one .mo file a language, from <assets>/text.
// Start-up, UI thread.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "app/ui/text_catalog.h"
#include "core/base/result.h"

namespace lobby {

// Every language found. Errors: not_found (none), and those of a broken .mo file.
Result<ui::TextCatalog> load_texts(const std::filesystem::path& assets);

// The gettext name of a BCP 47 tag: "zh-CN" -> "zh_CN".
std::string text_tag(std::string_view language);

}  // namespace lobby
