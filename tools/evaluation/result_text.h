#pragma once

#include <string>

#include "tools/evaluation/evaluation.h"

namespace airmark::tools {

/// For a terminal, at the end of a run: a row per tagger, then what has to be known of the figures.
std::string result_text(const Evaluation& evaluation);

}  // namespace airmark::tools
