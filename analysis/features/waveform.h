#pragma once

#include <span>

namespace airmark::analysis {

/// What the samples of a window are like, in whatever order they come.
struct Waveform {
  double mean = 0.0;
  double deviation = 0.0;        ///< Standard deviation, of the population.
  double skewness = 0.0;         ///< Third standardised moment; 0 where the samples do not vary.
  double excess_kurtosis = 0.0;  ///< Fourth, less 3; 0 where the samples do not vary.
  double absolute_mean = 0.0;
  double peak = 0.0;             ///< Greatest absolute sample.
  double crest_factor_db = 0.0;  ///< Peak over root mean square; 0 in silence.
};

/// Requires at least one sample.
Waveform waveform_of(std::span<const float> samples) noexcept;

}  // namespace airmark::analysis
