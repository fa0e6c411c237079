#pragma once

#include <memory>
#include <span>

#include "analysis/summary/window_features.h"

namespace airmark::analysis {

/// Which tables a window is measured by, besides those it always is. Each costs some milliseconds
/// per half minute.
struct FeatureRequest {
  bool mir103 = false;
  bool embedding45 = false;
};

/// Everything that is measured of one window of the analysed stream, from one spectrum of each
/// frame.
///
/// Input      mono at 22050 Hz, finite, at least kFewestWindowSamples.
/// Memory     grows with the longest window seen; windows of that length allocate nothing more.
/// Threads    none inside; one instance belongs to one thread.
class WindowMeasurer {
 public:
  explicit WindowMeasurer(FeatureRequest request);
  ~WindowMeasurer();

  /// The answer is valid until the next call.
  const WindowFeatures& measure(std::span<const float> samples);

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace airmark::analysis
