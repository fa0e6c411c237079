#pragma once

#include <vector>

#include "analysis/source/source_meter.h"

namespace airmark::testing {

/// What is measured of a whole source, one vector of samples per channel, all of one length.
analysis::SourceMeasures measures_of(const std::vector<std::vector<float>>& channels,
                                     double sample_rate_hz);

}  // namespace airmark::testing
