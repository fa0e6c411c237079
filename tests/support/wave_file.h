#pragma once

#include <filesystem>
#include <span>
#include <vector>

namespace airmark::testing {

/// Writes a 32-bit float WAV file; every channel has the same number of samples.
void write_wave(const std::filesystem::path& path, std::span<const std::vector<float>> channels,
                int sample_rate_hz);

}  // namespace airmark::testing
