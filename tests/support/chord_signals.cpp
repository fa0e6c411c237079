#include "tests/support/chord_signals.h"

#include <cmath>
#include <complex>
#include <cstddef>
#include <numbers>
#include <span>

#include "tests/support/signals.h"

namespace airmark::testing {
namespace {

constexpr double kRateHz = 22050.0;
constexpr double kTwoPi = 2.0 * std::numbers::pi;

/// Adds a plucked note.
void pluck(double frequency_hz, std::span<float> samples) {
  for (int harmonic = 1; harmonic <= 6; ++harmonic) {
    const double angle = kTwoPi * frequency_hz * harmonic / kRateHz;
    const std::complex<double> step = std::polar(std::exp(-1.0 / kRateHz), angle);
    std::complex<double> wave(0.05 / harmonic, 0.0);
    for (float& sample : samples) sample += static_cast<float>((wave *= step).imag());
  }
}

Notes triad(int root, int third) {
  return {36 + root, 48 + root, 48 + root + third, 48 + root + 7};
}

}  // namespace

std::vector<float> played(const std::vector<Notes>& sets, double each_s, double cents) {
  const auto length = static_cast<std::size_t>(std::llround(each_s * kRateHz));
  std::vector<float> samples(sets.size() * length);
  for (std::size_t i = 0; i < sets.size(); ++i)
    for (const int note : sets[i])
      pluck(440.0 * std::exp2((note - 69 + cents / 100.0) / 12.0),
            std::span(samples).subspan(i * length, length));
  return samples;
}

Notes major_triad(int root) { return triad(root, 4); }
Notes minor_triad(int root) { return triad(root, 3); }

std::vector<Notes> repeated(const std::vector<Notes>& sets, int times) {
  std::vector<Notes> all;
  for (int i = 0; i < times; ++i) all.insert(all.end(), sets.begin(), sets.end());
  return all;
}

std::vector<float> drums(double beats_per_minute, double duration_s) {
  std::vector<float> samples = white_noise(duration_s, kRateHz, 1.0);
  const double beat_s = 60.0 / beats_per_minute;
  for (std::size_t n = 0; n < samples.size(); ++n) {
    const double time_s = static_cast<double>(n) / kRateHz;
    const bool is_offbeat = static_cast<int>(time_s / beat_s) % 2 == 1;
    const double hat_s = std::fmod(time_s, beat_s / 2.0);
    const double hit_s = std::fmod(time_s, beat_s);
    const auto noise = static_cast<double>(samples[n]);
    double sample = 0.1 * noise * std::exp(-60.0 * hat_s);
    if (is_offbeat)
      sample += 0.4 * noise * std::exp(-18.0 * hit_s) +
                0.3 * std::sin(kTwoPi * 185.0 * hit_s) * std::exp(-20.0 * hit_s);
    else
      sample += 0.6 * std::sin(kTwoPi * (50.0 * hit_s - 3.0 * std::exp(-30.0 * hit_s))) *
                std::exp(-15.0 * hit_s);
    samples[n] = static_cast<float>(sample);
  }
  return samples;
}

}  // namespace airmark::testing
