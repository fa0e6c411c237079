#pragma once

#include <cstddef>
#include <vector>

#include "analysis/vocabulary/window_analysis.h"

namespace airmark::testing {

/// A stretch of a test signal; the level is that of the crests.
struct Tone {
  double dbfs;
  double duration_s;
};
inline constexpr double kSilenceDbfs = -1000.0;

using Channels = std::vector<std::vector<float>>;

/// A tone of 1000 Hz whose level changes, its phase running on.
std::vector<float> tones(const std::vector<Tone>& parts, double sample_rate_hz);

/// The same left and right, as most signals of EBU Tech 3341 and 3342 are.
Channels stereo_tones(const std::vector<Tone>& parts, double sample_rate_hz);

/// One second of a tone so many samples long a period, faded in and out over 10 ms.
std::vector<float> faded_tone(double samples_per_period, double phase_degrees, double amplitude,
                              double sample_rate_hz);

/// Cases 20 to 23 of Tech 3341: a tone of a sixth of the rate and half of full scale with one
/// period of a quarter of the rate and full scale in it; made at four times the rate, so many
/// samples late, low-passed and brought down to the rate.
std::vector<float> tone_with_a_louder_period(std::size_t samples_late);

/// What a fresh meter measures; fails the test and gives zeros where there is nothing to measure.
Loudness loudness_of(const Channels& channels, double sample_rate_hz);

/// So many seconds of it.
Channels part_of(const Channels& channels, double begin_s, double duration_s,
                 double sample_rate_hz);

}  // namespace airmark::testing
