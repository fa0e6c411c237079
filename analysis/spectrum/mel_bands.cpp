#include "analysis/spectrum/mel_bands.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "analysis/kernels/bin_sums.h"

namespace airmark::analysis {
namespace {

// Slaney's scale: 200/3 Hz per mel below 1 kHz (mel 15), then 27 mels for a factor of 6.4.
constexpr double kHzPerMel = 200.0 / 3.0;
constexpr double kKneeHz = 1000.0;
constexpr double kKneeMel = kKneeHz / kHzPerMel;
const double kLogStep = std::log(6.4) / 27.0;

double mel_of(double hz) {
  return hz < kKneeHz ? hz / kHzPerMel : kKneeMel + std::log(hz / kKneeHz) / kLogStep;
}

double hz_of(double mel) {
  return mel < kKneeMel ? kHzPerMel * mel : kKneeHz * std::exp(kLogStep * (mel - kKneeMel));
}

}  // namespace

MelBands::MelBands() {
  std::array<double, kMelBandCount + 2> corner_hz{};
  const double highest_mel = mel_of(kAnalysisRateHz / 2.0);
  for (std::size_t i = 0; i < corner_hz.size(); ++i)
    corner_hz[i] =
        hz_of(highest_mel * static_cast<double>(i) / static_cast<double>(corner_hz.size() - 1));

  for (std::size_t b = 0; b < kMelBandCount; ++b) {
    const double low = corner_hz[b];
    const double peak = corner_hz[b + 1];
    const double high = corner_hz[b + 2];
    Band band{0, weights_.size(), 0};
    const auto end = static_cast<std::size_t>(high / kBinHz) + 1;
    for (auto k = static_cast<std::size_t>(low / kBinHz); k < std::min(end, kBinCount); ++k) {
      const double hz = static_cast<double>(k) * kBinHz;
      const double rising = (hz - low) / (peak - low);
      const double falling = (high - hz) / (high - peak);
      // Rounded before and after the scaling, as librosa stores it.
      const auto triangle = static_cast<float>(std::max(0.0, std::min(rising, falling)));
      if (triangle <= 0.0f) continue;
      if (band.bin_count++ == 0) band.first_bin = k;
      weights_.push_back(static_cast<float>(triangle * (2.0 / (high - low))));
    }
    bands_.push_back(band);
  }
}

void MelBands::measure(std::span<const Lanes<float>, kBinCount> powers,
                       std::span<Lanes<float>, kMelBandCount> bands) const noexcept {
  for (std::size_t b = 0; b < kMelBandCount; ++b)
    kernels::weigh_bins(powers.data() + bands_[b].first_bin, weights(b).data(), bands_[b].bin_count,
                        bands[b]);
}

}  // namespace airmark::analysis
