#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "analysis/rhythm/local_tempogram.h"
#include "analysis/rhythm/tempo_grid.h"

namespace airmark::analysis {

/// One way to tap along with a window.
struct TempoPath {
  double bpm = 0.0;       ///< Of the mean time between beats.
  double salience = 0.0;  ///< How well onsets repeat at 1, 2, 3 and 4 beats; 1 exactly.
  std::span<const std::uint8_t> places;  ///< In the grid of tempi, one per stretch.
};

/// The ways in which a listener might tap along, the most salient first.
///
/// Method     salience of a tempo in a stretch: r(T) + r(2 T) + r(3 T) / 2 + r(4 T) over 3.5, where
///            r is the mean autocorrelation of the bands at the beat's period T. The best path
///            through the stretches to each tempo of the last one, a step of n % costing like n²
///            (dynamic programming: Ellis 2007, section 3, applied to tempo): music that sways
///            keeps its pulse. Of paths less than 4 % apart the better one stays.
/// Memory     measure() allocates only for more stretches than ever before.
class TempoPaths {
 public:
  static constexpr std::size_t kMostPaths = 16;

  TempoPaths();

  void measure(const LocalTempogram& tempogram);

  std::span<const TempoPath> paths() const noexcept { return paths_; }

 private:
  void measure_salience(const LocalTempogram& tempogram, std::size_t stretch);
  void extend(std::size_t stretch);
  void trace(std::size_t stretch_count);
  void choose(std::size_t stretch_count);

  std::vector<CubicPoint> beats_;   // four per tempo
  std::vector<float> correlation_;  // mean of the bands, of one stretch
  std::vector<double> salience_;    // by tempo, of one stretch
  std::vector<double> totals_;      // of the best path to each tempo
  std::vector<double> extended_;
  std::vector<std::uint8_t> origins_;  // [stretch][tempo]: where that path came from
  std::vector<std::uint8_t> places_;   // [tempo][stretch]
  std::vector<double> bpms_;           // of the path to each tempo
  std::vector<std::size_t> order_;
  std::vector<TempoPath> paths_;
};

}  // namespace airmark::analysis
