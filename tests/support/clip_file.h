#pragma once

#include <filesystem>
#include <vector>

namespace airmark::testing {

/// The samples of a mono sound file, full scale ±1, at the file's own rate: of 16 bits exactly, of
/// a lossy one as decoded. Throws std::runtime_error where it cannot be read or has more than one
/// channel.
std::vector<float> read_clip(const std::filesystem::path& path);

}  // namespace airmark::testing
