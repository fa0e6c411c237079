#include "analysis/tonality/pitch_peaks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>

#include "analysis/kernels/bands.h"
#include "analysis/kernels/local_maxima.h"

namespace airmark::analysis {
namespace {

constexpr double kLowestHz = 150.0;
constexpr double kHighestHz = 4000.0;
constexpr float kShareOfGreatest = 0.1f;

/// Bins from kLowestHz up to, but not including, kHighestHz, and one neighbour on either side.
constexpr std::size_t kFirstBin = static_cast<std::size_t>(kLowestHz / kBinHz) + 1;
constexpr std::size_t kEndBin = static_cast<std::size_t>(kHighestHz / kBinHz) + 1;
constexpr std::size_t kBinsWithNeighbours = kEndBin - kFirstBin + 2;
static_assert(static_cast<double>(kFirstBin - 1) * kBinHz < kLowestHz &&
              static_cast<double>(kEndBin) * kBinHz >= kHighestHz);

/// The top of the parabola through three powers. All in single precision, as librosa does: the
/// tuning counts these frequencies in narrow bins.
PitchPeak interpolate(std::size_t bin, float before, float power, float after) {
  const float slope = 0.5f * (after - before);
  const float curvature = 2.0f * power - after - before;
  const float flat = std::fabs(curvature) < std::numeric_limits<float>::min() ? 1.0f : 0.0f;
  const float shift = slope / (curvature + flat);
  const double hz = (static_cast<double>(bin) + static_cast<double>(shift)) *
                    static_cast<double>(kAnalysisRateHz) / static_cast<double>(kFrameSize);
  return {static_cast<float>(hz), power + 0.5f * slope * shift};
}

}  // namespace

std::size_t PitchPeaks::most_peaks(std::size_t frame_count) noexcept {
  return frame_count * (kBinsWithNeighbours / 2);
}

void PitchPeaks::start(std::size_t frame_count) {
  peaks_.clear();
  peaks_.reserve(most_peaks(frame_count));
}

void PitchPeaks::add(std::span<const float, kBinCount> magnitudes) {
  const float greatest = kernels::greatest_of(magnitudes.data(), kBinCount);
  const float threshold = kShareOfGreatest * (greatest * greatest);
  std::array<float, kBinsWithNeighbours> powers;
  for (std::size_t i = 0; i < kBinsWithNeighbours; ++i)
    powers[i] = magnitudes[kFirstBin - 1 + i] * magnitudes[kFirstBin - 1 + i];
  std::array<std::uint16_t, kBinsWithNeighbours / 2> places;
  const std::size_t found =
      kernels::local_maxima(powers.data(), powers.size(), threshold, places.data());
  for (const std::size_t i : std::span(places).first(found))
    peaks_.push_back(interpolate(kFirstBin + i - 1, powers[i - 1], powers[i], powers[i + 1]));
}

}  // namespace airmark::analysis
