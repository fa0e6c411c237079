#pragma once

#include <string>

#include "tools/evaluation/evaluation.h"

namespace airmark::tools {

/// A row per tagger and perturbation, in columns of letters of one width; "" without perturbations.
/// Each line begins with `indent`.
std::string perturbation_table(const Evaluation& evaluation, const std::string& indent);

}  // namespace airmark::tools
