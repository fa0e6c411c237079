#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "analysis/tonality/register_chroma.h"

namespace airmark::analysis {

/// How often the harmony changes.
///
/// Method     tonal centroid of the pitch classes (fifths, minor and major thirds as circles, the
///            last at half size) of the 372 ms before and of the 372 ms after each frame; where
///            their distance has a maximum of at least 0.3, the harmony changes (Harte, Sandler &
///            Gasser 2006, "Detecting harmonic change in musical audio"; threshold our own). C to
///            F, G or A minor are farther apart than that.
/// Output     changes a second, at most 3.6: maxima are at least 279 ms apart. 0 in silence.
/// Memory     allocates only for more frames than ever before.
/// Threads    none inside; one instance belongs to one thread.
class HarmonicChange {
 public:
  double measure_rate(std::span<const PitchClasses> frames);

 private:
  using Centroid = std::array<double, 6>;

  double distance_at(std::size_t frame) const noexcept;
  bool centroid_of(std::size_t first, std::size_t last, Centroid& centroid) const noexcept;

  std::vector<PitchClasses> sums_;  ///< Of all frames before.
  std::vector<double> distances_;
};

}  // namespace airmark::analysis
