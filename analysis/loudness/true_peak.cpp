#include "analysis/loudness/true_peak.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <numbers>

#include "analysis/spectrum/lanes.h"

namespace airmark::analysis {
namespace {

constexpr std::size_t kHalf = TruePeak::kTaps / 2;
constexpr double kKaiserBeta = 3.4;  // 40 dB, Kaiser 1974
constexpr float kRoundingMargin = 1.0001f;
static_assert(TruePeak::kBlockSamples % kBlockFrames == 0);
static_assert(TruePeak::kTaps - 1 + kBlockFrames <= TruePeak::kBlockSamples);
// A block and a sample on either side.
static_assert(TruePeak::kFewestSamples == TruePeak::kBlockSamples + 2);

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

/// Index of the last sample before the points.
constexpr auto kTwelfth = static_cast<double>(kHalf - 1);

double windowed_sinc(double distance) noexcept {
  const double edge = distance / static_cast<double>(kHalf);
  const double angle = std::numbers::pi * distance;
  const double window =
      bessel_i0(kKaiserBeta * std::sqrt(1.0 - edge * edge)) / bessel_i0(kKaiserBeta);
  return std::sin(angle) / angle * window;
}

using Taps = std::array<double, TruePeak::kTaps>;

/// What weighs the 24 samples around a point that lies `fraction` behind the twelfth of them. A
/// straight line through the samples goes through the point, too.
Taps taps_at(double fraction) noexcept {
  Taps taps;
  double sum = 0.0;
  for (std::size_t t = 0; t < taps.size(); ++t)
    sum += taps[t] = windowed_sinc(static_cast<double>(t) - kTwelfth - fraction);
  for (double& tap : taps) tap /= sum;
  double centre = 0.0;  // of the weights, behind their middle
  for (std::size_t t = 0; t < taps.size(); ++t)
    centre += taps[t] * (static_cast<double>(t) - kTwelfth - 0.5);
  if (fraction == 0.5) return taps;
  const double scale = (fraction - 0.5) / centre;
  for (std::size_t t = 0; t < kHalf; ++t) {
    const double mean = 0.5 * (taps[t] + taps[taps.size() - 1 - t]);
    const double difference = 0.5 * (taps[t] - taps[taps.size() - 1 - t]) * scale;
    taps[t] = mean + difference;
    taps[taps.size() - 1 - t] = mean - difference;
  }
  return taps;
}

double gain_per_peak(const Taps& taps) noexcept {
  double sum = 0.0;
  for (const double tap : taps) sum += std::abs(tap);
  return sum;
}

/// What is left of the weights without those of the straight line, summed twice, weighs second
/// differences instead of samples.
double gain_per_bend(const Taps& taps, double fraction) noexcept {
  double gain = 0.0;
  double slope = 0.0;
  double bend = 0.0;
  for (std::size_t t = 0; t < taps.size(); ++t) {
    const double line = t + 1 == kHalf ? 1.0 - fraction : t == kHalf ? fraction : 0.0;
    slope += taps[t] - line;
    bend += slope;
    gain += std::abs(bend);
  }
  return gain;
}

/// The absolute value as an integer: floats that are not negative are in the order of their bits,
/// and GCC 12 makes vectors of the greatest integer, not of the greatest float.
std::int32_t bits_of_magnitude(float value) noexcept {
  return std::bit_cast<std::int32_t>(std::fabs(value));
}

/// Looks at blocks that lie one behind the other. The same samples three times, one earlier and one
/// later, lest the compiler make one load and many shuffles of three.
void measure_each(const float* __restrict before, const float* __restrict here,
                  const float* __restrict after, std::size_t block_count,
                  TruePeak::Block* __restrict blocks) {
  for (std::size_t b = 0; b < block_count; ++b) {
    const std::size_t first = b * TruePeak::kBlockSamples;
    std::int32_t peak = 0;
    std::int32_t bend = 0;
    for (std::size_t n = first; n < first + TruePeak::kBlockSamples; ++n) {
      peak = std::max(peak, bits_of_magnitude(here[n]));
      bend = std::max(bend, bits_of_magnitude((after[n] - here[n]) - (here[n] - before[n])));
    }
    blocks[b] = {.peak = std::bit_cast<float>(peak), .bend = std::bit_cast<float>(bend)};
  }
}

/// The highest of the points in `count` gaps; the first lies eleven samples behind `samples`.
/// Requires count to be a multiple of kBlockFrames and at most kBlockSamples.
float highest_between(const float* samples, std::size_t count, const TruePeak::Weights* weights) {
  std::array<float, TruePeak::kBlockSamples> quarters;  // the higher of two
  std::array<float, TruePeak::kBlockSamples> middles;
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
      quarters[n + lane] = std::fabs(sum[lane]) + std::fabs(difference[lane]);
      middles[n + lane] = middle[lane];
    }
  }
  std::int32_t highest = 0;
  for (std::size_t n = 0; n < count; ++n) {
    highest = std::max(highest, bits_of_magnitude(quarters[n]));
    highest = std::max(highest, bits_of_magnitude(middles[n]));
  }
  return std::bit_cast<float>(highest);
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
  const auto with_margin = [](double gain) { return static_cast<float>(gain) * kRoundingMargin; };
  gain_per_peak_ = with_margin(std::max(gain_per_peak(quarter), gain_per_peak(middle)));
  gain_per_bend_ = with_margin(std::max(gain_per_bend(quarter, 0.25), gain_per_bend(middle, 0.5)));
}

float TruePeak::measure(std::span<const float> samples, float highest) {
  if (samples.size() < kFewestSamples) {
    for (const float sample : samples) highest = std::max(highest, std::fabs(sample));
    return highest;
  }
  measure_blocks(samples);
  for (const Block& block : blocks_) highest = std::max(highest, block.peak);
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

/// The first and last block begin where each of their samples has neighbours: the first leaves its
/// first sample out, and the last, if it is shorter, takes in what is before it.
void TruePeak::measure_blocks(std::span<const float> samples) {
  const std::size_t count = (samples.size() + kBlockSamples - 1) / kBlockSamples;
  blocks_.resize(count);
  const auto measure_from = [&](std::size_t first_sample, std::size_t block, std::size_t blocks) {
    const float* const here = samples.data() + first_sample;
    measure_each(here - 1, here, here + 1, blocks, blocks_.data() + block);
  };
  measure_from(1, 0, 1);
  blocks_.front().peak = std::max(blocks_.front().peak, std::fabs(samples.front()));
  if (count > 2) measure_from(kBlockSamples, 1, count - 2);
  measure_from(samples.size() - 1 - kBlockSamples, count - 1, 1);
  blocks_.back().peak = std::max(blocks_.back().peak, std::fabs(samples.back()));
}

/// The gaps of a block reach into the next one.
bool TruePeak::may_exceed(std::size_t block, float highest) const noexcept {
  const Block& next = blocks_[std::min(block + 1, blocks_.size() - 1)];
  const float peak = std::max(blocks_[block].peak, next.peak);
  const float bend = std::max(blocks_[block].bend, next.bend);
  return std::min(peak * gain_per_peak_, peak * kRoundingMargin + bend * gain_per_bend_) > highest;
}

}  // namespace airmark::analysis
