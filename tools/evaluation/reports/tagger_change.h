#pragma once

#include <cstdint>
#include <optional>

#include "tools/evaluation/clip_answer.h"
#include "tools/evaluation/reports/run_comparison.h"

namespace airmark::tools {

/// What changed between two lists of answers; songs are matched by file. Empty where they have no
/// song in common that counts. `seed` is for the intervals.
std::optional<TaggerChange> tagger_change(const TaggerAnswers& first, const TaggerAnswers& second,
                                          std::uint64_t seed);

}  // namespace airmark::tools
