#pragma once

#include <string>

#include "analysis/vocabulary/description.h"
#include "analysis/vocabulary/window_analysis.h"

namespace airmark::tools {

/// A description for a person: what was measured, heard and felt, each under its own heading, one
/// sentence a line; a last line says what was looked at. No newline at the end.
std::string description_text(const WindowAnalysis& analysis, const Description& description);

}  // namespace airmark::tools
