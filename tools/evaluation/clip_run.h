#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

#include "analysis/analysis_pipeline.h"
#include "analysis/vocabulary/result.h"
#include "analysis/vocabulary/tag_set.h"
#include "analysis/vocabulary/window_analysis.h"
#include "tools/evaluation/asked_taggers.h"
#include "tools/evaluation/dataset/dataset.h"
#include "tools/evaluation/dataset/dataset_check.h"
#include "tools/evaluation/dataset/split.h"
#include "tools/evaluation/journal/journal.h"
#include "tools/perturbation/perturbation.h"

namespace airmark::tools {

/// What came of one clip of a split.
struct HeardClip {
  std::vector<WindowAnalysis> windows;  ///< None where it could not be measured.
  std::vector<Result<TagSet>> answers;  ///< One per tagger; none where it is there to train on.
};

/// What a run works on. All live as long as the run.
struct ClipRunSetup {
  const Dataset& dataset;
  const DatasetCheck& check;
  const SplitClips& split;
  const AskedTaggers& taggers;
  Journal& journal;
  analysis::WindowPlan plan;
  const Perturbation* perturbation = nullptr;  ///< Null: clips as they were recorded.
  std::size_t job_count = 1;
  /// A clip is done; from any thread, one at a time.
  std::function<void(const SplitClip&, const HeardClip&)> on_clip;
};

/// Measures each clip once, asks each tagger about it, and puts what comes into the journal. What
/// the journal holds is taken from there. A perturbation is heard of evaluated clips only; the
/// others are left empty.
/// Output     one per clip of the split. With local taggers it does not depend on `job_count`.
/// Errors     from the journal, and Timeout where `stop` was requested; what a clip or a tagger
///            fails with is its answer. An answer, and a reply that was none, is kept; where nobody
///            answered, a continued run asks again.
/// Threads    started and joined inside.
Result<std::vector<HeardClip>> run_over_clips(const ClipRunSetup& setup, std::stop_token stop);

}  // namespace airmark::tools
