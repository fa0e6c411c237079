#pragma once

#include <string>
#include <string_view>

#include "analysis/vocabulary/description.h"
#include "analysis/vocabulary/window_analysis.h"

namespace airmark::llm {

/// What a model says for its answer, with the numbers in it that the measurements do not bear out
/// named at the end:
///
///     Fast and loud, so metal. [not measured: "170 BPM"]
///     Loud. [not measured: "-4 LUFS", "9 kHz", "12 LU", "3 kHz" and 2 more]
///
/// Output     the words on one line, cut after at most 600 bytes at a blank ("…"), and at most four
///            of the numbers in quotes, none twice. The mark is ours: where the model writes one
///            itself, its bracket becomes a round one.
std::string marked_reasoning(std::string_view reasoning, const WindowAnalysis& analysis,
                             const Description& description);

}  // namespace airmark::llm
