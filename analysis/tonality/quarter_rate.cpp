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

/// One output after the other; four taps, one per phase, in each round.
AIRMARK_VECTOR_CLONES
void filter(const float* taps, std::size_t tap_count, const float* const* phases,
            std::size_t output_count, float* output) {
  constexpr std::size_t kChunk = 512;  // stays in the fastest cache from round to round
  for (std::size_t first = 0; first < output_count; first += kChunk) {
    const std::size_t count = std::min(kChunk, output_count - first);
    float* const sums = output + first;
    std::fill_n(sums, count, 0.0f);
    for (std::size_t k = 0; k < tap_count; k += kFactor) {
      const std::array<const float*, kFactor> x{
          phases[0] + first + k / kFactor, phases[1] + first + k / kFactor,
          phases[2] + first + k / kFactor, phases[3] + first + k / kFactor};
      const std::array<float, kFactor> h{taps[k], taps[k + 1], taps[k + 2], taps[k + 3]};
      for (std::size_t i = 0; i < count; ++i)
        sums[i] += h[0] * x[0][i] + h[1] * x[1][i] + h[2] * x[2][i] + h[3] * x[3][i];
    }
  }
}

AIRMARK_VECTOR_CLONES
void take_apart(const float* samples, std::size_t count, float* first, float* second, float* third,
                float* fourth) {
  for (std::size_t i = 0; i < count; ++i) {
    first[i] = samples[kFactor * i];
    second[i] = samples[kFactor * i + 1];
    third[i] = samples[kFactor * i + 2];
    fourth[i] = samples[kFactor * i + 3];
  }
}

}  // namespace

QuarterRate::QuarterRate() {
  std::array<double, kTapCount> exact{};
  double sum = 0.0;
  for (std::size_t k = 0; k < kTapCount; ++k) sum += exact[k] = sinc(k) * blackman(k, kTapCount);
  for (std::size_t k = 0; k < kTapCount; ++k) taps_[k] = static_cast<float>(exact[k] / sum);
}

std::span<const float> QuarterRate::measure(std::span<const float> samples) {
  const std::size_t count = (samples.size() + kFactor - 1) / kFactor;
  deal(samples, count);
  output_.resize(count);
  std::array<const float*, kFactor> phases{};
  for (std::size_t r = 0; r < kFactor; ++r) phases[r] = phases_[r].data();
  filter(taps_.data(), kTapCount, phases.data(), count, output_.data());
  return output_;
}

void QuarterRate::deal(std::span<const float> samples, std::size_t output_count) {
  constexpr std::size_t kBefore = kCentre / kFactor;
  std::array<float*, kFactor> phases{};
  for (std::size_t r = 0; r < kFactor; ++r) {
    phases_[r].assign(output_count + kTapCount / kFactor, 0.0f);
    phases[r] = phases_[r].data() + kBefore;
  }
  const std::size_t whole = samples.size() / kFactor;
  take_apart(samples.data(), whole, phases[0], phases[1], phases[2], phases[3]);
  for (std::size_t n = whole * kFactor; n < samples.size(); ++n)
    phases[n % kFactor][whole] = samples[n];
}

}  // namespace airmark::analysis
