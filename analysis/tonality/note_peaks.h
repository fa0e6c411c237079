#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "analysis/spectrum/real_fft.h"
#include "analysis/tonality/quarter_rate.h"

namespace airmark::analysis {

/// A spectral peak, taken for a partial of some note.
struct NotePeak {
  float pitch;      ///< In semitones, 69 = 440 Hz.
  float magnitude;  ///< On a scale of its own, the same for all peaks.
  float cosine;     ///< Of 2 pi pitch: how near it is to the semitone grid.
  float sine;
};

/// The partials of a window, and how well they lie on a grid of semitones.
///
/// Method     spectra of 372 ms (2048 samples at a quarter of the rate, Hann window), one each
///            93 ms: long enough to part semitones down to about G2. Local maxima of the power from
///            38 to 2030 Hz, at most 30 dB below the frame's greatest and 80 dB below the window's,
///            moved by the ratio of the two greatest bins (Grandke 1983, "Interpolation algorithms
///            for discrete Fourier transforms of weighted signals"). Tuning is the direction of the
///            mean of exp(2 pi i pitch), weighted by magnitude; its length tells how sharp the grid
///            is (Dressler & Streich 2007, "Tuning frequency estimation using circular
///            statistics").
/// Memory     allocates only for a longer window than ever before.
/// Threads    none inside; one instance belongs to one thread.
class NotePeaks {
 public:
  static constexpr std::size_t kSpectrumSize = 2048;
  static constexpr std::size_t kHop = 512;  ///< At a quarter of the rate.
  static constexpr double kFramesPerSecond = QuarterRate::kRateHz / kHop;

  NotePeaks();

  void measure(std::span<const float> samples);

  std::size_t frame_count() const noexcept { return ends_.size(); }
  std::span<const NotePeak> frame(std::size_t frame) const noexcept {
    const std::size_t first = frame == 0 ? 0 : ends_[frame - 1];
    return std::span(peaks_).subspan(first, ends_[frame] - first);
  }

  /// Distance of the grid from 440 Hz, in semitones, -0.5 to 0.5; 0 without peaks.
  double tuning() const noexcept { return tuning_; }

  /// Mean square of the sines that the peaks stand for, on the scale of the samples.
  double power() const noexcept { return power_; }

  /// 1: all peaks lie on one grid of semitones; 0: they lie anywhere, or there are none.
  double concentration() const noexcept { return concentration_; }

 private:
  struct Angle {
    float cosine;
    float sine;
  };

  void transform(std::span<const float> samples, std::size_t frame);
  void find_peaks();
  NotePeak peak_at(std::size_t bin) const;
  void drop_faint_peaks();
  void sum_up();

  QuarterRate quarter_rate_;
  RealFft fft_;
  std::vector<double> window_;
  std::vector<double> powers_;
  std::vector<float> pitches_;  ///< Of the bins.
  std::vector<Angle> angles_;   ///< Of a turn, which is a semitone, in even steps.
  std::vector<NotePeak> peaks_;
  std::vector<std::size_t> ends_;  ///< One past each frame's last peak.
  double power_ = 0.0;
  double tuning_ = 0.0;
  double concentration_ = 0.0;
};

}  // namespace airmark::analysis
