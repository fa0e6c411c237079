#pragma once

#include <cstddef>
#include <functional>

#include "tools/evaluation/evaluation.h"
#include "tools/evaluation/plots/canvas.h"

namespace airmark::tools {

/// A page, and how it is drawn; refers to the evaluation it was made from.
struct Picture {
  double width = 0.0, height = 0.0;
  std::function<void(Canvas&)> draw;
};

// One file each. All require at least one tagger, and finite figures.

/// What one tagger called the clips of each genre: counts, shaded by their share of the row.
Picture confusion_matrix(const Evaluation& evaluation, std::size_t tagger);

/// Accuracy and its interval per tagger, beside chance and the best that needs no language model.
Picture accuracy_comparison(const Evaluation& evaluation);

/// F1 of each genre (columns) by each tagger (rows).
Picture genre_performance(const Evaluation& evaluation);

/// How sure each tagger was when it was right, and when it was wrong.
Picture confidence_analysis(const Evaluation& evaluation);

/// How often each tagger was right when it was so and so sure.
Picture reliability(const Evaluation& evaluation);

/// Accuracy of the clips that each tagger was surest of, over their share of all.
Picture coverage(const Evaluation& evaluation);

/// What each perturbation does to the accuracy of each tagger. Requires perturbations.
Picture perturbation_effects(const Evaluation& evaluation);

/// One page: all headline figures, and how the most accurate tagger came by them.
Picture overview(const Evaluation& evaluation);

}  // namespace airmark::tools
