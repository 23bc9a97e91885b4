// What the texts of a profile may hold; private to this module and its tests.
// Any thread.
#pragma once

#include <optional>
#include <string_view>

#include "core/guest/profile.h"

namespace lobby::guest {

// The first rule that a line of a profile breaks; nothing where it is sound. `code_points_max` is
// looked at before anything that takes longer for a longer text.
std::optional<ProfileRule> broken_in_line(std::string_view text, std::size_t code_points_max);
// Further: at least one letter, of any script.
std::optional<ProfileRule> broken_in_name(std::string_view text, std::size_t code_points_max);
std::optional<ProfileRule> broken_in_email(std::string_view text);
// RFC 5646 §2.1 without extensions: "zh", "zh-Hans-CN".
bool is_language_tag(std::string_view text);

}  // namespace lobby::guest
