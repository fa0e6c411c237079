#include "analysis/features/rolloff.h"

#include <cstdint>

#include "analysis/kernels/bin_sums.h"

namespace airmark::analysis {

Lanes<double> spectral_rolloff_hz(std::span<const Lanes<float>, kBinCount> magnitudes) noexcept {
  // The sums never fall, so the bins below the threshold are the first ones.
  Lanes<std::int32_t> below;
  kernels::count_bins_below(magnitudes.data(), kBinCount, kRolloffShare, below);
  Lanes<double> rolloff;
  for (std::size_t lane = 0; lane < kBlockFrames; ++lane)
    rolloff[lane] = static_cast<double>(below[lane]) * kBinHz;
  return rolloff;
}

}  // namespace airmark::analysis
