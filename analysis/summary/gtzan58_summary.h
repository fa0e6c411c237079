#pragma once

#include "analysis/summary/window_frames.h"
#include "analysis/vocabulary/feature_table.h"

namespace airmark::analysis {

/// The 58 values of the published GTZAN table, as librosa 0.8.1 computes them, of the window that
/// `frames` measured last.
Gtzan58Values gtzan58_values(const WindowFrames& frames);

}  // namespace airmark::analysis
