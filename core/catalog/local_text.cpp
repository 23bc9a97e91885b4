// The nearest text to a language.
#include "core/catalog/local_text.h"

namespace lobby::catalog {

const std::string& LocalText::in(std::string_view language) const {
  static const std::string nothing;
  if (const auto exact = by_language.find(std::string(language)); exact != by_language.end()) {
    return exact->second;
  }
  return by_language.empty() ? nothing : by_language.begin()->second;
}

}  // namespace lobby::catalog
