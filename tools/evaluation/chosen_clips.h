#pragma once

#include <cstdint>
#include <stop_token>

#include "analysis/vocabulary/result.h"
#include "tools/evaluation/dataset/dataset.h"
#include "tools/evaluation/dataset/dataset_check.h"
#include "tools/evaluation/dataset/split.h"

namespace airmark::tools {

/// What the files of a dataset are, and which of them a run is about.
struct ChosenClips {
  DatasetCheck check;
  SplitClips split;
};

/// Checks the dataset, tells on standard error what was found, and chooses. Errors as
/// check_dataset() and choose_split().
Result<ChosenClips> choose_clips(const Dataset& dataset, const SplitChoice& choice,
                                 std::int64_t job_count, std::stop_token stop);

}  // namespace airmark::tools
