#pragma once

#include <memory>
#include <span>

#include "analysis/summary/window_features.h"

namespace airmark::analysis {

/// The 58 values of the published GTZAN table, as librosa 0.8.1 computes them, and nothing else: a
/// WindowMeasurer gives the same values and more.
///
/// Input      mono at 22050 Hz, finite, at least kFewestWindowSamples.
/// Output     gtzan58 and audible_ratio.
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
