#pragma once

#include <string>

#include "tools/evaluation/evaluation.h"

namespace airmark::tools {

/// Where taggers err, for programs: per tagger and genre what it was taken for and the surest
/// mistakes; the least sure hits; songs that every tagger got wrong; what is worth a look.
std::string detailed_json(const Evaluation& evaluation);

}  // namespace airmark::tools
