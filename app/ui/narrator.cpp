// From nodes to sentences.
#include "app/ui/narrator.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace lobby::ui {
namespace {

// What a blind guest can do with it; nothing for what is only read.
std::string_view role_words(Role role, const TextCatalog& texts) {
  switch (role) {
    case Role::button:
      return texts.tr("button");
    case Role::toggle:
      return texts.tr("switch");
    case Role::radio:
      return texts.tr("choice");
    case Role::tab:
      return texts.tr("tab");
    case Role::field:
      return texts.tr("field");
    case Role::key:
      return texts.tr("key");
    case Role::heading:
      return texts.tr("heading");
    case Role::image:
      return texts.tr("picture");
    case Role::stepper:
    case Role::text:
    case Role::list:
    case Role::alert:
      return {};
  }
  return {};
}

std::string_view state_words(const Node& node, const TextCatalog& texts) {
  if (!node.interactive) {
    return {};
  }
  if (node.state.disabled) {
    return texts.tr("not available now");
  }
  const bool chosen = node.state.selected;
  switch (node.role) {
    case Role::toggle:
      return chosen ? texts.tr("on") : texts.tr("off");
    case Role::radio:
    case Role::tab:
    case Role::button:
      return chosen ? texts.tr("selected") : std::string_view();
    default:
      return {};
  }
}

void append(std::string& sentence, std::string_view part) {
  if (!part.empty()) {
    sentence += (sentence.empty() ? "" : ", ") + std::string(part);
  }
}

// An alert that is drawn as text is not heard twice.
void append_new(std::string& sentence, std::string_view part) {
  if (sentence.find(part) == std::string::npos) {
    append(sentence, part);
  }
}

std::string screen_of(const std::vector<Node>& nodes) {
  std::string screen;
  for (const Node& node : nodes) {
    if (!node.covered && node.role == Role::heading) {
      append(screen, node.label);
    }
  }
  return screen;
}

std::vector<std::string> alerts_of(const std::vector<Node>& nodes) {
  std::vector<std::string> alerts;
  for (const Node& node : nodes) {
    if (!node.covered && node.role == Role::alert && !node.label.empty()) {
      alerts.push_back(node.label);
    }
  }
  return alerts;
}

// "Garden Twin, ¥568 a night, choice, selected, 3 of 12".
std::string spoken_text(const std::vector<Node>& nodes, std::size_t at, std::size_t position,
                        std::size_t count, const TextCatalog& texts) {
  const Node& node = nodes[at];
  std::string sentence(node.label);
  for (std::size_t next = at + 1;
       next < nodes.size() && nodes[next].goes_on && !nodes[next].covered; ++next) {
    const bool alert = nodes[next].role == Role::alert;
    alert ? append_new(sentence, nodes[next].label) : append(sentence, nodes[next].label);
  }
  append_new(sentence, node.value);
  append(sentence, role_words(node.role, texts));
  append(sentence, state_words(node, texts));
  append(sentence, texts.tr("{0} of {1}", position, count));
  return sentence;
}

}  // namespace

bool is_spoken(const Node& node) {
  return !node.covered && !node.goes_on && (node.interactive || !node.label.empty());
}

// What a key of the screen made of the field that it types into.
std::optional<std::string> Narrator::typed_into(const std::vector<Node>& nodes) {
  const auto field = std::ranges::find_if(nodes, [](const Node& node) {
    return !node.covered && node.role == Role::field && node.state.selected;
  });
  if (field == nodes.end()) {
    field_id_.clear();
    return std::nullopt;
  }
  const bool typed = field->id == field_id_ && field->value != field_value_;
  field_id_ = field->id;
  field_value_ = field->value;
  return typed && !field->state.focused ? std::optional(field->label + ", " + field->value)
                                        : std::nullopt;
}

std::vector<std::string> Narrator::look(const std::vector<Node>& nodes, const TextCatalog& texts) {
  std::vector<std::string> said;
  // On a new screen the focus falls to its place a frame later; all of it is said then.
  const bool focused = std::ranges::any_of(
      nodes, [](const Node& node) { return node.state.focused && !node.covered; });
  if (!focused) {
    return said;
  }
  std::string screen = screen_of(nodes);
  const bool screen_changed = screen != screen_ && !screen.empty();
  if (screen_changed) {
    said.push_back(screen);
  }
  screen_ = std::move(screen);
  std::vector<std::string> alerts = alerts_of(nodes);
  std::ranges::copy_if(alerts, std::back_inserter(said), [&](const std::string& alert) {
    return std::ranges::find(alerts_, alert) == alerts_.end();
  });
  alerts_ = std::move(alerts);
  if (std::optional<std::string> typed = typed_into(nodes)) {
    said.push_back(*std::move(typed));
  }
  const auto count = static_cast<std::size_t>(std::ranges::count_if(nodes, is_spoken));
  std::size_t position = 0;
  for (std::size_t at = 0; at < nodes.size(); ++at) {
    const Node& node = nodes[at];
    position += is_spoken(node) ? 1 : 0;
    if (!node.state.focused || node.covered) {
      continue;
    }
    std::string text = spoken_text(nodes, at, position, count, texts);
    const bool moved = node.id != focus_id_ || text != focus_text_;
    if (moved || screen_changed) {
      said.push_back(text);
    }
    focus_id_ = node.id;
    focus_text_ = std::move(text);
  }
  if (!said.empty()) {
    last_ = said;
  }
  return said;
}

}  // namespace lobby::ui
