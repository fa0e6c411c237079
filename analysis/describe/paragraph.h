#pragma once

#include <string>

#include "analysis/vocabulary/description.h"

namespace airmark::analysis {

/// Up to five sentences to be read aloud: on rhythm, harmony, sound, voice and space, level and
/// mood; each only where something can be said. Ordinary words go without saying.
std::string paragraph(const Description& description);

}  // namespace airmark::analysis
