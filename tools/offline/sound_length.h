#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "analysis/vocabulary/result.h"
#include "tools/offline/block_reader.h"

namespace airmark::tools {

/// Less than this has no 58 values: the definitions reflect half an STFT frame at either end.
inline constexpr double kShortestDescribedS = 0.05;
/// Less than this tells no more of music than a single sound.
inline constexpr double kShortestTaggedS = 1.0;

/// Length of the excerpt as far as the container tells it.
std::optional<double> expected_duration_s(const SoundSource& source, const Excerpt& excerpt);

/// How much of the excerpt was really there; an error where it starts behind the end or is shorter
/// than `shortest_s`, which `purpose` ("tag", "describe") needs.
Result<double> checked_duration_s(std::string_view name, const SoundSource& source,
                                  const Excerpt& excerpt, const ReadFrames& read, double shortest_s,
                                  std::string_view purpose);

/// For `describe`, which takes at most analysis::kLongestWindowS at once.
Error too_long_to_describe(std::string_view name);

}  // namespace airmark::tools
