#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "analysis/vocabulary/result.h"
#include "tools/sound_file/sound_source.h"

namespace airmark::testing {

/// Everything a source gives, planar, read in blocks of `block_frames`.
Result<std::vector<std::vector<float>>> read_all(tools::SoundSource& source,
                                                 std::size_t block_frames = 1000);

std::vector<char> bytes_of(const std::filesystem::path& path);
void write_bytes(const std::filesystem::path& path, std::span<const char> bytes);

/// Writes with libsndfile in one of its formats ("wav16", "wav24", "wav32", "wavfloat", "wavex",
/// "au16", "aufloat", "aiff16", "flac", "ogg", "opus").
void write_sound(const std::filesystem::path& path, const std::string& format,
                 std::span<const std::vector<float>> channels, int sample_rate_hz);

/// Runs ffmpeg; false where it is not installed or fails.
bool convert_with_ffmpeg(const std::filesystem::path& from, const std::filesystem::path& to,
                         const std::string& options = {});

}  // namespace airmark::testing
