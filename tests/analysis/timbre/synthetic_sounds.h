#pragma once

#include <cmath>
#include <cstddef>
#include <functional>
#include <numbers>
#include <vector>

#include "analysis/vocabulary/window_analysis.h"

namespace airmark::testing {

/// Samples of a function of time in seconds, at the analysis rate.
inline std::vector<float> sampled(double duration_s, const std::function<double(double)>& value) {
  std::vector<float> samples(static_cast<std::size_t>(std::lround(duration_s * kAnalysisRateHz)));
  for (std::size_t n = 0; n < samples.size(); ++n)
    samples[n] = static_cast<float>(value(static_cast<double>(n) / kAnalysisRateHz));
  return samples;
}

inline double wave(double frequency_hz, double t_s) {
  return std::sin(2.0 * std::numbers::pi * frequency_hz * t_s);
}

/// A tone with six harmonics whose pitch is `cents(t)` above `frequency_hz`.
inline std::vector<float> sung(double frequency_hz, double duration_s,
                               const std::function<double(double)>& cents, double amplitude = 0.2) {
  double phase = 0.0;
  return sampled(duration_s, [&](double t) {
    phase += frequency_hz * std::exp2(cents(t) / 1200.0) / kAnalysisRateHz;
    double sample = 0.0;
    for (int harmonic = 1; harmonic <= 6; ++harmonic)
      sample += wave(harmonic * phase, 1.0) / harmonic;
    return amplitude * sample;
  });
}

/// A chord of C major, each note with six harmonics.
inline std::vector<float> chord(double duration_s, double amplitude = 0.1) {
  return sampled(duration_s, [&](double t) {
    double sample = 0.0;
    for (const double note_hz : {130.81, 261.63, 329.63, 392.0})
      for (int harmonic = 1; harmonic <= 6; ++harmonic)
        sample += wave(note_hz * harmonic, t) / harmonic;
    return amplitude * sample;
  });
}

/// What an overdriven amplifier does: amplified, then bent.
inline std::vector<float> overdriven(std::vector<float> samples, double gain) {
  for (float& sample : samples)
    sample = static_cast<float>(0.3 * std::tanh(gain * static_cast<double>(sample)));
  return samples;
}

inline std::vector<float> mixed(std::vector<float> sum, const std::vector<float>& other) {
  for (std::size_t n = 0; n < sum.size() && n < other.size(); ++n) sum[n] += other[n];
  return sum;
}

inline std::vector<float> amplified(std::vector<float> samples, float gain) {
  for (float& sample : samples) sample *= gain;
  return samples;
}

}  // namespace airmark::testing
