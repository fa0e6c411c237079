#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "analysis/vocabulary/result.h"
#include "tools/evaluation/dataset/dataset.h"
#include "tools/evaluation/dataset/dataset_check.h"

namespace airmark::tools {

/// DatasetCheck::first_of: clips are of one recording where their samples are the same, where they
/// bear one of GTZAN's names twice, and where GTZAN is known to have it twice. `sounds` one per
/// clip; what could not be read is of no recording but its own.
std::vector<std::size_t> first_of_each_recording(
    const Dataset& dataset, std::span<const std::optional<SoundChecksum>> sounds);

/// What is to be remarked, from `sounds` and `first_of`; `failures` one per clip, of those that
/// could not be read.
std::vector<DatasetFinding> dataset_findings(const Dataset& dataset, const DatasetCheck& check,
                                             std::span<const std::optional<Error>> failures);

}  // namespace airmark::tools
