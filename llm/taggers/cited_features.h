#pragma once

#include <string>
#include <vector>

#include "analysis/vocabulary/description.h"
#include "analysis/vocabulary/tag_set.h"
#include "analysis/vocabulary/window_analysis.h"

namespace airmark::llm {

/// What was measured of that which a model names as decisive, in its order.
///
/// Method     A phrase stands for the measured number whose name it holds ("spectral centroid of
///            2.1 kHz" → spectral_centroid_mean), else for the first number of the statement whose
///            aspect it names ("a dense texture" → chroma_stft_mean), else of the one whose word it
///            is ("drum-led" → percussive_share). Names and aspects match by their stem, words as
///            they are. High-level statements are left out: they rest on the others' numbers.
/// Output     each number once, as measured. A phrase is dropped where it fits none of these, and
///            where it holds a number that the measurements do not bear out. The contribution is 0:
///            a language model tells none.
std::vector<KeyIndicator> cited_features(const std::vector<std::string>& phrases,
                                         const WindowAnalysis& analysis,
                                         const Description& description);

}  // namespace airmark::llm
