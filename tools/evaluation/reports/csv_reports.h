#pragma once

#include <string>

#include "tools/evaluation/evaluation.h"

namespace airmark::tools {

// Tables after RFC 4180 with LF; the first row names the columns. Numbers read back to the same
// double.

/// One row per tagger: the headline figures, each with its interval in two columns more.
std::string performance_csv(const Evaluation& evaluation);

/// tagger, actual, predicted, count: every pair, zeros too. "no answer" is a predicted genre.
std::string confusion_csv(const Evaluation& evaluation);

/// One row per tagger and perturbation: how it fares beside the clips as they were recorded.
std::string perturbations_csv(const Evaluation& evaluation);

/// rank, file, priority, reason: what a person should label or listen to first.
std::string worth_a_look_csv(const Evaluation& evaluation);

}  // namespace airmark::tools
