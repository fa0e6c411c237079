#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

#include "tools/evaluation/dataset/dataset.h"

namespace airmark::tools {

/// What is known of the clips of GTZAN (Tzanetakis and Cook 2002): ten genres, 100 clips of 30 s at
/// 22050 Hz each, named "blues.00000" to "rock.00099".
inline constexpr std::size_t kGtzanClipsPerGenre = 100;
inline constexpr double kGtzanRateHz = 22050.0;
inline constexpr double kGtzanShortestS = 29.0, kGtzanLongestS = 31.0;

/// No sound file in the copy that most people have.
inline constexpr std::string_view kGtzanBrokenClip = "jazz.00054";

/// One recording under two labels that no checksum finds in every copy.
inline constexpr std::array kGtzanSameRecordings{
    std::pair<std::string_view, std::string_view>{"metal.00058", "rock.00016"}};

/// Whether a clip name (clip_name()) is one of the thousand.
bool is_gtzan_name(std::string_view name) noexcept;

/// Whether at least half of the clips are named so.
bool is_gtzan(const Dataset& dataset);

}  // namespace airmark::tools
