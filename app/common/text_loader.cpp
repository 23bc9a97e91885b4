// Finds <assets>/text/<tag>/LC_MESSAGES/lobby.mo and fills a TextCatalog.
#include "app/common/text_loader.h"

#include <algorithm>

#include "platform/text/mo_catalog.h"

namespace lobby {

std::string text_tag(std::string_view language) {
  std::string tag(language);
  std::ranges::replace(tag, '-', '_');
  return tag;
}

Result<ui::TextCatalog> load_texts(const std::filesystem::path& assets) {
  namespace fs = std::filesystem;
  ui::TextCatalog texts;
  std::error_code trouble;
  for (const fs::directory_entry& entry : fs::directory_iterator(assets / "text", trouble)) {
    const fs::path file = entry.path() / "LC_MESSAGES" / "lobby.mo";
    if (!fs::exists(file, trouble)) {
      continue;
    }
    Result<text::MoCatalog> loaded = text::read_mo(file);
    if (!loaded) {
      return loaded.error();
    }
    ui::Language language;
    language.tag = entry.path().filename().string();
    language.plural = static_cast<ui::PluralRule>(loaded->plural_rule);
    language.forms = std::move(loaded->forms);
    texts.add(std::move(language));
  }
  if (texts.tags().empty()) {
    return fail(ErrorCode::not_found, "no texts under " + (assets / "text").string() +
                                          "; build the target lobby_assets or set --assets");
  }
  return texts;
}

}  // namespace lobby
