#pragma once

#include <span>

#include "analysis/framing/frame_grid.h"
#include "analysis/spectrum/frame_magnitudes.h"

namespace airmark::analysis {

/// How far each spectrum is from the one before it, whatever the level: the Euclidean distance of
/// their magnitudes, each frame divided by its own Euclidean norm (Tzanetakis & Cook 2002, whose
/// flux is the square of it). 0 for the same shape to sqrt(2) for nothing in common; a silent frame
/// is at distance 1 from any other, and 0 from silence.
/// Requires room for frame_count() - 1 values.
void spectral_flux(const FrameMagnitudes& magnitudes, std::span<double> flux) noexcept;

}  // namespace airmark::analysis
