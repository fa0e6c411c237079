#pragma once

#include <filesystem>
#include <stop_token>
#include <vector>

#include "analysis/vocabulary/result.h"
#include "tools/common/settings.h"
#include "tools/evaluation/dataset/split.h"
#include "tools/evaluation/evaluation.h"
#include "tools/perturbation/perturbation.h"

namespace airmark::tools {

/// What the command line says beside the settings.
struct EvaluationRequest {
  std::filesystem::path dataset;
  SplitChoice choice;
  std::filesystem::path out = "airmark-eval";
  bool resume = false;
  std::vector<const Perturbation*> perturbations = {};  ///< That the clips are heard with, too.
  std::vector<std::filesystem::path> replies = {};      ///< Files of replies, a tagger each.
};

/// Evaluates the taggers of eval.tagger and writes all files of the output folder. Progress and
/// findings go to standard error.
/// Errors     as its parts; Timeout where `stop` was requested: what was measured and paid for
///            until then is in the journal.
Result<Evaluation> evaluate(const Settings& settings, const EvaluationRequest& request,
                            std::stop_token stop);

}  // namespace airmark::tools
