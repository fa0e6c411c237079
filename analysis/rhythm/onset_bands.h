#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "analysis/spectrum/lane_matrix.h"

namespace airmark::analysis {

/// Where the sound begins, apart for what a drummer has apart.
enum class OnsetBand : std::size_t {
  Bass,    ///< below 150 Hz: bass drum, bass
  Middle,  ///< 150 to 1550 Hz: snare drum, chords, voice
  Treble   ///< 1550 to 7000 Hz: cymbals, attacks; what lossy codecs leave out stays out
};
inline constexpr std::size_t kOnsetBandCount = 3;

/// How much begins to sound in each frame, in three bands.
///
/// Method     rise of each mel band in decibels since the frame before, falls counted as 0, less
///            its mean over the second around (what flickers all the time begins nothing); mean
///            over the mel bands (Klapuri, Eronen & Astola 2006, section II-A, in spirit). For the
///            comparison of beats once more less half the mean of the second around.
/// Input      decibels of kMelBandCount mel bands, one column per frame.
/// Memory     measure() allocates only for more frames than ever before.
class OnsetBands {
 public:
  void measure(const LaneMatrix& mel_decibels);

  std::size_t frame_count() const noexcept { return rises_.size(); }
  /// One value per frame, dB, never negative.
  std::span<const float> band(OnsetBand which) const noexcept {
    return bands_[static_cast<std::size_t>(which)];
  }
  /// Mean rise over all mel bands of the three; one value per frame, dB.
  std::span<const float> rises() const noexcept { return rises_; }

 private:
  void add_mel_band(const float* decibels, std::span<float> sum);
  void sum_up(std::span<const float> values);

  std::array<std::vector<float>, kOnsetBandCount> bands_;
  std::vector<float> rises_;
  std::vector<float> mel_rises_;    // of one mel band
  std::vector<double> sums_until_;  // [t] = sum of the values before t
};

}  // namespace airmark::analysis
