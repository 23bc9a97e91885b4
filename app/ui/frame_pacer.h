// FramePacer: when the next frame is due. After anything happened, frames are drawn until the input
// queue is empty and at least three were drawn; then none, until an event, the deadline a widget
// asked for, or, at most 30 times a second, an animation. Pure; times are monotonic milliseconds.
// UI thread.
#pragma once

#include <algorithm>
#include <cstdint>

namespace lobby::ui {

struct FramePacer {
  static constexpr int frames_after_event = 3;
  static constexpr std::int64_t animation_period_ms = 34;
  static constexpr std::int64_t for_ever = -1;

  int frames_due = frames_after_event;  // the first frames
  std::int64_t next_frame_at_ms = for_ever;

  void note_event() { frames_due = frames_after_event; }
  // After a frame: `pending` input remains; `animate` and `wake_at_ms` as the frame asked.
  void note_frame(std::int64_t now_ms, bool pending, bool animate, std::int64_t wake_at_ms) {
    frames_due = std::max(frames_due - 1, pending ? 1 : 0);
    const std::int64_t next = now_ms + animation_period_ms;
    // A deadline that has passed already must not spin: it is paced like an animation.
    next_frame_at_ms = wake_at_ms == for_ever ? for_ever : std::max(wake_at_ms, next);
    if (animate) next_frame_at_ms = next;
  }
  bool due(std::int64_t now_ms) const {
    return frames_due > 0 || (next_frame_at_ms != for_ever && now_ms >= next_frame_at_ms);
  }
  // How long the loop may wait for an event: 0 a frame is due, for_ever nothing is planned.
  std::int64_t wait_ms(std::int64_t now_ms) const {
    if (due(now_ms)) return 0;
    return next_frame_at_ms == for_ever ? for_ever : next_frame_at_ms - now_ms;
  }
  bool operator==(const FramePacer&) const = default;
};

}  // namespace lobby::ui
