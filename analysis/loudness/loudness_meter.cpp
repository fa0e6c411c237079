#include "analysis/loudness/loudness_meter.h"

#include <algorithm>
#include <cmath>

#include "analysis/loudness/k_weighting.h"

namespace airmark::analysis {
namespace {

/// Lowest whole kilohertz at which the shelf of the K-weighting (1.68 kHz) lies below Nyquist.
constexpr double kLowestRateHz = 4000.0;

constexpr std::size_t kStepsPerTenth = kStepsPerSecond / 10;
constexpr std::size_t kMomentarySteps = 4 * kStepsPerTenth;
constexpr std::size_t kShortTermSteps = 3 * kStepsPerSecond;

constexpr double kAbsoluteGateLufs = -70.0;
constexpr double kIntegratedGate = 0.1;  // 10 LU below the mean, as a share of it
constexpr double kRangeGate = 0.01;      // 20 LU
constexpr double kSurroundGain = 1.41;

/// BS.1770 calibrates a 1 kHz tone to its level in dBFS.
constexpr double kOffsetLufs = -0.691;

double lufs(double mean_square) noexcept { return kOffsetLufs + 10.0 * std::log10(mean_square); }

double absolute_gate() noexcept { return std::pow(10.0, (kAbsoluteGateLufs - kOffsetLufs) / 10.0); }

double gain_of(std::size_t channel, std::size_t channel_count) noexcept {
  if (channel_count == 1) return 2.0;
  const std::size_t first_surround = channel_count == 4 ? 2 : channel_count == 5 ? 3 : 4;
  if (channel >= first_surround) return channel < first_surround + 2 ? kSurroundGain : 0.0;
  return channel < 3 ? 1.0 : 0.0;
}

/// Mean of each tenth value above `gate`; 0 where there is none.
double mean_above(std::span<const double> values, double gate) noexcept {
  double sum = 0.0;
  std::size_t count = 0;
  for (std::size_t n = 0; n < values.size(); n += kStepsPerTenth)
    if (values[n] > gate) {
      sum += values[n];
      ++count;
    }
  return count == 0 ? 0.0 : sum / static_cast<double>(count);
}

double highest(std::span<const double> values) noexcept {
  return *std::max_element(values.begin(), values.end());
}

std::size_t steps_in(std::size_t frame_count, std::size_t sample_rate_hz) noexcept {
  std::size_t steps = frame_count * kStepsPerSecond / sample_rate_hz;
  while (first_sample_of_step(steps, sample_rate_hz) > frame_count) --steps;
  return steps;
}

}  // namespace

std::optional<Loudness> LoudnessMeter::measure(std::span<const float* const> channels,
                                               std::size_t frame_count, double sample_rate_hz) {
  if (!(sample_rate_hz >= kLowestRateHz)) return std::nullopt;
  const auto rate_hz = static_cast<std::size_t>(std::lround(sample_rate_hz));
  weigh(channels, frame_count, rate_hz);
  if (energies_.size() < kMomentarySteps) return std::nullopt;
  average(kMomentarySteps, rate_hz, momentary_);
  average(std::min(kShortTermSteps, energies_.size()), rate_hz, short_term_);
  const double mean = mean_above(momentary_, absolute_gate());
  if (mean == 0.0) return std::nullopt;
  const double gate = std::max(kIntegratedGate * mean, absolute_gate());
  return Loudness{.integrated_lufs = lufs(mean_above(momentary_, gate)),
                  .range_lu = range(),
                  .true_peak_dbtp = 20.0 * std::log10(highest_true_peak(channels, frame_count)),
                  .momentary_max_lufs = lufs(highest(momentary_)),
                  .short_term_max_lufs = lufs(highest(short_term_))};
}

void LoudnessMeter::weigh(std::span<const float* const> channels, std::size_t frame_count,
                          std::size_t sample_rate_hz) {
  energies_.assign(steps_in(frame_count, sample_rate_hz), 0.0);
  const KWeighting weighting(sample_rate_hz);
  for (std::size_t c = 0; c < channels.size(); ++c)
    if (const double gain = gain_of(c, channels.size()); gain > 0.0)
      weighting.add_energies({channels[c], frame_count}, gain, energies_);
  tenths_.clear();
  for (std::size_t n = 0; n + kStepsPerTenth <= energies_.size(); ++n) {
    double sum = 0.0;
    for (std::size_t k = 0; k < kStepsPerTenth; ++k) sum += energies_[n + k];
    tenths_.push_back(sum);
  }
}

/// Mean square of so many steps, from each step on; whole tenths of a second and what is left.
void LoudnessMeter::average(std::size_t steps, std::size_t sample_rate_hz,
                            std::vector<double>& means) {
  means.clear();
  for (std::size_t n = 0; n + steps <= energies_.size(); ++n) {
    double sum = 0.0;
    std::size_t k = n;
    for (; k + kStepsPerTenth <= n + steps; k += kStepsPerTenth) sum += tenths_[k];
    for (; k < n + steps; ++k) sum += energies_[k];
    const std::size_t samples =
        first_sample_of_step(n + steps, sample_rate_hz) - first_sample_of_step(n, sample_rate_hz);
    means.push_back(sum / static_cast<double>(samples));
  }
}

/// Requires short_term_ and something above the absolute gate.
double LoudnessMeter::range() {
  if (energies_.size() < kShortTermSteps) return 0.0;
  const double gate =
      std::max(kRangeGate * mean_above(short_term_, absolute_gate()), absolute_gate());
  gated_.clear();
  for (std::size_t n = 0; n < short_term_.size(); n += kStepsPerTenth)
    if (short_term_[n] > gate) gated_.push_back(short_term_[n]);
  if (gated_.empty()) return 0.0;
  std::sort(gated_.begin(), gated_.end());
  const auto percentile = [&](double share) {
    return gated_[static_cast<std::size_t>(
        std::lround(share * static_cast<double>(gated_.size() - 1)))];
  };
  return lufs(percentile(0.95)) - lufs(percentile(0.10));
}

double LoudnessMeter::highest_true_peak(std::span<const float* const> channels,
                                        std::size_t frame_count) {
  float peak = 0.0f;
  for (const float* channel : channels)
    peak = std::max(peak, true_peak_.measure({channel, frame_count}));
  return static_cast<double>(peak);
}

}  // namespace airmark::analysis
