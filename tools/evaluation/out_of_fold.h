#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "analysis/vocabulary/feature_table.h"
#include "analysis/vocabulary/result.h"
#include "analysis/vocabulary/tag_set.h"
#include "tools/training/recipe.h"

namespace airmark::tools {

/// A clip as the recipe sees it.
struct MeasuredClip {
  std::string genre;       ///< The actual one, an identifier.
  Gtzan58Values values{};  ///< As measured; one that is not a number keeps it from training.
  bool silent = false;     ///< is_silent(): not trained on, and its answer has no tags.
  std::size_t fold = 0;    ///< Index in the folds.
  bool evaluated = true;   ///< False: to train on only.
  bool trains = true;      ///< False, as for a perturbed copy: only answered for.
};

/// What models say of clips that they were not trained on.
struct OutOfFoldAnswers {
  std::vector<TagSet> tags;  ///< One per clip; no tags where it is silent or not evaluated.
  /// "The model without 'train' does not know hiphop: …", one per fold and genre.
  std::vector<std::string> notes;
};

/// For each fold with evaluated clips: fits the recipe to the clips of the other folds, and answers
/// for the clips of this one as ModelTagger would; `model` of the TagSet names the fold.
///
/// Method     as validate() tries the recipe: strength of the penalty and temperature are chosen
///            on the training side alone, by kBlockCount contiguous blocks of each genre. A genre
///            of fewer than kFewestRowsPerClass clips there is not learnt: the model cannot name
///            it, which is told in `notes`.
/// Input      clips in the dataset's order, neighbours beside each other; `folds` are their names.
///            A perturbed copy is in the fold of its original.
/// Errors     BadData where fewer than two genres can be learnt for a fold; Internal from the
///            optimiser; Timeout where `stop` was requested.
Result<OutOfFoldAnswers> answer_out_of_fold(std::span<const MeasuredClip> clips,
                                            const std::vector<std::string>& folds,
                                            const Recipe& recipe, std::stop_token stop);

}  // namespace airmark::tools
