#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "analysis/classify/linear_model.h"
#include "analysis/vocabulary/tag_set.h"

namespace airmark::analysis {

/// A measured value in words with its number: "the sound is bright (2460 Hz)". `high` says on which
/// side of the training clips' mean it lies.
std::string indicator_phrase(std::size_t feature, double value, bool high);

/// Three significant digits (more where the number has more before the point) and the unit of the
/// feature table: "0.131", "2460 Hz", "129000 Hz²".
std::string value_with_unit(std::size_t feature, double value);

/// "Sounds like metal (0.71) rather than rock (0.12): the sound is bright (2460 Hz) and …".
/// Requires tags; `phrases` strongest first, at most three are told.
std::string reasoning_sentence(std::span<const TagScore> tags,
                               std::span<const std::string> phrases);

}  // namespace airmark::analysis
