#pragma once

#include <span>

namespace airmark::analysis {

/// Share of frames whose RMS is above kSilenceGateDbfs, 0..1. Requires at least one frame.
double audible_ratio(std::span<const double> rms) noexcept;

}  // namespace airmark::analysis
