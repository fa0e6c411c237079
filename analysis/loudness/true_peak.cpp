#include "analysis/loudness/true_peak.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "analysis/spectrum/lanes.h"

namespace airmark::analysis {
namespace {

constexpr std::size_t kHalf = TruePeak::kTaps / 2;
constexpr double kKaiserBeta = 3.4;  // 40 dB, Kaiser 1974
constexpr float kRoundingMargin = 1.0001f;

static_assert(TruePeak::kBlockSamples % kBlockFrames == 0);
static_assert(TruePeak::kTaps - 1 <= TruePeak::kBlockSamples);

/// Modified Bessel function of the first kind and order 0, by its series.
double bessel_i0(double x) noexcept {
  double sum = 1.0;
  double term = 1.0;
  for (int k = 1; term > 1e-17 * sum; ++k) {
    term *= x * x / (4.0 * k * k);
    sum += term;
  }
  return sum;
}

double windowed_sinc(double distance) noexcept {
  const double edge = distance / static_cast<double>(kHalf);
  const double angle = std::numbers::pi * distance;
  const double window =
      bessel_i0(kKaiserBeta * std::sqrt(1.0 - edge * edge)) / bessel_i0(kKaiserBeta);
  return std::sin(angle) / angle * window;
}

using Taps = std::array<double, TruePeak::kTaps>;

/// What weighs the 24 samples around a point that lies `fraction` behind the twelfth of them.
Taps taps_at(double fraction) noexcept {
  Taps taps;
  double sum = 0.0;
  for (std::size_t t = 0; t < taps.size(); ++t)
    sum += taps[t] =
        windowed_sinc(static_cast<double>(t) - static_cast<double>(kHalf - 1) - fraction);
  for (double& tap : taps) tap /= sum;  // a constant stays what it is
  return taps;
}

double gain_of(const Taps& taps) noexcept {
  double sum = 0.0;
  for (const double tap : taps) sum += std::abs(tap);
  return sum;
}

AIRMARK_VECTOR_CLONES
float highest_sample(const float* samples, std::size_t count) {
  Lanes<float> highest;
  std::size_t n = 0;
  for (; n + kBlockFrames <= count; n += kBlockFrames)
    for (std::size_t lane = 0; lane < kBlockFrames; ++lane) {
      const float value = std::fabs(samples[n + lane]);
      highest[lane] = highest[lane] < value ? value : highest[lane];
    }
  float result = *std::max_element(highest.values.begin(), highest.values.end());
  for (; n < count; ++n) result = std::max(result, std::fabs(samples[n]));
  return result;
}

/// The highest of the points in `count` gaps; the first lies eleven samples behind `samples`.
/// Requires count to be a multiple of kBlockFrames.
AIRMARK_VECTOR_CLONES
float highest_between(const float* samples, std::size_t count, const TruePeak::Weights* weights) {
  Lanes<float> highest;
  for (std::size_t n = 0; n < count; n += kBlockFrames) {
    Lanes<float> sum;
    Lanes<float> difference;
    Lanes<float> middle;
    for (std::size_t t = 0; t < kHalf; ++t) {
      const float* const before = samples + n + t;
      const float* const after = samples + n + (TruePeak::kTaps - 1 - t);
      for (std::size_t lane = 0; lane < kBlockFrames; ++lane) {
        const float both = before[lane] + after[lane];
        sum[lane] += weights->quarters_sum[t] * both;
        difference[lane] += weights->quarters_difference[t] * (before[lane] - after[lane]);
        middle[lane] += weights->middle[t] * both;
      }
    }
    for (std::size_t lane = 0; lane < kBlockFrames; ++lane) {
      const float quarters = std::fabs(sum[lane]) + std::fabs(difference[lane]);
      const float half = std::fabs(middle[lane]);
      const float value = half < quarters ? quarters : half;
      highest[lane] = highest[lane] < value ? value : highest[lane];
    }
  }
  return *std::max_element(highest.values.begin(), highest.values.end());
}

}  // namespace

TruePeak::TruePeak() {
  const Taps quarter = taps_at(0.25);
  const Taps middle = taps_at(0.5);
  for (std::size_t t = 0; t < kHalf; ++t) {
    const double mirrored = quarter[kTaps - 1 - t];
    weights_.quarters_sum[t] = static_cast<float>(0.5 * (quarter[t] + mirrored));
    weights_.quarters_difference[t] = static_cast<float>(0.5 * (quarter[t] - mirrored));
    weights_.middle[t] = static_cast<float>(middle[t]);
  }
  greatest_gain_ =
      static_cast<float>(std::max(gain_of(quarter), gain_of(middle))) * kRoundingMargin;
}

float TruePeak::measure(std::span<const float> samples) {
  measure_blocks(samples);
  float highest = 0.0f;
  for (const float peak : block_peaks_) highest = std::max(highest, peak);
  if (samples.size() < kTaps - 1 + kBlockFrames) return highest;
  const std::size_t gap_count = samples.size() - (kTaps - 1);
  for (std::size_t n = 0; n < gap_count; n += kBlockSamples) {
    if (!may_exceed(n / kBlockSamples, highest)) continue;
    const std::size_t count = std::min(kBlockSamples, gap_count - n);
    highest = std::max(highest, highest_between(samples.data() + n,
                                                count / kBlockFrames * kBlockFrames, &weights_));
  }
  // What is left of the last sixteen gaps, where they are not a multiple of sixteen.
  return std::max(
      highest, highest_between(samples.data() + gap_count - kBlockFrames, kBlockFrames, &weights_));
}

void TruePeak::measure_blocks(std::span<const float> samples) {
  block_peaks_.clear();
  for (std::size_t n = 0; n < samples.size(); n += kBlockSamples)
    block_peaks_.push_back(
        highest_sample(samples.data() + n, std::min(kBlockSamples, samples.size() - n)));
}

/// The gaps of a block reach into the next one.
bool TruePeak::may_exceed(std::size_t block, float highest) const noexcept {
  const std::size_t next = std::min(block + 1, block_peaks_.size() - 1);
  return std::max(block_peaks_[block], block_peaks_[next]) * greatest_gain_ > highest;
}

}  // namespace airmark::analysis
