#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "analysis/vocabulary/result.h"
#include "tools/evaluation/clip_run.h"
#include "tools/evaluation/evaluation.h"

namespace airmark::tools {

/// Answers of all taggers, and what a reader has to know of how they came about.
struct CollectedAnswers {
  std::vector<TaggerAnswers> taggers;
  std::vector<std::string> notes;
};

/// Sorts what was heard by tagger. Where the trained classifier was trained on a clip that is
/// evaluated, models of the same recipe that were not answer in its place; where these cannot be
/// fitted, its answer stays and does not count. Whoever asks it beside a language model (cascade,
/// grounded) does not count there either.
/// Errors     Timeout where `stop` was requested; Internal from the optimiser.
Result<CollectedAnswers> collect_answers(const ClipRunSetup& setup,
                                         const std::vector<HeardClip>& heard, std::stop_token stop);

/// Measures the answers and compares them. BadData where a tagger has none that counts.
Result<Evaluation> compose_evaluation(EvaluationOrigin origin, CollectedAnswers answers);

}  // namespace airmark::tools
