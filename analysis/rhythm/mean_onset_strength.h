#pragma once

#include <span>

#include "analysis/spectrum/lane_matrix.h"

namespace airmark::analysis {

/// How much begins to sound in each frame, in decibels, averaged over the mel bands. Unlike the
/// median of OnsetStrength it also sees what begins in a few bands only. librosa: onset_strength,
/// its defaults. Requires kMelBandCount rows, one column per frame; writes one value per frame.
void measure_mean_onset_strength(const LaneMatrix& mel_decibels, std::span<float> onsets) noexcept;

}  // namespace airmark::analysis
