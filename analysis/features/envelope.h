#pragma once

#include <span>

namespace airmark::analysis {

/// How the energy of a window is spread over time, whatever its level.
///
/// Input      the RMS of each frame; energy is its square.
/// Output     all 0 in silence.
struct Envelope {
  /// Shannon's entropy of the frames' shares of the energy, over the logarithm of their number: 1
  /// where all frames have as much, 0 where one has all.
  double entropy = 0.0;
  /// Share of frames whose RMS is below the mean RMS (Tzanetakis & Cook 2002).
  double low_energy_rate = 0.0;
  /// Mean frame, weighted by energy: 0 the first, 1 the last (Peeters 2004).
  double centroid = 0.0;
  /// (squared rises - squared falls) / (squared rises + squared falls) of the RMS from frame to
  /// frame. What rises must fall: where it rises in fewer steps, rises are greater and this is > 0.
  double attack_decay_balance = 0.0;
};

/// Requires at least two frames.
Envelope envelope_of(std::span<const double> rms) noexcept;

}  // namespace airmark::analysis
