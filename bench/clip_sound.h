#pragma once

#include <filesystem>
#include <vector>

namespace airmark::bench {

/// A whole mono sound file at kAnalysisRateHz, decoded as airmark decodes it. Throws
/// std::runtime_error where it cannot be read or is laid out otherwise.
std::vector<float> read_clip_sound(const std::filesystem::path& path);

}  // namespace airmark::bench
