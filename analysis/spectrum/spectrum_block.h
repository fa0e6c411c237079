#pragma once

#include <cstddef>
#include <vector>

#include "analysis/framing/frame_grid.h"
#include "analysis/spectrum/lanes.h"

namespace airmark::analysis {

/// The spectra of sixteen consecutive frames: one row per bin, one lane per frame.
///
/// Memory     allocated in the constructor.
struct SpectrumBlock {
  SpectrumBlock() : real(kBinCount), imaginary(kBinCount) {}

  std::vector<Lanes<float>> real;
  std::vector<Lanes<float>> imaginary;
};

}  // namespace airmark::analysis
