// Characters that are common in Chinese given names: an input method puts 一 以 已 first for "yi",
// parents 怡 艺 依. The list is ours, from general knowledge; it decides who is offered first and
// nothing else.
// Any thread.
#pragma once

#include <string_view>

namespace lobby::guest {

// `character` is one code point.
bool is_common_in_given_names(std::string_view character);

}  // namespace lobby::guest
