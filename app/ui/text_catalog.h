// TextCatalog: what the program says, per language. The English source text is the message id, as
// in gettext; a Msg that is not translated in every .po file does not compile, because its
// constructor looks the id up in message_index.inc, which the build makes from the .po files.
// A value; reading is safe from any thread while nobody writes.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace lobby::ui {

// Sorted; the empty id stands first so that the list is never empty.
inline constexpr std::string_view message_index[] = {
    "",
#include "app/ui/message_index.inc"
};

class Msg {
 public:
  consteval Msg(const char* id) : id_(id) {  // NOLINT(google-explicit-constructor)
    std::size_t low = 0;
    std::size_t high = std::size(message_index);
    while (low < high) {
      const std::size_t middle = (low + high) / 2;
      if (message_index[middle] == id_) return;
      if (message_index[middle] < id_)
        low = middle + 1;
      else
        high = middle;
    }
    throw "message id is not translated in every .po file of assets/text";
  }
  constexpr std::string_view id() const { return id_; }

 private:
  std::string_view id_;
};

// One value for a `{0}` or `{name}` in a message. Numbers print plainly.
struct Argument {
  std::string name;  // empty: positional
  std::string value;

  Argument(std::string_view text) : value(text) {}    // NOLINT(google-explicit-constructor)
  Argument(const char* text) : value(text) {}         // NOLINT(google-explicit-constructor)
  Argument(const std::string& text) : value(text) {}  // NOLINT(google-explicit-constructor)
  template <class Number>
    requires std::is_integral_v<Number>
  Argument(Number number) : value(std::to_string(number)) {}  // NOLINT(google-explicit-constructor)
  Argument(std::string_view its_name, Argument positional)
      : name(its_name), value(std::move(positional.value)) {}
};

// "{0} of {1}" and "{name}"; "{{" is a brace; an unknown name stays as it is.
std::string format_message(std::string_view pattern, const std::vector<Argument>& arguments);

enum class PluralRule : std::uint8_t { one_form, not_one, more_than_one };

struct Language {
  std::string tag;  // "zh_CN"
  PluralRule plural = PluralRule::not_one;
  std::map<std::string, std::vector<std::string>, std::less<>> forms;  // msgid -> plural forms
  bool operator==(const Language&) const = default;
};

class TextCatalog {
 public:
  void add(Language language);
  // Unknown tags are ignored and answered with false.
  bool select(std::string_view tag);
  const std::string& selected() const { return selected_; }
  std::vector<std::string> tags() const;

  // The text lives as long as this catalog; a missing one is answered with its id.
  std::string_view tr(Msg message) const { return lookup(selected_, message.id(), 1); }
  std::string_view tr_in(std::string_view tag, Msg message) const {
    return lookup(tag, message.id(), 1);
  }
  template <class... Arguments>
    requires(sizeof...(Arguments) > 0)
  std::string tr(Msg message, Arguments&&... arguments) const {
    return format_message(tr(message), {Argument(std::forward<Arguments>(arguments))...});
  }
  // Plural: `one` is the msgid, `{0}` is the count, further arguments follow from {1}.
  template <class... Arguments>
  std::string trn(Msg one, Msg other, std::int64_t count, Arguments&&... arguments) const {
    return format_message(plural(one, other, count),
                          {Argument(count), Argument(std::forward<Arguments>(arguments))...});
  }

 private:
  std::string_view lookup(std::string_view tag, std::string_view id, std::int64_t count) const;
  std::string_view plural(Msg one, Msg other, std::int64_t count) const;

  std::map<std::string, Language, std::less<>> languages_;
  std::string selected_;
};

}  // namespace lobby::ui
