#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "analysis/framing/frame_grid.h"
#include "analysis/spectrum/lanes.h"

namespace airmark::analysis {

inline constexpr std::size_t kMelBandCount = 128;

/// Power in 128 overlapping triangular bands, equally wide to the ear, from 0 Hz to half the rate.
///
/// Method     Slaney's mel scale (Auditory Toolbox, 1998): linear to 1 kHz, logarithmic above;
///            each triangle has area 1 over Hz. librosa: filters.mel(22050, 2048), its defaults.
/// Memory     allocated in the constructor.
class MelBands {
 public:
  MelBands();

  /// Sixteen frames at once.
  void measure(std::span<const Lanes<float>, kBinCount> powers,
               std::span<Lanes<float>, kMelBandCount> bands) const noexcept;

  /// The bins that a band looks at.
  std::size_t first_bin(std::size_t band) const noexcept { return bands_[band].first_bin; }
  std::span<const float> weights(std::size_t band) const noexcept {
    return {weights_.data() + bands_[band].first_weight, bands_[band].bin_count};
  }

 private:
  struct Band {
    std::size_t first_bin = 0;
    std::size_t first_weight = 0;
    std::size_t bin_count = 0;
  };
  std::vector<Band> bands_;
  std::vector<float> weights_;  // of all bands, one after the other
};

}  // namespace airmark::analysis
