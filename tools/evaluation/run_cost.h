#pragma once

#include <stop_token>
#include <string>

#include "analysis/vocabulary/result.h"
#include "tools/common/settings.h"
#include "tools/evaluation/evaluation_run.h"

namespace airmark::tools {

/// What a run from its beginning would cost, found out with the real prompts and without asking or
/// writing: for each language model of eval.tagger, and for all under their joint ceiling.
struct RunCost {
  std::string text;  ///< For a person, with a newline at the end.
  std::string json;  ///< The same as one line.
};

/// Errors     as its parts; Timeout where `stop` was requested.
Result<RunCost> find_run_cost(const Settings& settings, const EvaluationRequest& request,
                              std::stop_token stop);

}  // namespace airmark::tools
