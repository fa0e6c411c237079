#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "analysis/tonality/pitch_peaks.h"

namespace airmark::analysis {

/// How far the music is off A4 = 440 Hz.
///
/// Method     the fullest of 100 bins of a histogram of the peaks' distances from the nearest
///            semitone; of the peaks, the stronger half. librosa: estimate_tuning, pitch_tuning.
/// Memory     measure() allocates only for more peaks than reserve() made room for.
class TuningEstimate {
 public:
  void reserve(std::size_t peak_count) { powers_.reserve(peak_count); }

  /// In semitones, -0.5 to 0.49, in steps of 0.01; 0 where there is no peak.
  double measure(std::span<const PitchPeak> peaks);

 private:
  float median_power(std::span<const PitchPeak> peaks);

  std::vector<float> powers_;
};

}  // namespace airmark::analysis
