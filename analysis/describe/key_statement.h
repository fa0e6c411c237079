#pragma once

#include <optional>
#include <string_view>

#include "analysis/vocabulary/description.h"
#include "analysis/vocabulary/musical.h"
#include "analysis/vocabulary/window_analysis.h"

namespace airmark::analysis {

/// The word of the aspect "key" where keys were looked for and none stands out.
inline constexpr std::string_view kNoKey = "unclear";

/// The key as musicians spell and say it: "B flat major" and not A# major, "F sharp minor".
std::string_view spoken_name(const Key& key) noexcept;

/// "The key is probably A minor", that none stands out, or nothing where no key was looked for.
std::optional<Statement> key_statement(const WindowAnalysis& analysis);

}  // namespace airmark::analysis
