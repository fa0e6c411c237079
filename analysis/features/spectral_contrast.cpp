#include "analysis/features/spectral_contrast.h"

#include <limits>

#include "analysis/spectrum/decibels.h"

namespace airmark::analysis {
namespace {

/// A band's bins, and how many of them are its peak and its valley.
struct Band {
  std::size_t first_bin;
  std::size_t bin_count;
  std::size_t extreme_count;
};

constexpr double kLowestOctaveHz = 200.0;
constexpr std::size_t kMostExtremes = 9;

/// A band takes in the bin below its lower edge. Its own last bin is counted for its fiftieth, and
/// left to the next band; the last band has no next one.
constexpr std::array<Band, kContrastBandCount> contrast_bands() {
  std::array<Band, kContrastBandCount> bands{};
  std::size_t first = 0;
  double upper_hz = kLowestOctaveHz;
  for (Band& band : bands) {
    const bool is_last = &band == &bands.back();
    std::size_t end = first;
    while (end < kBinCount && (is_last || static_cast<double>(end) * kBinHz <= upper_hz)) ++end;
    const std::size_t fiftieth = (end - first + 25) / 50;
    band = {first, is_last ? end - first : end - first - 1, fiftieth > 0 ? fiftieth : 1};
    first = end - 1;
    upper_hz *= 2.0;
  }
  return bands;
}

constexpr std::array<Band, kContrastBandCount> kBands = contrast_bands();
static_assert(kBands.back().extreme_count == kMostExtremes);

/// Keeps the greatest values of each lane in falling order, the smallest in rising order, and gives
/// their means.
AIRMARK_VECTOR_CLONES
void find_extremes(const Lanes<float>* bins, const Band* band, Lanes<float>* peak,
                   Lanes<float>* valley) {
  std::array<Lanes<float>, kMostExtremes> greatest;
  std::array<Lanes<float>, kMostExtremes> smallest;
  for (std::size_t n = 0; n < kMostExtremes; ++n)
    for (std::size_t lane = 0; lane < kBlockFrames; ++lane) {
      greatest[n][lane] = 0.0f;
      smallest[n][lane] = std::numeric_limits<float>::infinity();
    }
  for (std::size_t k = 0; k < band->bin_count; ++k) {
    Lanes<float> rising = bins[k];
    Lanes<float> falling = bins[k];
    for (std::size_t n = 0; n < band->extreme_count; ++n)
      for (std::size_t lane = 0; lane < kBlockFrames; ++lane) {
        const float up = rising[lane];
        const float high = greatest[n][lane];
        greatest[n][lane] = up > high ? up : high;
        rising[lane] = up > high ? high : up;
        const float down = falling[lane];
        const float low = smallest[n][lane];
        smallest[n][lane] = down < low ? down : low;
        falling[lane] = down < low ? low : down;
      }
  }
  Lanes<double> peak_sum;
  Lanes<double> valley_sum;
  for (std::size_t n = 0; n < band->extreme_count; ++n)
    for (std::size_t lane = 0; lane < kBlockFrames; ++lane) {
      peak_sum[lane] += static_cast<double>(greatest[n][lane]);
      valley_sum[lane] += static_cast<double>(smallest[n][lane]);
    }
  const auto count = static_cast<double>(band->extreme_count);
  for (std::size_t lane = 0; lane < kBlockFrames; ++lane) {
    (*peak)[lane] = static_cast<float>(peak_sum[lane] / count);
    (*valley)[lane] = static_cast<float>(valley_sum[lane] / count);
  }
}

}  // namespace

void SpectralContrast::reshape(std::size_t frame_count) {
  peaks_.reshape(kContrastBandCount, frame_count);
  valleys_.reshape(kContrastBandCount, frame_count);
}

void SpectralContrast::measure_block(std::span<const Lanes<float>, kBinCount> magnitudes,
                                     std::size_t block) {
  for (std::size_t b = 0; b < kContrastBandCount; ++b) {
    Lanes<float>& peak = peaks_.blocks(b)[block];
    Lanes<float>& valley = valleys_.blocks(b)[block];
    find_extremes(magnitudes.data() + kBands[b].first_bin, &kBands[b], &peak, &valley);
    to_decibels(peak.values);
    to_decibels(valley.values);
  }
}

void SpectralContrast::finish() {
  limit_dynamic_range(peaks_);
  limit_dynamic_range(valleys_);
  for (std::size_t b = 0; b < kContrastBandCount; ++b)
    for (std::size_t block = 0; block < peaks_.blocks(b).size(); ++block)
      for (std::size_t lane = 0; lane < kBlockFrames; ++lane)
        peaks_.blocks(b)[block][lane] -= valleys_.blocks(b)[block][lane];
}

}  // namespace airmark::analysis
