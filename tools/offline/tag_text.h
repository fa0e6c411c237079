#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "analysis/vocabulary/stream_time.h"
#include "analysis/vocabulary/tag_set.h"
#include "analysis/vocabulary/tag_state.h"

namespace airmark::tools {

/// What a person calls a tag.
using TagName = std::function<std::string(std::string_view tag)>;

/// "1:05", "2:00:07"; whole seconds, rounded.
std::string clock_text(double time_s);

/// "song.wav  0:30-1:00  rock 0.62  (blues 0.14, country 0.08)". `state` is that of the window by
/// itself; where it is Unknown, that is what stands first and the guesses follow in brackets.
std::string window_text(std::string_view file, const StreamSpan& window, const TagSet& tags,
                        AirState state, const TagName& name_of);

/// The same for a whole file, with "verdict" for the time.
std::string verdict_text(std::string_view file, const TagSet& tags, AirState state,
                         const TagName& name_of);

}  // namespace airmark::tools
