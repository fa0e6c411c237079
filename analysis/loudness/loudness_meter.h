#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "analysis/vocabulary/window_analysis.h"

namespace airmark::analysis {

/// EBU R 128 loudness of one stretch of audio, by libebur128. Empty where nothing passes the
/// standard's absolute gate of -70 LUFS.
/// Input      planar samples, one pointer per channel, full scale ±1.
std::optional<Loudness> measure_loudness(std::span<const float* const> channels,
                                         std::size_t frame_count, double sample_rate_hz);

}  // namespace airmark::analysis
