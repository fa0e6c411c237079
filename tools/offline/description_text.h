#pragma once

#include <string>

#include "analysis/vocabulary/description.h"
#include "analysis/vocabulary/window_analysis.h"

namespace airmark::tools {

enum class DescriptionLength { Line, Paragraph, Full };

/// A description for a person: in one line, in a few sentences, or in full: what was measured,
/// heard and felt, each under its own heading, one sentence a line; a last line says what was
/// looked at. No newline at the end.
std::string description_text(const WindowAnalysis& analysis, const Description& description,
                             DescriptionLength length);

/// The same for one of several files, under or beside its name.
std::string description_text_of(const std::string& name, const WindowAnalysis& analysis,
                                const Description& description, DescriptionLength length);

}  // namespace airmark::tools
