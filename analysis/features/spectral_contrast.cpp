#include "analysis/features/spectral_contrast.h"

#include "analysis/kernels/extremes.h"
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
static_assert(kBands.back().extreme_count == kernels::kMostExtremes);

/// The mean of the first `count` values of each lane.
Lanes<float> mean_of(const std::array<Lanes<float>, kernels::kMostExtremes>& values,
                     std::size_t count) {
  Lanes<float> mean;
  for (std::size_t lane = 0; lane < kBlockFrames; ++lane) {
    double sum = 0.0;
    for (std::size_t n = 0; n < count; ++n) sum += static_cast<double>(values[n][lane]);
    mean[lane] = static_cast<float>(sum / static_cast<double>(count));
  }
  return mean;
}

}  // namespace

void SpectralContrast::reshape(std::size_t frame_count) {
  peaks_.reshape(kContrastBandCount, frame_count);
  valleys_.reshape(kContrastBandCount, frame_count);
}

void SpectralContrast::measure_block(std::span<const Lanes<float>, kBinCount> magnitudes,
                                     std::size_t block) {
  std::array<Lanes<float>, kernels::kMostExtremes> greatest;
  std::array<Lanes<float>, kernels::kMostExtremes> smallest;
  for (std::size_t b = 0; b < kContrastBandCount; ++b) {
    const auto [first_bin, bin_count, extreme_count] = kBands[b];
    kernels::find_extremes(magnitudes.data() + first_bin, bin_count, extreme_count, greatest.data(),
                           smallest.data());
    Lanes<float>& peak = peaks_.blocks(b)[block];
    Lanes<float>& valley = valleys_.blocks(b)[block];
    peak = mean_of(greatest, extreme_count);
    valley = mean_of(smallest, extreme_count);
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
