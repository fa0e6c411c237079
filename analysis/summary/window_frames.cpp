#include "analysis/summary/window_frames.h"

#include <algorithm>
#include <cassert>

#include "analysis/features/bandwidth.h"
#include "analysis/features/centroid.h"
#include "analysis/features/magnitude_sum.h"
#include "analysis/features/rolloff.h"
#include "analysis/features/spectral_flatness.h"
#include "analysis/spectrum/decibels.h"

namespace airmark::analysis {
namespace {

/// Writes the lanes of a block that are frames of the window.
void store(const Lanes<double>& lanes, std::size_t block, std::vector<double>& series) {
  const std::size_t first = block * kBlockFrames;
  const std::size_t count = std::min(kBlockFrames, series.size() - first);
  std::copy_n(lanes.values.begin(), count, series.begin() + static_cast<std::ptrdiff_t>(first));
}

template <std::size_t kRows>
void store(const std::array<Lanes<float>, kRows>& lanes, std::size_t block, LaneMatrix& matrix) {
  for (std::size_t row = 0; row < kRows; ++row) matrix.blocks(row)[block] = lanes[row];
}

}  // namespace

WindowFrames::WindowFrames() = default;

void WindowFrames::measure(std::span<const float> samples) {
  assert(samples.size() > kFrameSize / 2);
  reshape(samples.size());
  frame_rms_.measure(samples, rms_);
  crossing_rate_.measure(samples, zero_crossing_rate_);

  const std::size_t block_count = block_count_of(frame_count_);
  for (std::size_t block = 0; block < block_count; ++block) {
    measure_block(samples, block);
    if (block + 1 == block_count) magnitudes_.mirror_end();
    if (block > 0) separate_block(samples, block - 1);
  }
  separate_block(samples, block_count - 1);
  percussive_.add(harmonic().subspan(inverse_stft_.finished()));  // zeros, as many as there
  measure_whole_window();
}

void WindowFrames::reshape(std::size_t sample_count) {
  frame_count_ = frame_count_of(sample_count);
  magnitudes_.reshape(frame_count_);
  mel_decibels_.reshape(kMelBandCount, frame_count_);
  coefficients_.reshape(kMfccCount, frame_count_);
  pitch_classes_.reshape(kPitchClassCount, frame_count_);
  for (std::vector<double>* series :
       {&rms_, &zero_crossing_rate_, &centroid_hz_, &bandwidth_hz_, &rolloff_hz_, &flatness_})
    series->resize(frame_count_);
  onsets_.resize(frame_count_);
  // librosa 0.8 leaves 0 where no frame is centred any more.
  const std::size_t covered = kHopSize * (frame_count_ - 1);
  harmonic_.resize(sample_count);
  std::fill(harmonic_.begin() + static_cast<std::ptrdiff_t>(covered), harmonic_.end(), 0.0f);
  percussive_ = {};
  inverse_stft_.start(frame_count_, std::span(harmonic_).first(covered));
  pitch_peaks_.start(frame_count_);
  tuning_estimate_.reserve(PitchPeaks::most_peaks(frame_count_));
}

void WindowFrames::measure_block(std::span<const float> samples, std::size_t block) {
  const std::size_t first = block * kBlockFrames;
  const std::size_t count = std::min(kBlockFrames, frame_count_ - first);
  stft_.transform(samples, first, spectra(block), block_);
  magnitudes_.store(block_.bins(), block);
  for (std::size_t lane = 0; lane < count; ++lane)
    pitch_peaks_.add(magnitudes_.frame(first + lane));
  measure_shape(block);

  std::array<Lanes<float>, kMelBandCount> bands;
  mel_bands_.measure(block_.powers(), bands);
  for (Lanes<float>& band : bands) to_decibels(band.values);
  store(bands, block, mel_decibels_);
  harmonic_mask_.add(block_, block);
}

void WindowFrames::measure_shape(std::size_t block) {
  const Lanes<double> sums = magnitude_sum(block_.bins());
  const Lanes<double> centroids_hz = spectral_centroid_hz(block_.bins(), sums);
  store(centroids_hz, block, centroid_hz_);
  store(spectral_bandwidth_hz(block_.bins(), sums, centroids_hz), block, bandwidth_hz_);
  store(spectral_rolloff_hz(block_.bins()), block, rolloff_hz_);
  store(analysis::spectral_flatness(block_.powers()), block, flatness_);
}

void WindowFrames::separate_block(std::span<const float> samples, std::size_t block) {
  if (block == 0) magnitudes_.mirror_start();
  harmonic_mask_.measure(magnitudes_, block);
  const std::size_t first = inverse_stft_.finished();
  inverse_stft_.add(spectra(block), harmonic_mask_.mask());
  percussive_block_.resize(inverse_stft_.finished() - first);
  for (std::size_t n = 0; n < percussive_block_.size(); ++n)
    percussive_block_[n] = samples[first + n] - harmonic_[first + n];
  percussive_.add(percussive_block_);
}

void WindowFrames::measure_whole_window() {
  limit_dynamic_range(mel_decibels_);
  mfcc_.measure(mel_decibels_, coefficients_);
  onset_strength_.measure(mel_decibels_, onsets_);
  tempo_bpm_ = tempo_.measure_bpm(onsets_);

  tuning_ = tuning_estimate_.measure(pitch_peaks_.peaks());
  chroma_.set_tuning(tuning_);
  for (std::size_t block = 0; block < block_count_of(frame_count_); ++block) {
    block_.load(magnitudes_, block);
    std::array<Lanes<float>, kPitchClassCount> classes;
    chroma_.measure(block_.powers(), classes);
    store(classes, block, pitch_classes_);
  }
}

}  // namespace airmark::analysis
