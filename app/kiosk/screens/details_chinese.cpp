// The keyboard's letters under a candidate bar, or all candidates.
#include "app/kiosk/screens/details_chinese.h"

#include "app/ui/candidate_bar.h"
#include "app/ui/keyboard.h"

namespace lobby::kiosk {
namespace {

std::string_view hint_words(const ui::Frame& frame, const flow::Composing& composing) {
  if (!composing.letters.empty()) {
    return frame.tr("No character is spelled so");
  }
  return composing.words ? frame.tr("Type pinyin") : frame.tr("Type the next syllable");
}

Touch touch_of_bar(const ui::CandidateTap& tap) {
  switch (tap.what) {
    case ui::CandidateTap::What::none:
      return std::nullopt;
    case ui::CandidateTap::What::mode:
      return flow::WordsSwitched{};
    case ui::CandidateTap::What::candidate:
      return flow::CandidateChosen{tap.place};
    case ui::CandidateTap::What::open:
      return flow::CandidatesOpened{true, static_cast<std::int32_t>(tap.place)};
    case ui::CandidateTap::What::close:
      return flow::CandidatesOpened{};
    case ui::CandidateTap::What::erase:
      return flow::KeyErased{};
  }
  return std::nullopt;
}

Touch touch_of_key(const ui::KeyTap& tap) {
  switch (tap.what) {
    case ui::KeyTap::What::none:
    case ui::KeyTap::What::next:
      return std::nullopt;
    case ui::KeyTap::What::text:
      return flow::KeyTyped{tap.text};
    case ui::KeyTap::What::backspace:
      return flow::KeyErased{};
    case ui::KeyTap::What::hide:
      return flow::KeyboardHidden{};
    case ui::KeyTap::What::language:
      return flow::ScriptSwitched{};
  }
  return std::nullopt;
}

}  // namespace

Touch draw_chinese_keys(ui::Frame& frame, const KioskView& view, ui::Rect tray) {
  const flow::Composing& composing = view.state.composing;
  const std::vector<port::Candidate> offered = flow::offered(composing, view.state.name);
  ui::CandidateBarSpec bar{.tray = tray,
                           .mode = composing.words ? frame.tr("Words") : frame.tr("Names"),
                           .hint = hint_words(frame, composing),
                           .first = static_cast<std::size_t>(composing.shown)};
  for (const port::Candidate& candidate : offered) {
    bar.candidates.push_back(candidate.text);
  }
  if (composing.opened && !offered.empty()) {
    return touch_of_bar(ui::candidate_page(frame, bar));
  }
  ui::KeyboardState passing;
  ui::KeyboardState& keys = view.keyboard != nullptr ? *view.keyboard : passing;
  const ui::KeyTap key = ui::keyboard(frame, keys,
                                      {.tray = tray,
                                       .language_key = "中/英",
                                       .language_label = frame.tr("Latin letters"),
                                       .composes = true});
  const Touch touched = touch_of_bar(ui::candidate_bar(frame, bar));
  return touched ? touched : touch_of_key(key);
}

}  // namespace lobby::kiosk
