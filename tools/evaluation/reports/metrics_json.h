#pragma once

#include <string>

#include "tools/evaluation/evaluation.h"

namespace airmark::tools {

/// Every figure but times, for programs: config/accuracy_metrics.schema.json. One JSON object.
std::string metrics_json(const Evaluation& evaluation);

/// How long answers took: by tagger, and song by song. Two runs differ in this file and no other.
std::string timing_json(const Evaluation& evaluation);

}  // namespace airmark::tools
