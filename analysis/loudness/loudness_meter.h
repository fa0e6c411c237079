#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "analysis/vocabulary/window_analysis.h"

namespace airmark::analysis {

/// EBU R 128 loudness of one stretch of audio as a listener has it before the loudspeakers.
///
/// Method     libebur128: integrated loudness (ITU-R BS.1770-4, gated), loudness range (EBU Tech
///            3342), true peak (BS.1770-4 Annex 2, highest of all channels). Mono counts as the
///            same signal on two loudspeakers, so that it measures what its stereo copy measures.
///            Channels beyond the first three are taken in the library's order: low-frequency
///            effects (not counted), left and right surround; more are not counted.
/// Input      planar samples, one pointer per channel, `frame_count` behind each, full scale ±1.
/// Output     empty where nothing passes the standard's absolute gate of -70 LUFS, where the
///            stretch is shorter than a gating block (400 ms), and where the standard does not
///            apply: below 4 kHz (its filter needs more) or above 64 channels. The range of a
///            stretch below 3 s is 0.
/// Memory     the library's own, taken and returned within the call.
std::optional<Loudness> measure_loudness(std::span<const float* const> channels,
                                         std::size_t frame_count, double sample_rate_hz);

}  // namespace airmark::analysis
