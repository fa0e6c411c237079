#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "analysis/features/harmonic_percussive.h"
#include "analysis/features/mfcc.h"
#include "analysis/features/rms.h"
#include "analysis/features/zero_crossing_rate.h"
#include "analysis/rhythm/onset_strength.h"
#include "analysis/rhythm/tempo.h"
#include "analysis/spectrum/frame_magnitudes.h"
#include "analysis/spectrum/inverse_stft.h"
#include "analysis/spectrum/lane_matrix.h"
#include "analysis/spectrum/magnitude_block.h"
#include "analysis/spectrum/mel_bands.h"
#include "analysis/spectrum/spectrum_block.h"
#include "analysis/spectrum/stft.h"
#include "analysis/summary/statistics.h"
#include "analysis/tonality/chroma.h"
#include "analysis/tonality/pitch_peaks.h"
#include "analysis/tonality/tuning.h"

namespace airmark::analysis {

/// Everything that is measured of a window frame by frame, from one spectrum of each frame.
///
/// Method     sixteen frames at a time: spectra, then all that needs only them; the harmonic part
///            one block behind, because its medians look 15 frames ahead; then what needs the whole
///            window (loudest value, tuning, tempo). analysis/README.md draws the path.
/// Input      mono at kAnalysisRateHz, finite, more than kFrameSize / 2 samples.
/// Memory     about 12 kB per frame of the longest window seen; windows up to that length
///            allocate nothing more.
/// Threads    none inside; one instance belongs to one thread.
class WindowFrames {
 public:
  WindowFrames();

  void measure(std::span<const float> samples);

  /// Magnitudes of the bins of each frame.
  const FrameMagnitudes& magnitudes() const noexcept { return magnitudes_; }

  // One value per frame, or one row per band and one column per frame; of the window measured last.
  std::span<const double> rms() const noexcept { return rms_; }
  std::span<const double> zero_crossing_rate() const noexcept { return zero_crossing_rate_; }
  std::span<const double> centroid_hz() const noexcept { return centroid_hz_; }
  std::span<const double> bandwidth_hz() const noexcept { return bandwidth_hz_; }
  std::span<const double> rolloff_hz() const noexcept { return rolloff_hz_; }
  std::span<const double> spectral_flatness() const noexcept { return flatness_; }
  const LaneMatrix& mel_decibels() const noexcept { return mel_decibels_; }
  const LaneMatrix& mfcc() const noexcept { return coefficients_; }
  const LaneMatrix& chroma() const noexcept { return pitch_classes_; }
  std::span<const float> onset_strength() const noexcept { return onsets_; }
  std::span<const double> mean_tempogram() const noexcept { return tempo_.mean_tempogram(); }
  double tempo_bpm() const noexcept { return tempo_bpm_; }
  double tuning() const noexcept { return tuning_; }

  /// The harmonic part of the waveform; 0 after the last frame's centre.
  std::span<const float> harmonic() const noexcept { return harmonic_; }

  /// Of the percussive part: what is left of the samples; 0 where the harmonic part is.
  const RunningMoments& percussive() const noexcept { return percussive_; }

 private:
  void reshape(std::size_t sample_count);
  void measure_block(std::span<const float> samples, std::size_t block);
  void measure_shape(std::size_t block);
  void separate_block(std::span<const float> samples, std::size_t block);
  void measure_whole_window();

  SpectrumBlock& spectra(std::size_t block) noexcept { return spectra_[block % 2]; }

  // The stages, in the order of the signal path.
  Stft stft_;
  MelBands mel_bands_;
  HarmonicMask harmonic_mask_;
  InverseStft inverse_stft_;
  Mfcc mfcc_;
  OnsetStrength onset_strength_;
  Tempo tempo_;
  PitchPeaks pitch_peaks_;
  TuningEstimate tuning_estimate_;
  Chroma chroma_;
  FrameRms frame_rms_;
  ZeroCrossingRate crossing_rate_;

  // What they measured.
  std::size_t frame_count_ = 0;
  FrameMagnitudes magnitudes_;
  MagnitudeBlock block_;
  std::array<SpectrumBlock, 2> spectra_;  // of the last two blocks
  LaneMatrix mel_decibels_;
  LaneMatrix coefficients_;
  LaneMatrix pitch_classes_;
  std::vector<double> rms_;
  std::vector<double> zero_crossing_rate_;
  std::vector<double> centroid_hz_;
  std::vector<double> bandwidth_hz_;
  std::vector<double> rolloff_hz_;
  std::vector<double> flatness_;
  std::vector<float> onsets_;
  std::vector<float> harmonic_;
  std::vector<float> percussive_block_;
  RunningMoments percussive_;
  double tuning_ = 0.0;
  double tempo_bpm_ = 0.0;
};

}  // namespace airmark::analysis
