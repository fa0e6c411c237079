#pragma once

#include "analysis/vocabulary/musical.h"

namespace airmark::testing {

/// How an estimated key stands to the annotated one.
enum class KeyRelation { Same, FifthAbove, FifthBelow, Relative, Parallel, Other };

KeyRelation relation_of(const Key& estimate, const Key& annotation) noexcept;

/// MIREX's score for one clip: 1 same, 0.5 a perfect fifth off either way, 0.3 relative, 0.2
/// parallel, else 0.
double mirex_score(KeyRelation relation) noexcept;

/// The stricter score of mir_eval.key, where only a fifth above the annotation gets 0.5.
double mir_eval_score(KeyRelation relation) noexcept;

}  // namespace airmark::testing
