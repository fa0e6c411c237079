#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string_view>

#include "analysis/summary/window_measurer.h"
#include "analysis/vocabulary/result.h"
#include "analysis/vocabulary/window_analysis.h"
#include "tools/offline/block_reader.h"
#include "tools/sound_file/sound_source.h"

namespace airmark::tools {

/// Measures an excerpt of a recording as one window, kShortestDescribedS to
/// analysis::kLongestWindowS long, by the `tables` that are asked for besides the usual ones.
/// Output     empty where `stop` was requested.
Result<std::optional<WindowAnalysis>> measure_whole(
    SoundSource& source, std::string_view name, const Excerpt& excerpt,
    analysis::FeatureRequest tables, const std::function<void(double done_ratio)>& on_progress,
    const std::stop_token& stop);

}  // namespace airmark::tools
