// Adapt: platform values become app/ui values here, by shape, so that neither layer includes the
// other. A platform event needs the members kind, x, y, touch, key, shift, control, alt, text and
// at_ms, with the enumerators of EventKind; a paint needs those of Surface. UI thread.
#pragma once

#include <string>
#include <string_view>

#include "app/ui/canvas.h"
#include "app/ui/input.h"

namespace lobby::ui {

struct KeyName {
  Key key = Key::none;
  char32_t character = 0;
};
// SDL's key names: "Tab", "Return", "F2", "A".
KeyName key_from_name(std::string_view name);

template <class Kind>
EventKind adapt_kind(Kind kind) {
  switch (kind) {
    case Kind::pointer_down:
      return EventKind::pointer_down;
    case Kind::pointer_move:
      return EventKind::pointer_move;
    case Kind::pointer_up:
      return EventKind::pointer_up;
    case Kind::pointer_cancel:
      return EventKind::pointer_cancel;
    case Kind::key_down:
      return EventKind::key_down;
    case Kind::text:
      return EventKind::text;
    case Kind::wake:
      return EventKind::wake;
    case Kind::resized:
      return EventKind::resized;
    case Kind::quit:
      return EventKind::quit;
    case Kind::file_dropped:
      return EventKind::file_dropped;
  }
  return EventKind::wake;
}

template <class PlatformEvent>
Event adapt_event(const PlatformEvent& from) {
  Event event;
  event.kind = adapt_kind(from.kind);
  event.at = {from.x, from.y};
  event.touch = from.touch;
  const KeyName name = key_from_name(from.key);
  event.key = name.key;
  event.character = name.character;
  event.shift = from.shift;
  event.control = from.control;
  event.alt = from.alt;
  event.text = from.text;
  event.at_ms = from.at_ms;
  return event;
}

template <class Handle>
Picture adapt_picture(const Handle& found) {
  return {found.texture, static_cast<float>(found.width_px), static_cast<float>(found.height_px)};
}

template <class Paint>
Surface adapt_surface(const Paint& paint) {
  Surface surface;
  surface.list = paint.list;
  surface.regular = paint.regular;
  surface.bold = paint.bold;
  surface.icons = paint.icons;
  surface.shadow = paint.shadow;
  surface.picture = [&paint](const PictureAsk& ask) {
    typename Paint::Cut cut;
    cut.name = std::string(ask.name);
    cut.width_px = ask.width_px;
    cut.height_px = ask.height_px;
    cut.focus_x = ask.focus.x;
    cut.focus_y = ask.focus.y;
    cut.radius_px = ask.radius_px;
    const bool all = ask.corners == Corners::all;
    cut.rounds_top_left = all || ask.corners == Corners::top || ask.corners == Corners::left;
    cut.rounds_top_right = all || ask.corners == Corners::top || ask.corners == Corners::right;
    cut.rounds_bottom_left = all || ask.corners == Corners::bottom || ask.corners == Corners::left;
    cut.rounds_bottom_right =
        all || ask.corners == Corners::bottom || ask.corners == Corners::right;
    return adapt_picture(paint.picture(cut));
  };
  surface.source_size = [&paint](std::string_view name) {
    return adapt_picture(paint.source_size(name));
  };
  surface.disc = [&paint](int radius_px, int ring_px) {
    const auto found = paint.disc(radius_px, ring_px);
    return Sprite{found.u0, found.v0, found.u1, found.v1};
  };
  return surface;
}

}  // namespace lobby::ui
