#include "tests/support/signals.h"

#include <array>
#include <cmath>
#include <numbers>

namespace airmark::testing {
namespace {

constexpr double kTwoPi = 2.0 * std::numbers::pi;

std::size_t frames(double duration_s, double sample_rate_hz) {
  return static_cast<std::size_t>(std::llround(duration_s * sample_rate_hz));
}

/// Linear congruential noise in [-1, 1) (Numerical Recipes' constants).
class Noise {
 public:
  explicit Noise(std::uint32_t seed) : state_(seed) {}
  double next() {
    state_ = 1664525u * state_ + 1013904223u;
    return (static_cast<double>(state_ >> 16) - 32768.0) / 32768.0;
  }

 private:
  std::uint32_t state_;
};

double pitch_hz(int midi_note) { return 440.0 * std::exp2((midi_note - 69) / 12.0); }

}  // namespace

std::vector<float> sine(double frequency_hz, double duration_s, double sample_rate_hz,
                        double amplitude) {
  std::vector<float> samples(frames(duration_s, sample_rate_hz));
  for (std::size_t n = 0; n < samples.size(); ++n)
    samples[n] = static_cast<float>(
        amplitude * std::sin(kTwoPi * frequency_hz * static_cast<double>(n) / sample_rate_hz));
  return samples;
}

std::vector<float> white_noise(double duration_s, double sample_rate_hz, double amplitude,
                               std::uint32_t seed) {
  Noise noise(seed);
  std::vector<float> samples(frames(duration_s, sample_rate_hz));
  for (float& sample : samples) sample = static_cast<float>(amplitude * noise.next());
  return samples;
}

std::vector<float> clicks(double beats_per_minute, double duration_s, double sample_rate_hz) {
  Noise noise(7);
  std::vector<float> samples(frames(duration_s, sample_rate_hz));
  const double period = 60.0 / beats_per_minute * sample_rate_hz;
  for (std::size_t n = 0; n < samples.size(); ++n) {
    const double since_beat_s = std::fmod(static_cast<double>(n), period) / sample_rate_hz;
    samples[n] = static_cast<float>(0.8 * noise.next() * std::exp(-since_beat_s / 0.01));
  }
  return samples;
}

std::vector<float> music(double duration_s, double sample_rate_hz, std::uint32_t seed) {
  constexpr std::array<int, 4> kRoots{60, 57, 53, 55};  // C, A minor, F, G
  Noise noise(seed);
  std::vector<float> samples(frames(duration_s, sample_rate_hz));
  for (std::size_t n = 0; n < samples.size(); ++n) {
    const double t = static_cast<double>(n) / sample_rate_hz;
    const std::size_t bar = static_cast<std::size_t>(t / 2.0) % kRoots.size();
    const int root = kRoots[bar];
    double sample = 0.12 * std::sin(kTwoPi * pitch_hz(root - 24) * t);
    for (const int interval : {0, bar == 1 ? 3 : 4, 7})
      for (const int harmonic : {1, 2, 3})
        sample += 0.06 / harmonic * std::sin(kTwoPi * pitch_hz(root + interval) * harmonic * t);
    sample += 0.3 * noise.next() * std::exp(-std::fmod(t, 0.5) / 0.04);
    samples[n] = static_cast<float>(sample * (0.7 + 0.3 * std::sin(kTwoPi * 0.1 * t)));
  }
  return samples;
}

std::vector<float> silence(double duration_s, double sample_rate_hz) {
  return std::vector<float>(frames(duration_s, sample_rate_hz));
}

}  // namespace airmark::testing
