#pragma once

#include <string>
#include <vector>

#include "tools/evaluation/measures/estimate.h"
#include "tools/training/figures.h"
#include "tools/training/validation.h"

namespace airmark::tools {

/// A number with two or three places after the point.
std::string two_places(double number);
std::string three_places(double number);

/// "0.513 [0.447, 0.579]"
std::string estimate_text(const Estimate& estimate);

/// One Markdown row per trial; reads well in a terminal, too.
std::string trial_table(const std::vector<Trial>& trials);

/// Recall and the confusion counts, one Markdown row per true class.
std::string confusion_table(const Figures& figures, const std::vector<std::string>& classes);

}  // namespace airmark::tools
