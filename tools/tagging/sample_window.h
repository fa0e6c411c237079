#pragma once

#include "analysis/vocabulary/window_analysis.h"

namespace airmark::tools {

/// What a window of ordinary music measures, for telling how long a prompt is before any is heard:
/// a made-up signal (a chord, a bass and a beat for 30 s), measured as any other.
WindowAnalysis sample_window();

}  // namespace airmark::tools
