#include "analysis/tonality/quarter_rate.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "analysis/spectrum/lanes.h"

namespace airmark::analysis {
namespace {

constexpr std::size_t kFactor = QuarterRate::kFactor;
constexpr std::size_t kCentre = 32;  ///< The tap that meets the sample itself.

double blackman(std::size_t tap, std::size_t tap_count) {
  const double turn =
      2.0 * std::numbers::pi * static_cast<double>(tap) / static_cast<double>(tap_count);
  return 0.42 - 0.5 * std::cos(turn) + 0.08 * std::cos(2.0 * turn);
}

/// A low-pass filter's response at the Nyquist frequency of the lower rate, before the window.
double sinc(std::size_t tap) {
  const double x = std::numbers::pi * (static_cast<double>(tap) - static_cast<double>(kCentre)) /
                   static_cast<double>(kFactor);
  return tap == kCentre ? 1.0 : std::sin(x) / x;
}

/// Outputs of one round: what it needs stays in the fastest cache.
constexpr std::size_t kChunk = 512;
constexpr std::size_t kTapsPerPhase = 16;
constexpr std::size_t kPhaseSize = kChunk + kTapsPerPhase;

/// Every fourth sample of a stretch, from 0, 1, 2, 3.
using Phases = std::array<std::array<float, kPhaseSize>, kFactor>;

void take_apart(const float* samples, Phases& phases) {
  for (std::size_t i = 0; i < kPhaseSize; ++i)
    for (std::size_t r = 0; r < kFactor; ++r) phases[r][i] = samples[kFactor * i + r];
}

/// Four taps, one per phase, in each round.
void filter(const float* taps, const Phases& phases, std::array<float, kChunk>& output) {
  output.fill(0.0f);
  for (std::size_t m = 0; m < kTapsPerPhase; ++m) {
    const float* const h = taps + kFactor * m;
    for (std::size_t i = 0; i < kChunk; ++i)
      output[i] += h[0] * phases[0][i + m] + h[1] * phases[1][i + m] + h[2] * phases[2][i + m] +
                   h[3] * phases[3][i + m];
  }
}

/// The samples from kCentre before `centre` on; silence beyond the ends.
void copy_stretch(std::span<const float> samples, std::size_t centre, std::span<float> stretch) {
  const std::size_t silent = kCentre - std::min(kCentre, centre);
  const std::size_t first = centre + silent - kCentre;
  const std::size_t count = std::min(samples.size() - first, stretch.size() - silent);
  const auto copied = stretch.subspan(silent, count);
  std::fill_n(stretch.begin(), silent, 0.0f);
  std::copy_n(samples.begin() + static_cast<std::ptrdiff_t>(first), count, copied.begin());
  std::fill(copied.end(), stretch.end(), 0.0f);
}

}  // namespace

QuarterRate::QuarterRate() {
  static_assert(kTapCount == kFactor * kTapsPerPhase);
  std::array<double, kTapCount> exact{};
  double sum = 0.0;
  for (std::size_t k = 0; k < kTapCount; ++k) sum += exact[k] = sinc(k) * blackman(k, kTapCount);
  for (std::size_t k = 0; k < kTapCount; ++k) taps_[k] = static_cast<float>(exact[k] / sum);
}

std::span<const float> QuarterRate::measure(std::span<const float> samples) {
  const std::size_t count = (samples.size() + kFactor - 1) / kFactor;
  output_.resize(count);
  std::array<float, kFactor * kPhaseSize> stretch{};
  Phases phases{};
  std::array<float, kChunk> chunk{};
  for (std::size_t first = 0; first < count; first += kChunk) {
    copy_stretch(samples, kFactor * first, stretch);
    take_apart(stretch.data(), phases);
    filter(taps_.data(), phases, chunk);
    std::copy_n(chunk.begin(), std::min(kChunk, count - first),
                output_.begin() + static_cast<std::ptrdiff_t>(first));
  }
  return output_;
}

}  // namespace airmark::analysis
