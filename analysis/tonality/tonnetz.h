#pragma once

#include <cstddef>

#include "analysis/spectrum/lane_matrix.h"

namespace airmark::analysis {

/// Two coordinates each on the circles of fifths, minor thirds and major thirds.
inline constexpr std::size_t kTonnetzCount = 6;

/// Where the chroma of each frame has its centre in the network of tones.
///
/// Method     the twelve pitch classes lie on three circles: of fifths and of minor thirds, of
///            radius 1, and of major thirds, of radius 1/2; a frame's point is their mean, weighted
///            by its chroma (Harte, Sandler & Gasser 2006). librosa: tonnetz of chroma_stft.
/// Output     kTonnetzCount rows, one column per frame; 0 in a silent frame.
/// Requires a row per pitch class in `chroma`, and rows as long in `tonnetz`.
void measure_tonnetz(const LaneMatrix& chroma, LaneMatrix& tonnetz) noexcept;

}  // namespace airmark::analysis
