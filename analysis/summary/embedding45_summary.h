#pragma once

#include "analysis/summary/window_frames.h"
#include "analysis/vocabulary/embedding45.h"
#include "analysis/vocabulary/gtzan58.h"

namespace airmark::analysis {

/// The 45 values of kEmbedding45Table, of the window that `frames` measured last.
/// What gtzan58 holds already is taken over from it.
Embedding45Values embedding45_values(const WindowFrames& frames, const Gtzan58Values& gtzan58);

}  // namespace airmark::analysis
