#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "analysis/framing/frame_grid.h"
#include "analysis/spectrum/lanes.h"

namespace airmark::analysis {

inline constexpr std::size_t kPitchClassCount = 12;

/// Power in each of the twelve pitch classes, C first, whatever the octave.
///
/// Method     Gaussian bumps around each semitone, wider where bins are wider than semitones,
///            weighted by an octave bell around A4..A5 (Ellis 2007, "Chroma feature analysis and
///            synthesis"); each frame divided by its greatest class. librosa: chroma_stft.
/// Memory     allocated in the constructor.
class Chroma {
 public:
  Chroma();

  /// Moves the semitones, in fractions of one; costs something only where it changes.
  void set_tuning(double tuning);

  /// Sixteen frames at once. A silent frame stays 0.
  void measure(std::span<const Lanes<float>, kBinCount> powers,
               std::span<Lanes<float>, kPitchClassCount> classes) const noexcept;

  float weight(std::size_t pitch_class, std::size_t bin) const noexcept {
    return weights_[bin * kPitchClassCount + pitch_class];
  }

 private:
  double tuning_ = 0.0;
  std::vector<float> weights_;  // kBinCount x kPitchClassCount
};

}  // namespace airmark::analysis
