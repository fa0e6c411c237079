#include "analysis/features/spectral_moments.h"

#include <limits>

namespace airmark::analysis {
namespace {

struct Sums {
  Lanes<double> magnitude;
  Lanes<double> third;
  Lanes<double> fourth;
  Lanes<float> greatest;
};

void add_up(const Lanes<float>* magnitudes, const Lanes<double>* centroids_hz, Sums* result) {
  const Lanes<double> centroid = *centroids_hz;
  Sums sums;
  for (std::size_t k = 0; k < kBinCount; ++k) {
    const double hz = static_cast<double>(k) * kBinHz;
    for (std::size_t lane = 0; lane < kBlockFrames; ++lane) {
      const float bin = magnitudes[k][lane];
      const auto magnitude = static_cast<double>(bin);
      const double distance = hz - centroid[lane];
      const double cube = distance * distance * distance * magnitude;
      sums.magnitude[lane] += magnitude;
      sums.third[lane] += cube;
      sums.fourth[lane] += cube * distance;
      sums.greatest[lane] = sums.greatest[lane] < bin ? bin : sums.greatest[lane];
    }
  }
  *result = sums;
}

}  // namespace

SpectralMoments spectral_moments(std::span<const Lanes<float>, kBinCount> magnitudes,
                                 const Lanes<double>& centroids_hz,
                                 const Lanes<double>& bandwidths_hz) noexcept {
  Sums sums;
  add_up(magnitudes.data(), &centroids_hz, &sums);
  SpectralMoments moments;
  for (std::size_t lane = 0; lane < kBlockFrames; ++lane) {
    const double magnitude = sums.magnitude[lane];
    const double width = bandwidths_hz[lane];
    if (magnitude < static_cast<double>(std::numeric_limits<float>::min()) || width <= 0.0)
      continue;
    const double cube = width * width * width;
    moments.skewness[lane] = sums.third[lane] / magnitude / cube;
    moments.kurtosis[lane] = sums.fourth[lane] / magnitude / (cube * width);
    moments.crest[lane] =
        static_cast<double>(sums.greatest[lane]) * static_cast<double>(kBinCount) / magnitude;
  }
  return moments;
}

}  // namespace airmark::analysis
