#pragma once

#include <filesystem>
#include <optional>

#include "tools/common/settings.h"
#include "tools/doctor/finding.h"

namespace airmark::tools {

/// Loads a trained classifier and lets it tag a second of made-up sound; `file` replaces the one
/// inside the program.
Finding check_model(Check check, const std::optional<std::filesystem::path>& file);

/// The built-in classifier, then each other that the settings name.
void check_models(const Settings& settings, const OnFinding& on_finding);

}  // namespace airmark::tools
