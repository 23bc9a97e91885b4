// Generated tones: two sine notes with soft edges, queued on SDL's audio device. UI thread.
#include "platform/sdl/sound.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>

#include <SDL.h>

namespace lobby::sdl {

namespace {

struct Note {
  double frequency_hz;
  double length_s;
};

constexpr Note rising_notes[] = {{660, 0.11}, {990, 0.18}};
constexpr Note falling_notes[] = {{440, 0.16}, {294, 0.26}};
constexpr Note tick_notes[] = {{1200, 0.03}};

std::span<const Note> notes_of(Tone tone) {
  switch (tone) {
    case Tone::rising:
      return rising_notes;
    case Tone::falling:
      return falling_notes;
    case Tone::tick:
      return tick_notes;
  }
  return {};
}

}  // namespace

std::vector<std::int16_t> tone_samples(Tone tone, double volume) {
  std::vector<std::int16_t> samples;
  for (const Note& note : notes_of(tone)) {
    const auto count = static_cast<std::size_t>(note.length_s * sound_rate_hz);
    const std::size_t edge = std::min<std::size_t>(count / 4, sound_rate_hz / 200);
    for (std::size_t at = 0; at < count; ++at) {
      const double phase =
          2 * std::numbers::pi * note.frequency_hz * static_cast<double>(at) / sound_rate_hz;
      const std::size_t to_edge = std::min(at, count - at);
      const double envelope =
          std::min(1.0, static_cast<double>(to_edge) / static_cast<double>(edge));
      const double value = std::sin(phase) * envelope * std::clamp(volume, 0.0, 1.0) * 0.6;
      samples.push_back(static_cast<std::int16_t>(value * 32767));
    }
  }
  return samples;
}

Sound::Sound() {
  if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0) return;
  SDL_AudioSpec wanted{};
  wanted.freq = sound_rate_hz;
  wanted.format = AUDIO_S16SYS;
  wanted.channels = 1;
  wanted.samples = 1024;
  device_ = SDL_OpenAudioDevice(nullptr, 0, &wanted, nullptr, 0);
  if (device_ != 0) SDL_PauseAudioDevice(device_, 0);
}

Sound::~Sound() {
  if (device_ != 0) SDL_CloseAudioDevice(device_);
  SDL_QuitSubSystem(SDL_INIT_AUDIO);
}

void Sound::play(Tone tone) {
  if (device_ == 0) return;
  const std::vector<std::int16_t> samples = tone_samples(tone, volume_);
  SDL_ClearQueuedAudio(device_);  // the newest verdict is the one to hear
  SDL_QueueAudio(device_, samples.data(),
                 static_cast<std::uint32_t>(samples.size() * sizeof(samples.front())));
}

void Sound::set_volume(double volume) {
  volume_ = std::clamp(volume, 0.0, 1.0);
}

}  // namespace lobby::sdl
