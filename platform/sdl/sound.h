// Sound: three short generated tones (no files): rising for yes, falling for no, a tick for a
// countdown or a key. No audio device is not an error: play() then does nothing.
// UI thread.
#pragma once

#include <cstdint>
#include <vector>

namespace lobby::sdl {

enum class Tone : std::uint8_t { rising, falling, tick };

inline constexpr int sound_rate_hz = 48000;

// 16-bit mono samples of a tone; `volume` from 0 to 1. Pure.
std::vector<std::int16_t> tone_samples(Tone tone, double volume);

class Sound {
 public:
  Sound();  // REQUIRES: a Window is open.
  Sound(const Sound&) = delete;
  Sound& operator=(const Sound&) = delete;
  ~Sound();

  bool available() const { return device_ != 0; }
  void play(Tone tone);
  void set_volume(double volume);  // reset per guest

 private:
  std::uint32_t device_ = 0;
  double volume_ = 0.5;
};

}  // namespace lobby::sdl
