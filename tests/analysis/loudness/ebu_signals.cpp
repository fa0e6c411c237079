#include "tests/analysis/loudness/ebu_signals.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "tests/support/source_measures.h"

namespace airmark::testing {
namespace {

constexpr double kTwoPi = 2.0 * std::numbers::pi;

void fade_ends(std::vector<double>& samples, std::size_t fade_samples) {
  for (std::size_t n = 0; n < fade_samples; ++n) {
    const double gain = static_cast<double>(n) / static_cast<double>(fade_samples);
    samples[n] *= gain;
    samples[samples.size() - 1 - n] *= gain;
  }
}

/// Windowed sinc (Hann), cut off at an eighth of the rate.
double low_pass_weight(int distance) {
  constexpr int kReach = 64;
  if (distance == 0) return 0.25;
  const double angle = std::numbers::pi * distance;
  return std::sin(0.25 * angle) / angle * (0.5 + 0.5 * std::cos(angle / (kReach + 1)));
}

}  // namespace

std::vector<float> tones(const std::vector<Tone>& parts, double sample_rate_hz) {
  // A whole number of periods that is a whole number of samples, once.
  constexpr std::size_t kToneHz = 1000;
  const auto rate_hz = static_cast<std::size_t>(std::lround(sample_rate_hz));
  std::vector<double> periods(rate_hz / std::gcd(rate_hz, kToneHz));
  for (std::size_t n = 0; n < periods.size(); ++n)
    periods[n] = std::sin(kTwoPi * static_cast<double>(n * kToneHz % rate_hz) / sample_rate_hz);

  std::vector<float> samples;
  double end_s = 0.0;
  for (const Tone& part : parts) {
    end_s += part.duration_s;
    const double amplitude = std::pow(10.0, part.dbfs / 20.0);
    const auto end = static_cast<std::size_t>(std::llround(end_s * sample_rate_hz));
    while (samples.size() < end)
      samples.push_back(static_cast<float>(amplitude * periods[samples.size() % periods.size()]));
  }
  return samples;
}

Channels stereo_tones(const std::vector<Tone>& parts, double sample_rate_hz) {
  const std::vector<float> samples = tones(parts, sample_rate_hz);
  return {samples, samples};
}

std::vector<float> faded_tone(double samples_per_period, double phase_degrees, double amplitude,
                              double sample_rate_hz) {
  std::vector<double> samples(static_cast<std::size_t>(std::lround(sample_rate_hz)));
  for (std::size_t n = 0; n < samples.size(); ++n)
    samples[n] =
        amplitude *
        std::sin(kTwoPi * (static_cast<double>(n) / samples_per_period + phase_degrees / 360.0));
  fade_ends(samples, samples.size() / 100);
  return {samples.begin(), samples.end()};
}

std::vector<float> tone_with_a_louder_period(std::size_t samples_late) {
  std::vector<double> fine(samples_late);
  const auto add = [&](std::size_t period, std::size_t count, double amplitude) {
    for (std::size_t n = 0; n < period * count; ++n)
      fine.push_back(amplitude *
                     std::sin(kTwoPi * static_cast<double>(n) / static_cast<double>(period)));
  };
  add(24, 2000, 0.5);
  add(16, 1, 1.0);
  add(24, 2000, 0.5);
  fade_ends(fine, 1920);  // 10 ms at 48 kHz
  std::vector<float> samples;
  for (std::size_t n = 0; n < fine.size(); n += 4) {
    double sum = 0.0;
    for (int k = -64; k <= 64; ++k) {
      const auto index = static_cast<std::ptrdiff_t>(n) + k;
      if (index >= 0 && index < static_cast<std::ptrdiff_t>(fine.size()))
        sum += low_pass_weight(k) * fine[static_cast<std::size_t>(index)];
    }
    samples.push_back(static_cast<float>(sum));
  }
  return samples;
}

Loudness loudness_of(const Channels& channels, double sample_rate_hz) {
  const auto loudness = measures_of(channels, sample_rate_hz).loudness;
  EXPECT_TRUE(loudness.has_value());
  return loudness.value_or(Loudness{});
}

Channels part_of(const Channels& channels, double begin_s, double duration_s,
                 double sample_rate_hz) {
  Channels part;
  for (const std::vector<float>& channel : channels) {
    const auto begin = channel.begin() + std::llround(begin_s * sample_rate_hz);
    part.emplace_back(begin, begin + std::llround(duration_s * sample_rate_hz));
  }
  return part;
}

}  // namespace airmark::testing
