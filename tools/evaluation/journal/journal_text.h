#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analysis/vocabulary/result.h"
#include "analysis/vocabulary/tag_set.h"
#include "analysis/vocabulary/window_analysis.h"

namespace airmark::tools {

// Texts that read back to the same values, infinite ones and NaN among them. Reading gives BadData
// where the text is none of ours.

/// The windows of one clip. Requires that no table beside the usual ones was asked for.
std::string windows_text(const std::vector<WindowAnalysis>& windows);
Result<std::vector<WindowAnalysis>> parse_windows(std::string_view text);

/// An answer, or why there is none.
std::string answer_text(const Result<TagSet>& answer);
/// The outer Result is that of reading.
Result<Result<TagSet>> parse_answer(std::string_view text);

}  // namespace airmark::tools
