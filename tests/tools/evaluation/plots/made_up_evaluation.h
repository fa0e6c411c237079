#pragma once

#include <cstddef>

#include "tools/evaluation/evaluation.h"

namespace airmark::tools {

/// What a made-up evaluation looks like.
struct EvaluationShape {
  std::size_t tagger_count = 3;
  std::size_t genre_count = 10;
  std::size_t clips_per_genre = 100;
  bool first_genre_is_empty = false;  ///< It was named, but no clip is of it.
  bool some_stay_unanswered = false;
  bool has_note = false;
  std::size_t perturbation_count = 0;
};

/// Answers drawn with a seed, and measures that follow from them; intervals are ± 3 %.
Evaluation made_up_evaluation(const EvaluationShape& shape);

}  // namespace airmark::tools
