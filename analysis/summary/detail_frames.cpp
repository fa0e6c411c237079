#include "analysis/summary/detail_frames.h"

#include <algorithm>

#include "analysis/features/flux.h"
#include "analysis/features/spectral_moments.h"
#include "analysis/rhythm/mean_onset_strength.h"
#include "analysis/tonality/tonnetz.h"

namespace airmark::analysis {
namespace {

std::size_t lanes_in(std::size_t block, std::size_t frame_count) {
  return std::min(kBlockFrames, frame_count - block * kBlockFrames);
}

/// Writes the lanes of a block that are frames of the window.
void store(const Lanes<double>& lanes, std::size_t block, std::vector<double>& series) {
  std::copy_n(lanes.values.begin(), lanes_in(block, series.size()),
              series.begin() + static_cast<std::ptrdiff_t>(block * kBlockFrames));
}

/// The other way round; lanes that are no frames are 0.
Lanes<double> load(std::span<const double> series, std::size_t block) {
  Lanes<double> lanes;
  const auto part = series.subspan(block * kBlockFrames, lanes_in(block, series.size()));
  std::copy(part.begin(), part.end(), lanes.values.begin());
  return lanes;
}

}  // namespace

void DetailFrames::measure(const WindowFrames& frames) {
  const FrameMagnitudes& magnitudes = frames.magnitudes();
  const std::size_t frame_count = magnitudes.frame_count();
  reshape(frame_count);
  for (std::size_t block = 0; block < block_count_of(frame_count); ++block) {
    block_.load(magnitudes, block);
    measure_shape(frames, block);
  }
  contrast_.finish();
  spectral_flux(magnitudes, flux_);
  measure_tonnetz(frames.chroma(), tonnetz_);
  measure_mean_onset_strength(frames.mel_decibels(), onsets_);
}

void DetailFrames::reshape(std::size_t frame_count) {
  for (std::vector<double>* series : {&skewness_, &kurtosis_, &crest_}) series->resize(frame_count);
  flux_.resize(frame_count - 1);
  contrast_.reshape(frame_count);
  tonnetz_.reshape(kTonnetzCount, frame_count);
  onsets_.resize(frame_count);
}

void DetailFrames::measure_shape(const WindowFrames& frames, std::size_t block) {
  const SpectralMoments moments = spectral_moments(block_.bins(), load(frames.centroid_hz(), block),
                                                   load(frames.bandwidth_hz(), block));
  store(moments.skewness, block, skewness_);
  store(moments.kurtosis, block, kurtosis_);
  store(moments.crest, block, crest_);
  contrast_.measure_block(block_.bins(), block);
}

}  // namespace airmark::analysis
