#pragma once

#include <cstddef>
#include <memory>
#include <span>

#include "analysis/vocabulary/feature_table.h"

namespace airmark::analysis {

/// What one window's samples measure.
struct WindowFeatures {
  Gtzan58Values gtzan58{};
  double audible_ratio = 0.0;  ///< Share of STFT frames with RMS above kSilenceGateDbfs, 0..1.
};

inline constexpr double kSilenceGateDbfs = -60.0;

/// Fewest samples the definitions make sense for: the STFT reflects half a frame at either end.
inline constexpr std::size_t kFewestWindowSamples = 1025;

/// The 58 values of the published GTZAN table, as librosa 0.8.1 computes them.
///
/// Input      mono at 22050 Hz, finite, at least kFewestWindowSamples.
/// Memory     grows with the longest window seen; windows of that length allocate nothing more.
/// Threads    none inside; one instance belongs to one thread.
class Gtzan58Extractor {
 public:
  Gtzan58Extractor();
  ~Gtzan58Extractor();

  WindowFeatures extract(std::span<const float> samples);

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace airmark::analysis
