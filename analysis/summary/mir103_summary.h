#pragma once

#include <span>
#include <vector>

#include "analysis/summary/detail_frames.h"
#include "analysis/summary/window_frames.h"
#include "analysis/vocabulary/gtzan58.h"
#include "analysis/vocabulary/mir103.h"

namespace airmark::analysis {

/// The 103 values of kMir103Table, of the window that `frames` and `detail` measured last.
///
/// Memory     summarise() allocates only for more frames than ever before.
/// Threads    none inside; one instance belongs to one thread.
class Mir103Summary {
 public:
  /// Requires what was measured of `samples`: `detail`, and gtzan58, whose values that this
  /// table has too are taken over.
  Mir103Values summarise(std::span<const float> samples, const WindowFrames& frames,
                         const DetailFrames& detail, const Gtzan58Values& gtzan58);

 private:
  std::vector<double> slopes_;
};

}  // namespace airmark::analysis
