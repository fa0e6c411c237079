#pragma once

#include <string>

#include "tools/evaluation/evaluation.h"

namespace airmark::tools {

/// For a terminal or a letter: per tagger the headline figures and a row per genre, then taggers
/// against each other, and the warnings.
std::string classification_text(const Evaluation& evaluation);

}  // namespace airmark::tools
