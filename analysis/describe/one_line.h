#pragma once

#include <cstddef>
#include <string>

#include "analysis/vocabulary/description.h"

namespace airmark::analysis {

inline constexpr std::size_t kLongestLine = 100;  ///< Characters, all of them ASCII.

/// What a listener would name first, in one line of at most kLongestLine characters: "Fast, driving
/// pulse at 142 BPM in E minor, dense, heavily distorted and loud."
///
/// Method     Pulse with tempo and key; then what is out of the ordinary, the most telling first,
///            as long as there is room.
std::string one_line(const Description& description);

}  // namespace airmark::analysis
