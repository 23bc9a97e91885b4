// The press and focus model. See the header for the rules. UI thread.
#include "app/ui/interaction.h"

#include <algorithm>
#include <cmath>

#include "app/ui/narrator.h"

namespace lobby::ui {

namespace {

bool reachable(const Node& node) {
  return node.interactive && !node.covered && !node.state.disabled;
}

// The topmost node at a point: later ones lie above.
const Node* node_at(const std::vector<Node>& seen, Point point) {
  for (auto node = seen.rbegin(); node != seen.rend(); ++node) {
    if (node->interactive && !node->covered && node->rect.contains(point)) {
      return node->state.disabled ? nullptr : &*node;
    }
  }
  return nullptr;
}

}  // namespace

bool Interaction::stops_at(const Node& node) const {
  return reading_ ? is_spoken(node) : reachable(node);
}

const Node* Interaction::find_stop(const std::vector<Node>& nodes, std::string_view id) const {
  const auto found = std::find_if(nodes.begin(), nodes.end(), [&](const Node& node) {
    return stops_at(node) && node.id == id;
  });
  return found == nodes.end() ? nullptr : &*found;
}

void Interaction::set_reading(bool reading) {
  if (reading && !reading_) {
    focus_visible_ = true;  // where the voice is
  }
  reading_ = reading;
}

void Interaction::begin(const std::vector<Node>& seen, const Fit& fit) {
  activated_.clear();
  events_.clear();
  bool stop = false;
  while (!queue_.empty() && !stop) {
    stop = consume(queue_.front(), seen, fit);
    events_.push_back(std::move(queue_.front()));
    queue_.pop_front();
  }
}

// True when a frame must be drawn before the next event is judged.
bool Interaction::consume(const Event& event, const std::vector<Node>& seen, const Fit& fit) {
  const Point at = to_canvas(fit, event.at);
  switch (event.kind) {
    case EventKind::pointer_down: {
      focus_visible_ = false;
      const Node* node = node_at(seen, at);
      if (node == nullptr) return false;
      pressed_ = node->id;
      pressed_rect_ = node->rect;
      pressed_at_ = at;
      inside_ = true;
      return true;
    }
    case EventKind::pointer_move:
      if (!event.touch) hover_ = at;
      if (pressed_.empty()) return false;
      inside_ = pressed_rect_.grown(press_slop_px).contains(at);
      return false;
    case EventKind::pointer_up: {
      if (event.touch) hover_.reset();
      const bool held = !pressed_.empty();
      if (held && pressed_rect_.grown(press_slop_px).contains(at)) {
        activated_ = pressed_;
        activated_at_ = pressed_at_;
        focus_ = pressed_;
      }
      pressed_.clear();
      inside_ = false;
      return held;
    }
    case EventKind::pointer_cancel:
      pressed_.clear();
      inside_ = false;
      hover_.reset();
      return false;
    case EventKind::key_down:
      return consume_key(event, seen);
    case EventKind::text:
    case EventKind::wake:
    case EventKind::resized:
    case EventKind::quit:
    case EventKind::file_dropped:
      return false;
  }
  return false;
}

bool Interaction::consume_key(const Event& event, const std::vector<Node>& seen) {
  if (event.control || event.alt) return false;
  const Node* focused = find_stop(seen, focus_);
  const bool editing = focused != nullptr && focused->role == Role::field;
  const bool across = event.key == Key::left || event.key == Key::right;
  if (event.key == Key::tab) {
    move_focus(seen, event.shift ? -1 : 1);
    return true;
  }
  if ((across && (!editing || reading_)) || event.key == Key::up || event.key == Key::down) {
    move_focus_towards(seen, event.key);
    return true;
  }
  const bool activates = event.key == Key::enter || (event.key == Key::space && !editing);
  if (!activates || !focus_visible_ || focused == nullptr || !reachable(*focused)) return false;
  activated_ = focus_;
  activated_at_ = focused->rect.centre();
  return true;
}

void Interaction::move_focus(const std::vector<Node>& seen, int step) {
  std::vector<const Node*> order;
  for (const Node& node : seen) {
    if (stops_at(node)) order.push_back(&node);
  }
  if (order.empty()) return;
  const auto current = std::find_if(order.begin(), order.end(),
                                    [&](const Node* node) { return node->id == focus_; });
  const auto count = static_cast<std::ptrdiff_t>(order.size());
  std::ptrdiff_t index = step > 0 ? 0 : count - 1;
  if (current != order.end()) {
    // The first key only shows where the focus stands.
    index = current - order.begin() + (focus_visible_ ? step : 0);
    index = (index + count) % count;
  }
  focus_ = order[static_cast<std::size_t>(index)]->id;
  focus_visible_ = true;
}

// To the next stop, or the next control that can be used; round the end.
void Interaction::read_on(const std::vector<Node>& seen, Key direction) {
  const bool forwards = direction == Key::right || direction == Key::down;
  const bool controls = direction == Key::right || direction == Key::left;
  for (std::size_t steps = 0; steps < seen.size(); ++steps) {
    move_focus(seen, forwards ? 1 : -1);
    const Node* stop = find_stop(seen, focus_);
    if (stop == nullptr || !controls || reachable(*stop)) return;
  }
}

void Interaction::move_focus_towards(const std::vector<Node>& seen, Key direction) {
  if (reading_) return read_on(seen, direction);
  const Node* from = find_stop(seen, focus_);
  if (from == nullptr || !focus_visible_) return move_focus(seen, 1);
  const bool across = direction == Key::left || direction == Key::right;
  const float sign = direction == Key::right || direction == Key::down ? 1.F : -1.F;
  const Node* best = nullptr;
  float best_cost = 0;
  for (const Node& node : seen) {
    if (!reachable(node) || node.id == focus_) continue;
    const float dx = node.rect.centre().x - from->rect.centre().x;
    const float dy = node.rect.centre().y - from->rect.centre().y;
    const float along = (across ? dx : dy) * sign;
    const float aside = std::abs(across ? dy : dx);
    if (along <= 1) continue;
    const float cost = along + 3 * aside;  // straight ahead beats near but aside
    if (best == nullptr || cost < best_cost) {
      best = &node;
      best_cost = cost;
    }
  }
  if (best != nullptr) focus_ = best->id;
}

void Interaction::end(const std::vector<Node>& drawn) {
  if (!focus_visible_ || find_stop(drawn, focus_) != nullptr) return;
  const auto first =
      std::find_if(drawn.begin(), drawn.end(), [&](const Node& node) { return stops_at(node); });
  if (first != drawn.end()) focus_ = first->id;
}

void Interaction::clear() {
  *this = Interaction{};
}

}  // namespace lobby::ui
