#pragma once

#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "analysis/vocabulary/result.h"
#include "tools/evaluation/clip_run.h"
#include "tools/evaluation/evaluation.h"

namespace airmark::tools {

/// One run over the clips of a split.
struct Hearing {
  const Perturbation* perturbation = nullptr;  ///< Null: clips as they were recorded.
  std::vector<HeardClip> clips;                ///< One per clip of the split.
};

/// Answers of all taggers, and what a reader has to know of how they came about.
struct CollectedAnswers {
  std::vector<TaggerAnswers> taggers;
  std::vector<PerturbedAnswers> perturbed;  ///< One per hearing after the first.
  std::vector<std::string> notes;
};

/// Sorts what was heard by tagger; the first hearing is that of clips as they were recorded. Where
/// the trained classifier was trained on a clip that is evaluated, models of the same recipe that
/// were not answer in its place; where these cannot be fitted, its answer stays and does not count.
/// Whoever asks it beside a language model (cascade, grounded) does not count there either. What
/// holds for a clip holds for its perturbed copies: the same model answers, and none was trained on
/// any copy. Errors     Timeout where `stop` was requested; Internal from the optimiser.
Result<CollectedAnswers> collect_answers(const ClipRunSetup& setup,
                                         std::span<const Hearing> hearings, std::stop_token stop);

/// Measures the answers and compares them. BadData where a tagger has none that counts.
Result<Evaluation> compose_evaluation(EvaluationOrigin origin, CollectedAnswers answers);

}  // namespace airmark::tools
