#pragma once

#include <cstddef>
#include <functional>
#include <stop_token>
#include <vector>

#include "analysis/analysis_pipeline.h"
#include "analysis/vocabulary/result.h"
#include "analysis/vocabulary/window_analysis.h"
#include "tools/common/settings.h"
#include "tools/evaluation/dataset/dataset.h"
#include "tools/evaluation/dataset/split.h"
#include "tools/perturbation/perturbation.h"

namespace airmark::tools {

/// How clips are cut: as `airmark tag` cuts files.
analysis::WindowPlan evaluation_plan(const Settings& settings);

/// The windows of a clip, as many as there were until `stop` was requested; of the clip as it was
/// recorded where `perturbation` is null. Errors as measure_windows() and Perturbation::apply.
Result<std::vector<WindowAnalysis>> measure_clip(const Clip& clip, const Perturbation* perturbation,
                                                 const analysis::WindowPlan& plan,
                                                 const std::stop_token& stop);

/// Takes the windows of the clip at `place` of the split, on the thread of `worker`.
using TakeWindows = std::function<Result<Done>(std::size_t worker, std::size_t place,
                                               const std::vector<WindowAnalysis>& windows)>;

/// Measures the clips that are evaluated, `worker_count` at a time. One that cannot be measured is
/// told in a sentence and left out.
/// Threads    started and joined inside.
/// Errors     Timeout where `stop` was requested; the first that `take` gave.
Result<Done> measure_evaluated(const Dataset& dataset, const SplitClips& split,
                               const analysis::WindowPlan& plan, std::size_t worker_count,
                               const TakeWindows& take, std::stop_token stop);

}  // namespace airmark::tools
