#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "analysis/kernels/frame_transform.h"
#include "analysis/spectrum/lanes.h"

namespace airmark::analysis {

/// Frames over which onsets are compared with themselves: 8 s.
inline constexpr std::size_t kTempogramLags = 344;

/// The beat rate of a window of onset strengths.
///
/// Method     autocorrelation of eight seconds around each frame (Hann window, beyond the ends a
///            ramp down to 0), each divided by its greatest value, averaged over frames; the lag
///            where log(1 + 1e6 r) - (log2(bpm / 120))^2 / 2 is greatest, below 320 BPM (Grosche et
///            al. 2010; Ellis 2007). librosa: beat_track's tempo, with its defaults.
/// Output     beats per minute; lags are whole frames, so 120 BPM is found as 117.45 or 123.05. 0
///            where there is no onset at all.
/// Memory     measure() allocates only for more frames than ever before.
/// Threads    none inside; one instance belongs to one thread.
class Tempo {
 public:
  Tempo();

  double measure_bpm(std::span<const float> onsets);

  /// The averaged autocorrelation of the window measured last, by lag in frames.
  std::span<const double> mean_tempogram() const noexcept { return mean_tempogram_; }

 private:
  void extend(std::span<const float> onsets);
  void correlate(std::size_t frame_count);
  double best_bpm() const;

  std::vector<double> window_;
  std::vector<float> extended_;  // the onsets with half a window before and after
  kernels::TransformWork work_;
  std::vector<Lanes<double>> power_sums_;
  std::vector<double> mean_tempogram_;
};

}  // namespace airmark::analysis
