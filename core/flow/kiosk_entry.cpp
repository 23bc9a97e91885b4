// Typing.
#include "core/flow/kiosk_entry.h"

#include <algorithm>

#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/flow/kiosk_finding.h"

namespace lobby::flow {
namespace {

void erase_last_code_point(std::string& text) {
  while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0U) == 0x80U) {
    text.pop_back();
  }
  if (!text.empty()) {
    text.pop_back();
  }
}

}  // namespace

bool is_composing(const KioskState& state, const KioskContext& context) {
  const Script script = state.composing.script;
  return context.chinese && (script == Script::chinese ||
                             (script == Script::by_language && state.language.starts_with("zh")));
}

void type_key(KioskState& state, const KioskContext& context, std::string_view text) {
  if (!state.focus || !is_utf8(text)) {
    return;
  }
  if (*state.focus == FieldId::name) {
    if (is_composing(state, context)) {
      compose(state.composing, state.name, text);
    } else {
      append_to_name(state.name, text);
    }
    return;
  }
  if (*state.focus == FieldId::code) {
    type_code(state, text);
    return;
  }
  // One more digit than any number has, so that the guest sees the mistake and not a dead key.
  constexpr std::size_t digits_max = limits::phone_digits_max + 1;
  if (code_point_count(state.phone) + code_point_count(text) <= digits_max) {
    state.phone += text;
  }
}

void erase_key(KioskState& state) {
  if (!state.focus) {
    return;
  }
  if (*state.focus == FieldId::phone) {
    erase_last_code_point(state.phone);
  } else if (*state.focus == FieldId::code) {
    erase_last_code_point(state.finding.code);
  } else if (!erase_letter(state.composing)) {
    erase_last_code_point(state.name);
  }
}

void switch_script(KioskState& state, const KioskContext& context) {
  if (is_composing(state, context)) {
    keep_letters(state.composing, state.name);
    // Letters that the name has no room for stay where they can be seen, chosen and erased.
    if (state.composing.letters.empty()) {
      state.composing.script = Script::latin;
    }
  } else if (context.chinese) {
    state.composing.script = Script::chinese;
  }
}

void keep_script(KioskState& state) {
  if (state.composing.script == Script::by_language && !state.composing.letters.empty()) {
    state.composing.script = Script::chinese;
  }
}

void open_candidates(KioskState& state, const CandidatesOpened& wanted) {
  const std::size_t count = offered(state.composing, state.name).size();
  const bool within = wanted.first >= 0 && static_cast<std::size_t>(wanted.first) < count;
  state.composing.opened = wanted.opened && count > 0;
  state.composing.shown = state.composing.opened && within ? wanted.first : 0;
}

}  // namespace lobby::flow
