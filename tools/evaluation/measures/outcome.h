#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "tools/evaluation/clip_answer.h"

namespace airmark::tools {

/// What the figures need to know of one clip and its answer.
struct Outcome {
  std::size_t actual = 0;      ///< The truth, as a number below genre_count.
  std::size_t predicted = 0;   ///< The first tag; genre_count where there is none.
  bool top3_right = false;     ///< The truth is among the first three tags.
  double confidence = 0.0;     ///< That the first tag is right, 0..1; 0 where there is none.
  double squared_error = 0.0;  ///< Σ over genres of (probability − truth)², 0..2.

  bool right() const noexcept { return actual == predicted; }
};

/// The answers of a tagger that count: all but those for clips that its model was trained on.
/// Valid as long as `answers` is.
std::vector<const ClipAnswer*> counted_answers(const TaggerAnswers& answers);

/// The first tag; empty where the tagger failed or cannot tell.
std::string_view answered_genre(const ClipAnswer& answer) noexcept;

bool is_right(const ClipAnswer& answer) noexcept;

/// The genres of the truth and of the first tags, in alphabetical order.
std::vector<std::string> genres_of(const std::vector<const ClipAnswer*>& answers);

/// One per answer, in the same order. Requires `genres` as genres_of() gives them.
std::vector<Outcome> outcomes_of(const std::vector<const ClipAnswer*>& answers,
                                 const std::vector<std::string>& genres);

}  // namespace airmark::tools
