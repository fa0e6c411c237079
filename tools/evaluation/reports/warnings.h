#pragma once

#include <string>
#include <vector>

#include "tools/evaluation/evaluation.h"

namespace airmark::tools {

/// What a reader of the figures has to know before believing them, one sentence each, the gravest
/// first. Reads `origin`, `taggers` and `measures`; whoever composes the evaluation puts them into
/// `warnings`.
std::vector<std::string> warnings_of(const Evaluation& evaluation);

}  // namespace airmark::tools
