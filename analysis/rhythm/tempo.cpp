#include "analysis/rhythm/tempo.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/framing/frame_grid.h"
#include "analysis/spectrum/hann_window.h"

namespace airmark::analysis {
namespace {

/// Long enough for every lag without wrapping round (2 * 344 - 1), and quick to transform.
constexpr std::size_t kTransformSize = 768;
constexpr std::size_t kHalfWindow = kTempogramLags / 2;
constexpr double kPriorBpm = 120.0;
constexpr double kHighestBpm = 320.0;

double bpm_of(std::size_t lag) {
  return 60.0 * kAnalysisRateHz / (static_cast<double>(kHopSize) * static_cast<double>(lag));
}

}  // namespace

Tempo::Tempo()
    : window_(hann_window(kTempogramLags)),
      fft_(kTransformSize),
      power_sum_(kTransformSize / 2 + 1),
      mean_tempogram_(kTempogramLags) {}

double Tempo::measure_bpm(std::span<const float> onsets) {
  std::fill(mean_tempogram_.begin(), mean_tempogram_.end(), 0.0);
  if (std::all_of(onsets.begin(), onsets.end(), [](float onset) { return onset == 0.0f; }))
    return 0.0;
  extend(onsets);
  correlate(onsets.size());
  return best_bpm();
}

void Tempo::extend(std::span<const float> onsets) {
  extended_.resize(onsets.size() + kTempogramLags);
  const auto half = static_cast<double>(kHalfWindow);
  for (std::size_t n = 0; n < kHalfWindow; ++n) {
    const double ramp = static_cast<double>(n) / half;
    extended_[n] = static_cast<float>(onsets.front() * ramp);
    extended_[extended_.size() - 1 - n] = static_cast<float>(onsets.back() * ramp);
  }
  std::copy(onsets.begin(), onsets.end(), extended_.begin() + kHalfWindow);
}

/// The autocorrelation is the inverse transform of the power spectrum, and both the mean over
/// frames and the transform are linear: one inverse serves all frames. A frame's greatest
/// autocorrelation is its energy, at lag 0.
void Tempo::correlate(std::size_t frame_count) {
  std::fill(power_sum_.begin(), power_sum_.end(), 0.0);
  for (std::size_t t = 0; t < frame_count; ++t) {
    const std::span<double> time = fft_.time();
    double energy = 0.0;
    for (std::size_t n = 0; n < kTempogramLags; ++n) {
      time[n] = extended_[t + n] * window_[n];
      energy += time[n] * time[n];
    }
    if (energy < std::numeric_limits<double>::min()) continue;
    std::fill(time.begin() + kTempogramLags, time.end(), 0.0);
    fft_.forward();
    const auto bins = fft_.bins();
    const double scale = 1.0 / energy;
    for (std::size_t k = 0; k < bins.size(); ++k) power_sum_[k] += std::norm(bins[k]) * scale;
  }
  for (std::size_t k = 0; k < power_sum_.size(); ++k) fft_.bins()[k] = power_sum_[k];
  fft_.inverse();
  const auto scale = static_cast<double>(kTransformSize) * static_cast<double>(frame_count);
  for (std::size_t lag = 0; lag < kTempogramLags; ++lag)
    mean_tempogram_[lag] = fft_.time()[lag] / scale;
}

double Tempo::best_bpm() const {
  std::size_t best_lag = 0;
  double best = -std::numeric_limits<double>::infinity();
  for (std::size_t lag = 1; lag < kTempogramLags; ++lag) {
    if (bpm_of(lag) >= kHighestBpm) continue;
    const double octaves = std::log2(bpm_of(lag)) - std::log2(kPriorBpm);
    const double score = std::log1p(1e6 * mean_tempogram_[lag]) - 0.5 * octaves * octaves;
    if (score > best) {
      best = score;
      best_lag = lag;
    }
  }
  return bpm_of(best_lag);
}

}  // namespace airmark::analysis
