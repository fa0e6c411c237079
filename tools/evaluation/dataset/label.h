#pragma once

#include <string_view>
#include <vector>

#include "analysis/vocabulary/result.h"
#include "analysis/vocabulary/tag_set.h"

namespace airmark::tools {

/// The genres that a label names, most probable first: identifiers, each once.
///
/// Input      "rock"; "rock;pop", equally probable, the first one is meant most; or
///            "rock:0.7;pop:0.3", probabilities above 0 that sum to at most 1. A name may be a
///            sub-genre's ("bebop"). One with a slash may be a genre and one of its kind: "Rock /
///            Metal" is metal.
/// Errors     BadData, without the place: a name that is no known genre, with the nearest one; an
///            impossible probability; nothing at all.
Result<std::vector<TagScore>> parse_label(std::string_view label);

}  // namespace airmark::tools
