#pragma once

#include <cstddef>
#include <span>

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

/// How many equal steps a second is cut into to follow the loudness. EBU Tech 3341 asks for ten
/// readings a second or more; its cases 13 and 14 shift tones by 20 ms and want a momentary
/// maximum within 0.1 LU all the same.
inline constexpr std::size_t kStepsPerSecond = 100;

/// First sample of a step: steps are whole samples long, and within half a sample where they
/// belong.
std::size_t first_sample_of_step(std::size_t step, std::size_t sample_rate_hz) noexcept;

/// Energy of one channel as the ear weighs it, step by step.
///
/// Method     the two filters of ITU-R BS.1770-4, annex 1, in double. Their coefficients at 48 kHz
///            are the table's; at other rates the same analogue filters (De Man, 2018) go through
///            the bilinear transform again. Sixteen stretches of the channel run side by side, each
///            but the first from 200 ms before its start: by then the filters have forgotten what
///            was before to 10^-20 of it.
/// Memory     none of its own.
class KWeighting {
 public:
  explicit KWeighting(std::size_t sample_rate_hz) noexcept;

  /// Adds `gain` times the sum of squares of each step. Requires all samples of these steps.
  void add_energies(std::span<const float> samples, double gain,
                    std::span<double> energies) const noexcept;

 private:
  std::size_t sample_rate_hz_;
  Biquad shelf_;
  Biquad high_pass_;
};

}  // namespace airmark::analysis
