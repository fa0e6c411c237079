#pragma once

#include <cmath>
#include <cstdint>

#include "analysis/vocabulary/window_analysis.h"

namespace airmark::analysis {

/// The frame of the source's stream that is heard at `frame` of the kAnalysisRateHz stream:
/// floor(frame × source rate / kAnalysisRateHz), in integers, so that no stream is long enough to
/// drift. Requires frame >= 0.
constexpr std::int64_t source_frame_of(std::int64_t frame, int source_rate_hz) noexcept {
  return frame * source_rate_hz / kAnalysisRateHz;
}

/// The first multiple of the hop in the kAnalysisRateHz stream that is heard no earlier than
/// `source_frame`. Requires source_frame >= 0.
constexpr std::int64_t grid_frame_from(std::int64_t source_frame, int source_rate_hz) noexcept {
  const std::int64_t per_hop = std::int64_t{kHopFrames} * source_rate_hz;
  return (source_frame * kAnalysisRateHz + per_hop - 1) / per_hop * kHopFrames;
}

/// The number of frames in the whole number of hops nearest to `duration_s`.
inline std::int64_t whole_hops_frames(double duration_s) noexcept {
  return std::llround(duration_s * kAnalysisRateHz / kHopFrames) * kHopFrames;
}

}  // namespace airmark::analysis
