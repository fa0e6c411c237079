#pragma once

#include <string>

#include "analysis/vocabulary/tag_state.h"

namespace airmark::realtime {

/// What is on the air in a word or two for a person: the tag's name, "silence",
/// "changing" or "unknown". Never empty.
std::string on_air_text(const TagState& state);

}  // namespace airmark::realtime
