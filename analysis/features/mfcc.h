#pragma once

#include <cstddef>
#include <vector>

#include "analysis/spectrum/lane_matrix.h"
#include "analysis/spectrum/mel_bands.h"
#include "analysis/vocabulary/feature_table.h"

namespace airmark::analysis {

/// Mel-frequency cepstral coefficients: the first 20 of the orthonormal DCT-II over the 128 mel
/// bands in decibels. The first one counts: it is the level.
///
/// Memory     allocated in the constructor.
class Mfcc {
 public:
  Mfcc();

  /// Requires kMelBandCount rows of `mel_decibels` and kMfccCount rows of `coefficients`, one
  /// column per frame.
  void measure(const LaneMatrix& mel_decibels, LaneMatrix& coefficients) const noexcept;

  double weight(std::size_t order, std::size_t band) const noexcept {
    return weights_[order * kMelBandCount + band];
  }

 private:
  std::vector<double> weights_;  // kMfccCount x kMelBandCount
};

}  // namespace airmark::analysis
