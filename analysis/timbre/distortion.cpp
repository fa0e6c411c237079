#include "analysis/timbre/distortion.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>

#include "analysis/features/long_product.h"
#include "analysis/timbre/energy.h"

namespace airmark::analysis {
namespace {

constexpr std::size_t kFrames = 16;
constexpr std::size_t kFirstBin = 93;             // 1001 Hz
constexpr std::size_t kBins = 23 * kBlockFrames;  // up to 4963 Hz
constexpr double kAudibleShare = 1e-6;            // of the loudest frame
constexpr double kLowestRatio = 1e-8;             // of a block's mean
static_assert(kFirstBin + kBins <= kBinCount);

/// Multiplies a frame's powers, as ratios to a mean, into the products. The ratios lie between
/// kLowestRatio and the number of all bins, so that 23 of them stay within a double.
void multiply(const float* magnitudes, double scale, LongProducts* products) {
  LongProducts result = *products;
  for (std::size_t k = 0; k < kBins; k += kBlockFrames) {
    Lanes<double> ratio;
    for (std::size_t lane = 0; lane < kBlockFrames; ++lane) {
      const auto magnitude = static_cast<double>(magnitudes[k + lane]);
      ratio[lane] = magnitude * magnitude * scale + kLowestRatio;
    }
    for (std::size_t lane = 0; lane < kBlockFrames; ++lane) result.mantissa[lane] *= ratio[lane];
  }
  result.take_exponents();
  *products = result;
}

std::span<const float> band_of(const FrameMagnitudes& magnitudes, std::size_t frame) noexcept {
  return magnitudes.frame(frame).subspan(kFirstBin, kBins);
}

/// Base-2 logarithm of geometric over arithmetic mean. Requires energy above 0.
double log2_flatness(const FrameMagnitudes& magnitudes, std::size_t first_frame, double energy) {
  constexpr auto kValues = static_cast<double>(kFrames * kBins);
  const double scale = kValues / energy;
  LongProducts products;
  for (std::size_t t = first_frame; t < first_frame + kFrames; ++t)
    multiply(band_of(magnitudes, t).data(), scale, &products);
  double sum = 0.0;
  for (std::size_t lane = 0; lane < kBlockFrames; ++lane) sum += products.log2(lane);
  return sum / kValues;
}

}  // namespace

std::optional<double> distortion_of(const FrameMagnitudes& magnitudes,
                                    std::span<const double> frame_energies) {
  assert(frame_energies.size() == magnitudes.frame_count());
  const double loudest = *std::max_element(frame_energies.begin(), frame_energies.end());
  double sum = 0.0;
  std::size_t count = 0;
  for (std::size_t t = 0; t + kFrames <= frame_energies.size(); t += kFrames) {
    const std::span<const double> energies = frame_energies.subspan(t, kFrames);
    if (*std::min_element(energies.begin(), energies.end()) <= kAudibleShare * loudest) continue;
    double band = 0.0;
    double all = 0.0;
    for (std::size_t n = 0; n < kFrames; ++n) {
      band += energy_of(band_of(magnitudes, t + n));
      all += energies[n];
    }
    // Nothing between 1 and 5 kHz is as clean as can be.
    const bool empty = band <= kLowestRatio * all;
    sum += empty ? std::log2(kLowestRatio) : log2_flatness(magnitudes, t, band);
    ++count;
  }
  if (count == 0) return std::nullopt;
  const double white_noise = std::exp(-std::numbers::egamma);
  return std::min(std::exp2(sum / static_cast<double>(count)) / white_noise, 1.0);
}

}  // namespace airmark::analysis
