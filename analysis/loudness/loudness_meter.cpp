#include "analysis/loudness/loudness_meter.h"

#include <algorithm>
#include <cmath>

namespace airmark::analysis {
namespace {

/// Lowest whole kilohertz at which the shelf of the K-weighting (1.68 kHz) lies below Nyquist.
constexpr std::size_t kLowestRateHz = 4000;

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

LoudnessMeter::LoudnessMeter(std::size_t sample_rate_hz)
    : sample_rate_hz_(sample_rate_hz), weighting_(sample_rate_hz) {}

std::size_t LoudnessMeter::past_frames(std::size_t sample_rate_hz) noexcept {
  return std::max(KWeighting(sample_rate_hz).past_frames(), TruePeak::kFewestSamples);
}

void LoudnessMeter::begin() noexcept {
  energies_.clear();
  highest_ = 0.0f;
}

void LoudnessMeter::add(const SourcePiece& piece) {
  if (sample_rate_hz_ < kLowestRateHz) return;
  const std::size_t known = energies_.size();
  energies_.resize(known + steps_in(piece.frame_count, sample_rate_hz_));
  for (std::size_t c = 0; c < piece.channels.size(); ++c) {
    highest_ = true_peak_.measure(piece.samples(c), highest_);
    if (const double gain = gain_of(c, piece.channels.size()); gain > 0.0)
      weighting_.add_energies(piece.samples(c), piece.past_frames, gain,
                              std::span(energies_).subspan(known));
  }
}

std::optional<Loudness> LoudnessMeter::measure(const SourcePiece& rest) {
  const std::size_t known = energies_.size();
  const float highest = highest_;
  add(rest);
  const std::optional<Loudness> loudness = measure();
  energies_.resize(known);
  highest_ = highest;
  return loudness;
}

std::optional<Loudness> LoudnessMeter::measure() {
  if (energies_.size() < kMomentarySteps) return std::nullopt;
  sum_tenths();
  average(kMomentarySteps, momentary_);
  average(std::min(kShortTermSteps, energies_.size()), short_term_);
  const double mean = mean_above(momentary_, absolute_gate());
  if (mean == 0.0) return std::nullopt;
  const double gate = std::max(kIntegratedGate * mean, absolute_gate());
  return Loudness{.integrated_lufs = lufs(mean_above(momentary_, gate)),
                  .range_lu = range(),
                  .true_peak_dbtp = 20.0 * std::log10(static_cast<double>(highest_)),
                  .momentary_max_lufs = lufs(highest(momentary_)),
                  .short_term_max_lufs = lufs(highest(short_term_))};
}

void LoudnessMeter::sum_tenths() {
  tenths_.clear();
  for (std::size_t n = 0; n + kStepsPerTenth <= energies_.size(); ++n) {
    double sum = 0.0;
    for (std::size_t k = 0; k < kStepsPerTenth; ++k) sum += energies_[n + k];
    tenths_.push_back(sum);
  }
}

/// Mean square of so many steps, from each step on; whole tenths of a second and what is left.
void LoudnessMeter::average(std::size_t steps, std::vector<double>& means) {
  means.clear();
  for (std::size_t n = 0; n + steps <= energies_.size(); ++n) {
    double sum = 0.0;
    std::size_t k = n;
    for (; k + kStepsPerTenth <= n + steps; k += kStepsPerTenth) sum += tenths_[k];
    for (; k < n + steps; ++k) sum += energies_[k];
    const std::size_t samples =
        first_sample_of_step(n + steps, sample_rate_hz_) - first_sample_of_step(n, sample_rate_hz_);
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

}  // namespace airmark::analysis
