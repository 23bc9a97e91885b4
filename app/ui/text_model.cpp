// UTF-8 walking and the edits of a TextModel. UI thread.
#include "app/ui/text_model.h"

#include <algorithm>
#include <array>

namespace lobby::ui {

namespace {

constexpr char32_t replacement = 0xFFFD;

std::size_t previous_border(std::string_view text, std::size_t at) {
  if (at == 0) return 0;
  --at;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) --at;
  return at;
}

bool is_control(char32_t value) {
  return value < 0x20 || (value >= 0x7F && value < 0xA0) || value == 0x2028 || value == 0x2029;
}

}  // namespace

CodePoint decode_at(std::string_view utf8, std::size_t at) {
  const auto byte = [&](std::size_t index) {
    return index < utf8.size() ? static_cast<unsigned char>(utf8[index]) : 0U;
  };
  const unsigned lead = byte(at);
  if (lead < 0x80U) return {static_cast<char32_t>(lead), 1};
  const std::size_t bytes = lead >= 0xF0U ? 4 : lead >= 0xE0U ? 3 : 2;
  if (lead < 0xC2U || lead > 0xF4U) return {replacement, 1};
  char32_t value = lead & (0xFFU >> (bytes + 1));
  for (std::size_t index = 1; index < bytes; ++index) {
    const unsigned next = byte(at + index);
    if ((next & 0xC0U) != 0x80U) return {replacement, 1};
    value = value << 6U | (next & 0x3FU);
  }
  constexpr std::array<char32_t, 5> shortest = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < shortest[bytes] || value > 0x10FFFF || surrogate) return {replacement, 1};
  return {value, bytes};
}

std::string encode(char32_t code_point) {
  const auto tail = [&](unsigned shift) {
    return static_cast<char>(0x80U | (static_cast<unsigned>(code_point) >> shift & 0x3FU));
  };
  const auto lead = [&](unsigned mark, unsigned shift) {
    return static_cast<char>(mark | static_cast<unsigned>(code_point) >> shift);
  };
  if (code_point < 0x80) return {static_cast<char>(code_point)};
  if (code_point < 0x800) return {lead(0xC0U, 6), tail(0)};
  if (code_point < 0x10000) return {lead(0xE0U, 12), tail(6), tail(0)};
  return {lead(0xF0U, 18), tail(12), tail(6), tail(0)};
}

std::size_t count_code_points(std::string_view utf8) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < utf8.size(); at += decode_at(utf8, at).bytes) ++count;
  return count;
}

std::size_t TextModel::length() const {
  return count_code_points(text_);
}

bool TextModel::insert(std::string_view utf8) {
  bool all = true;
  std::size_t room = limit_ - std::min(limit_, length());
  std::string accepted;
  for (std::size_t at = 0; at < utf8.size();) {
    const CodePoint point = decode_at(utf8, at);
    const bool broken = point.value == replacement && point.bytes == 1;
    if (broken || is_control(point.value)) {
      all = false;
    } else if (room == 0) {
      all = false;
      break;
    } else {
      accepted.append(utf8.substr(at, point.bytes));
      --room;
    }
    at += point.bytes;
  }
  text_.insert(caret_, accepted);
  caret_ += accepted.size();
  return all;
}

bool TextModel::backspace() {
  if (caret_ == 0) return false;
  const std::size_t from = previous_border(text_, caret_);
  text_.erase(from, caret_ - from);
  caret_ = from;
  return true;
}

bool TextModel::erase() {
  if (caret_ >= text_.size()) return false;
  text_.erase(caret_, decode_at(text_, caret_).bytes);
  return true;
}

bool TextModel::move_left() {
  if (caret_ == 0) return false;
  caret_ = previous_border(text_, caret_);
  return true;
}

bool TextModel::move_right() {
  if (caret_ >= text_.size()) return false;
  caret_ += decode_at(text_, caret_).bytes;
  return true;
}

void TextModel::set(std::string_view utf8) {
  wipe();
  insert(utf8);
}

void TextModel::wipe() {
  // Through a volatile pointer: a plain fill before a free may be optimised away.
  volatile char* bytes = text_.data();
  for (std::size_t at = 0; at < text_.size(); ++at) bytes[at] = 0;
  text_.clear();
  caret_ = 0;
}

}  // namespace lobby::ui
