// Line breaking. Units are the smallest pieces that never break inside: a Latin word with the
// punctuation that clings to it, or one ideograph with its punctuation. Pure. Any thread.
#include "app/ui/text_wrap.h"

#include "app/ui/text_model.h"

namespace lobby::ui {

namespace {

constexpr std::u32string_view never_first = U"。，、；：？！）》」』】〕〉”’…—·%％,.;:?!)]}°℃～";
constexpr std::u32string_view never_last = U"（《「『【〔〈“‘([{¥￥$#";

bool is_ideograph(char32_t value) {
  return (value >= 0x2E80 && value <= 0x9FFF) || (value >= 0xAC00 && value <= 0xD7AF) ||
         (value >= 0xF900 && value <= 0xFAFF) || (value >= 0xFE30 && value <= 0xFE4F) ||
         (value >= 0xFF00 && value <= 0xFF60) || (value >= 0x20000 && value <= 0x3FFFF);
}

bool may_break_between(char32_t before, char32_t after) {
  if (after == U' ') return false;  // spaces stay with what precedes them
  if (before == U' ') return true;
  if (never_first.find(after) != std::u32string_view::npos) return false;
  if (never_last.find(before) != std::u32string_view::npos) return false;
  if (before == U'-' || before == U'–' || before == U'/') return !(after >= U'0' && after <= U'9');
  return is_ideograph(before) || is_ideograph(after);
}

// The end of the unit that starts at `from`, its trailing spaces included.
std::size_t unit_end(std::string_view text, std::size_t from) {
  CodePoint point = decode_at(text, from);
  std::size_t at = from + point.bytes;
  while (at < text.size() && text[at] != '\n') {
    const CodePoint next = decode_at(text, at);
    if (may_break_between(point.value, next.value)) break;
    point = next;
    at += next.bytes;
  }
  return at;
}

std::string_view without_trailing_spaces(std::string_view line) {
  while (!line.empty() && line.back() == ' ') line.remove_suffix(1);
  return line;
}

// As much of a too long unit as fits, at least one code point.
std::size_t forced_end(std::string_view text, std::size_t from, std::size_t end, float max_width,
                       const MeasureText& measure) {
  std::size_t at = from + decode_at(text, from).bytes;
  while (at < end) {
    const std::size_t next = at + decode_at(text, at).bytes;
    if (measure(text.substr(from, next - from)) > max_width) break;
    at = next;
  }
  return at;
}

}  // namespace

std::vector<std::string_view> wrap_text(std::string_view text, float max_width,
                                        const MeasureText& measure) {
  std::vector<std::string_view> lines;
  std::size_t line = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    if (text[at] == '\n') {
      lines.push_back(without_trailing_spaces(text.substr(line, at - line)));
      line = ++at;
      continue;
    }
    const std::size_t end = unit_end(text, at);
    if (measure(without_trailing_spaces(text.substr(line, end - line))) <= max_width) {
      at = end;
    } else if (at > line) {
      lines.push_back(without_trailing_spaces(text.substr(line, at - line)));
      line = at;
    } else {
      at = forced_end(text, line, end, max_width, measure);
      lines.push_back(text.substr(line, at - line));
      line = at;
    }
  }
  if (line < text.size() || lines.empty()) {
    lines.push_back(without_trailing_spaces(text.substr(line)));
  }
  return lines;
}

float balanced_width(std::string_view text, float max_width, const MeasureText& measure) {
  constexpr int halvings = 6;
  const std::size_t lines = wrap_text(text, max_width, measure).size();
  if (lines < 2) return max_width;
  float low = max_width / 2;
  float high = max_width;
  for (int step = 0; step < halvings; ++step) {
    const float middle = (low + high) / 2;
    if (wrap_text(text, middle, measure).size() > lines) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return high;
}

}  // namespace lobby::ui
