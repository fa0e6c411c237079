#pragma once

#include <cstddef>
#include <span>

#include "analysis/framing/source_piece.h"
#include "analysis/spectrum/lanes.h"

namespace airmark::analysis {

/// One second-order section; its leading denominator coefficient is 1.
struct Biquad {
  double b0, b1, b2;
  double a1, a2;
};

/// The head's treble shelf, +4 dB above 1.7 kHz: the first filter of ITU-R BS.1770 at any rate.
Biquad k_weighting_shelf(double sample_rate_hz) noexcept;

/// The high pass at 38 Hz behind it.
Biquad k_weighting_high_pass(double sample_rate_hz) noexcept;

/// First sample of a step: steps are whole samples long, and within half a sample where they
/// belong.
std::size_t first_sample_of_step(std::size_t step, std::size_t sample_rate_hz) noexcept;

/// Energy of one channel as the ear weighs it, step by step.
///
/// Method     the two filters of ITU-R BS.1770-4, annex 1, in double. Their coefficients at 48 kHz
///            are the table's; at other rates the same analogue filters (De Man, 2018) go through
///            the bilinear transform again. Sixteen parts of a piece run side by side, each from
///            200 ms before its start: by then the filters have forgotten what was before to 10^-20
///            of it.
/// Memory     none of its own.
class KWeighting {
 public:
  explicit KWeighting(std::size_t sample_rate_hz) noexcept;

  /// Adds `gain` times the sum of squares of each step of a piece that lies behind `past_frames`.
  /// Requires all samples of these steps; up to kPieceSteps of them.
  void add_energies(std::span<const float> samples, std::size_t past_frames, double gain,
                    std::span<double> energies) const noexcept;

  /// How much of the past makes a difference.
  std::size_t past_frames() const noexcept;

 private:
  std::size_t sample_rate_hz_;
  Biquad shelf_;
  Biquad high_pass_;
};

}  // namespace airmark::analysis
