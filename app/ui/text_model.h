// TextModel: the text of one guest field under our own keyboard. UTF-8, edited by code point, with
// a limit; the caret always stands on a code point border. wipe() overwrites the bytes.
// UI thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace lobby::ui {

class TextModel {
 public:
  explicit TextModel(std::size_t limit_code_points = 64) : limit_(limit_code_points) {}
  TextModel(const TextModel&) = default;
  TextModel(TextModel&&) = default;
  TextModel& operator=(const TextModel&) = default;
  TextModel& operator=(TextModel&&) = default;
  ~TextModel() { wipe(); }
  bool operator==(const TextModel&) const = default;

  const std::string& text() const { return text_; }
  bool empty() const { return text_.empty(); }
  std::size_t length() const;  // code points
  std::size_t limit() const { return limit_; }
  std::size_t caret_byte() const { return caret_; }
  std::string_view before_caret() const { return std::string_view(text_).substr(0, caret_); }

  // Inserts at the caret as much as the limit allows; control characters and broken UTF-8 are
  // dropped. Returns false when something did not fit.
  bool insert(std::string_view utf8);
  bool backspace();
  bool erase();  // the code point after the caret
  bool move_left();
  bool move_right();
  void move_home() { caret_ = 0; }
  void move_end() { caret_ = text_.size(); }
  void set(std::string_view utf8);  // caret at the end
  void wipe();

 private:
  std::string text_;
  std::size_t caret_ = 0;
  std::size_t limit_ = 64;
};

// Code points of valid UTF-8; a broken byte counts as one.
std::size_t count_code_points(std::string_view utf8);
// The code point at `at` and its length in bytes; a broken byte gives U+FFFD and 1.
struct CodePoint {
  char32_t value = 0;
  std::size_t bytes = 0;
};
CodePoint decode_at(std::string_view utf8, std::size_t at);
std::string encode(char32_t code_point);

}  // namespace lobby::ui
