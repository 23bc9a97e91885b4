// Pager. UI thread.
#include "app/ui/pager.h"

#include <algorithm>

#include "app/ui/buttons.h"
#include "app/ui/label.h"

namespace lobby::ui {

int pager(Frame& frame, const PagerSpec& spec) {
  const Rect& rect = spec.rect;
  const bool first = spec.page <= 1;
  const bool last = spec.page >= spec.pages;
  const Rect left{rect.x, rect.y, spec.end_width, rect.h};
  const Rect right{rect.right() - spec.end_width, rect.y, spec.end_width, rect.h};
  int tap = 0;
  if (spec.arrows_only) {
    if (icon_button(frame, {.id = "pager.previous",
                            .rect = left,
                            .icon = "chevron_left",
                            .label = frame.tr("Previous"),
                            .enabled = !first})) {
      tap = -1;
    }
    if (icon_button(frame, {.id = "pager.next",
                            .rect = right,
                            .icon = "chevron_right",
                            .label = frame.tr("Next page"),
                            .enabled = !last})) {
      tap = 1;
    }
  } else {
    if (button(frame, {.id = "pager.previous",
                       .rect = left,
                       .label = frame.tr("Previous"),
                       .icon = "chevron_left",
                       .size = type::body,
                       .enabled = !first})) {
      tap = -1;
    }
    if (button(frame, {.id = "pager.next",
                       .rect = right,
                       .label = frame.tr("Next page"),
                       .icon_right = "chevron_right",
                       .size = type::body,
                       .enabled = !last})) {
      tap = 1;
    }
  }
  const std::string text = frame.tr("Page {0} of {1}", spec.page, std::max(1, spec.pages));
  TextStyle style{.colour = frame.theme().second, .align = Align::centre};
  style = fitting(frame.canvas(), text, style, rect.w - 2 * spec.end_width - 16);
  frame.text({rect.centre().x, frame.canvas().centred_y(rect.y, rect.h, style.size, style.scaled)},
             text, style);
  return tap;
}

}  // namespace lobby::ui
