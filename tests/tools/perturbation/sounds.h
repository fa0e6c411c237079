#pragma once

#include <cmath>
#include <cstddef>
#include <functional>
#include <numbers>
#include <random>
#include <vector>

#include "tools/sound_file/decoded_sound.h"

namespace airmark::tools {

inline DecodedSound sound_of(double rate_hz, std::size_t frame_count,
                             const std::function<double(double time_s)>& wave) {
  std::vector<float> samples;
  for (std::size_t n = 0; n < frame_count; ++n)
    samples.push_back(static_cast<float>(wave(static_cast<double>(n) / rate_hz)));
  return {rate_hz, {std::move(samples)}};
}

inline DecodedSound sine(double rate_hz, double duration_s, double frequency_hz) {
  return sound_of(rate_hz, static_cast<std::size_t>(duration_s * rate_hz), [=](double time_s) {
    return 0.5 * std::sin(2.0 * std::numbers::pi * frequency_hz * time_s);
  });
}

/// Noise that is the same each time, each sample uneven with its neighbours.
inline DecodedSound noise(double rate_hz, std::size_t frame_count, int channel_count = 1) {
  std::mt19937_64 random(7);
  DecodedSound sound{rate_hz, {}};
  for (int c = 0; c < channel_count; ++c) {
    std::vector<float> samples;
    for (std::size_t n = 0; n < frame_count; ++n)
      samples.push_back(static_cast<float>(random() >> 40) / static_cast<float>(1 << 24) - 0.5F);
    sound.channels.push_back(std::move(samples));
  }
  return sound;
}

inline double rms(const std::vector<float>& samples) {
  double sum = 0.0;
  for (const float sample : samples) sum += static_cast<double>(sample) * sample;
  return std::sqrt(sum / static_cast<double>(samples.size()));
}

}  // namespace airmark::tools
