#pragma once

#include <string>
#include <vector>

#include "tools/evaluation/evaluation.h"

namespace airmark::tools {

/// How the figures came about, in words: one sentence or two each.
std::vector<std::string> protocol_of(const Evaluation& evaluation);

}  // namespace airmark::tools
