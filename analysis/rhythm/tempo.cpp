#include "analysis/rhythm/tempo.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/framing/frame_grid.h"
#include "analysis/spectrum/hann_window.h"

namespace airmark::analysis {
namespace {

static_assert(kTempogramLags == kernels::kCorrelatedValues);

constexpr std::size_t kHalfWindow = kTempogramLags / 2;
constexpr double kPriorBpm = 120.0;
constexpr double kHighestBpm = 320.0;

double bpm_of(std::size_t lag) {
  return 60.0 * kAnalysisRateHz / (static_cast<double>(kHopSize) * static_cast<double>(lag));
}

}  // namespace

Tempo::Tempo()
    : window_(hann_window(kTempogramLags)),
      power_sums_(kernels::kPowerSumSize / kBlockFrames),
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
  // Whole blocks of frames look at what lies behind the end.
  const std::size_t size = onsets.size() + kTempogramLags;
  extended_.assign(size + kBlockFrames, 0.0f);
  const auto half = static_cast<double>(kHalfWindow);
  for (std::size_t n = 0; n < kHalfWindow; ++n) {
    const double ramp = static_cast<double>(n) / half;
    extended_[n] = static_cast<float>(onsets.front() * ramp);
    extended_[size - 1 - n] = static_cast<float>(onsets.back() * ramp);
  }
  std::copy(onsets.begin(), onsets.end(), extended_.begin() + kHalfWindow);
}

/// The autocorrelation is the inverse transform of the power spectrum, and both the mean over
/// frames and the transform are linear: one inverse serves all frames. A frame's greatest
/// autocorrelation is its energy, at lag 0.
void Tempo::correlate(std::size_t frame_count) {
  double* const power_sums = power_sums_.data()->values.data();
  std::fill(power_sums_.begin(), power_sums_.end(), Lanes<double>{});
  for (std::size_t t = 0; t < frame_count; t += kBlockFrames)
    kernels::add_power_spectra(extended_.data() + t, std::min(kBlockFrames, frame_count - t),
                               window_.data(), work_, power_sums);
  kernels::correlate(power_sums, work_, mean_tempogram_.data());
  for (double& mean : mean_tempogram_) mean /= static_cast<double>(frame_count);
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
