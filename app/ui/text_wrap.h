// Line breaking for Chinese and Latin text: breaks at spaces, after hyphens, and between
// ideographs, never before closing or after opening punctuation (a small part of UAX #14 and
// GB/T 15834). Pure: the width of a piece of text comes from the caller. Any thread.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

namespace lobby::ui {

using MeasureText = std::function<float(std::string_view)>;

// Lines as views into `text`, without the spaces at a break; '\n' always breaks. A word longer
// than `max_width` is broken inside.
std::vector<std::string_view> wrap_text(std::string_view text, float max_width,
                                        const MeasureText& measure);

// The least width at which `text` still takes as few lines as at `max_width`: lines of like length
// instead of one word alone on the last.
float balanced_width(std::string_view text, float max_width, const MeasureText& measure);

}  // namespace lobby::ui
