#pragma once

#include <vector>

namespace airmark::testing {

/// Notes that sound together, 69 = 440 Hz.
using Notes = std::vector<int>;

/// Plucked notes (six harmonics, falling by 9 dB a second), one set after the other at 22050 Hz,
/// `each_s` seconds of each, all tuned `cents` higher.
std::vector<float> played(const std::vector<Notes>& sets, double each_s, double cents = 0.0);

/// A triad in close position with its root in the bass, an octave below. Root 0 = C.
Notes major_triad(int root);
Notes minor_triad(int root);

/// The sets one after the other, `times` times.
std::vector<Notes> repeated(const std::vector<Notes>& sets, int times);

/// Kick, snare and hi-hat at 22050 Hz.
std::vector<float> drums(double beats_per_minute, double duration_s);

}  // namespace airmark::testing
