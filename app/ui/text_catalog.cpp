// TextCatalog's look-up, plural choice and message formatting. Any thread.
#include "app/ui/text_catalog.h"

#include <utility>

namespace lobby::ui {

namespace {

std::size_t plural_form(PluralRule rule, std::int64_t count) {
  switch (rule) {
    case PluralRule::one_form:
      return 0;
    case PluralRule::not_one:
      return count == 1 ? 0 : 1;
    case PluralRule::more_than_one:
      return count > 1 ? 1 : 0;
  }
  return 0;
}

const std::string* find_argument(const std::vector<Argument>& arguments, std::string_view name) {
  std::size_t position = 0;
  for (const Argument& argument : arguments) {
    const std::string own = argument.name.empty() ? std::to_string(position) : argument.name;
    if (own == name) return &argument.value;
    ++position;
  }
  return nullptr;
}

}  // namespace

std::string format_message(std::string_view pattern, const std::vector<Argument>& arguments) {
  std::string result;
  result.reserve(pattern.size() + 32);
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    if (pattern[at] == '{' && at + 1 < pattern.size() && pattern[at + 1] == '{') {
      result += '{';
      ++at;
      continue;
    }
    const std::size_t end = pattern[at] == '{' ? pattern.find('}', at) : std::string_view::npos;
    const std::string* value = end == std::string_view::npos
                                   ? nullptr
                                   : find_argument(arguments, pattern.substr(at + 1, end - at - 1));
    if (value == nullptr) {
      result += pattern[at];
      continue;
    }
    result += *value;
    at = end;
  }
  return result;
}

void TextCatalog::add(Language language) {
  std::string tag = language.tag;
  if (selected_.empty()) selected_ = tag;
  languages_.insert_or_assign(std::move(tag), std::move(language));
}

bool TextCatalog::select(std::string_view tag) {
  const auto found = languages_.find(tag);
  if (found == languages_.end()) return false;
  selected_ = found->first;
  return true;
}

std::vector<std::string> TextCatalog::tags() const {
  std::vector<std::string> tags;
  tags.reserve(languages_.size());
  for (const auto& [tag, language] : languages_) tags.push_back(tag);
  return tags;
}

std::string_view TextCatalog::lookup(std::string_view tag, std::string_view id,
                                     std::int64_t count) const {
  const auto language = languages_.find(tag);
  if (language == languages_.end()) return id;
  const auto found = language->second.forms.find(id);
  if (found == language->second.forms.end() || found->second.empty()) return id;
  const std::size_t form = plural_form(language->second.plural, count);
  const std::string& text = found->second[form < found->second.size() ? form : 0];
  return text.empty() ? id : std::string_view(text);
}

std::string_view TextCatalog::plural(Msg one, Msg other, std::int64_t count) const {
  const std::string_view text = lookup(selected_, one.id(), count);
  // Not translated: English is its own source.
  return text.data() == one.id().data() && count != 1 ? other.id() : text;
}

}  // namespace lobby::ui
