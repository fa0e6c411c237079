#include "tests/support/drums.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "analysis/vocabulary/window_analysis.h"

namespace airmark::testing {
namespace {

constexpr double kTwoPi = 2.0 * std::numbers::pi;
constexpr double kStrokeS = 0.25;

double sine(double hz, double s) { return std::sin(kTwoPi * hz * s); }

/// One sample of a stroke, `s` after it began; `noise` is in [-1, 1).
double stroke(Drum drum, double s, double noise) {
  switch (drum) {
    case Drum::Kick:
      // The skin's pitch falls from 110 to 50 Hz.
      return std::sin(kTwoPi * (50.0 * s + 60.0 * 0.02 * (1.0 - std::exp(-s / 0.02)))) *
             std::exp(-s / 0.08);
    case Drum::Snare:
      return (0.7 * noise + 0.3 * sine(190.0, s)) * std::exp(-s / 0.05);
    case Drum::HiHat:
      return noise * sine(8000.0, s) * std::exp(-s / 0.02);
    case Drum::Chord:
      return (sine(440.0, s) + sine(554.4, s) + sine(659.3, s) + sine(1318.5, s)) / 4.0 *
             std::exp(-s / 0.05);
  }
  return 0.0;
}

}  // namespace

DrumTrack::DrumTrack(double duration_s)
    : samples_(static_cast<std::size_t>(duration_s * kAnalysisRateHz)) {
  // What no recording is without: it also keeps silence from being infinitely far below.
  for (float& sample : samples_) {
    noise_ = 1664525u * noise_ + 1013904223u;
    sample = static_cast<float>(1e-2 * (static_cast<double>(noise_ >> 16) / 32768.0 - 1.0));
  }
}

void DrumTrack::play(Drum drum, double at_s, double amplitude) {
  const auto first = static_cast<std::size_t>(std::lround(at_s * kAnalysisRateHz));
  const auto end =
      std::min(samples_.size(), first + static_cast<std::size_t>(kStrokeS * kAnalysisRateHz));
  for (std::size_t n = first; n < end; ++n) {
    noise_ = 1664525u * noise_ + 1013904223u;
    const double noise = static_cast<double>(noise_ >> 16) / 32768.0 - 1.0;
    const double s = static_cast<double>(n - first) / kAnalysisRateHz;
    samples_[n] += static_cast<float>(amplitude * stroke(drum, s, noise));
  }
}

double DrumTrack::play_rock(double from_s, double until_s, double bpm, double swing_ratio) {
  const double beat_s = 60.0 / bpm;
  const double offbeat_s = beat_s * swing_ratio / (1.0 + swing_ratio);
  double bar_s = from_s;
  for (; bar_s + 4.0 * beat_s <= until_s + 1e-9; bar_s += 4.0 * beat_s) {
    for (int beat = 0; beat < 4; ++beat) {
      const double at_s = bar_s + beat * beat_s;
      play(beat % 2 == 0 ? Drum::Kick : Drum::Snare, at_s);
      play(Drum::HiHat, at_s, 0.15);
      play(Drum::HiHat, at_s + offbeat_s, 0.15);
    }
  }
  return bar_s;
}

}  // namespace airmark::testing
