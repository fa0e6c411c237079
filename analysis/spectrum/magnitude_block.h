#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "analysis/framing/frame_grid.h"
#include "analysis/spectrum/frame_magnitudes.h"
#include "analysis/spectrum/lanes.h"

namespace airmark::analysis {

/// The magnitudes of sixteen consecutive frames on their side: one row per bin, one lane per frame,
/// so that what runs over bins runs for sixteen frames at once.
///
/// Memory     allocated in the constructor.
class MagnitudeBlock {
 public:
  /// Mirrored bins at either end: a median over frequency looks there.
  static constexpr std::size_t kMirroredBins = 15;
  /// Rows that a step of eight medians reads beyond the last mirrored one, and ignores.
  static constexpr std::size_t kSpareBins = 7;

  MagnitudeBlock();

  /// Takes frames 16 * block and following; lanes beyond the last frame are silent.
  void load(const FrameMagnitudes& magnitudes, std::size_t block);

  std::span<const Lanes<float>, kBinCount> bins() const noexcept {
    return std::span<const Lanes<float>, kBinCount>(rows_.data() + kMirroredBins, kBinCount);
  }
  /// Squares of bins().
  std::span<const Lanes<float>, kBinCount> powers() const noexcept {
    return std::span<const Lanes<float>, kBinCount>(powers_);
  }
  /// All rows, from the first mirrored one.
  std::span<const Lanes<float>> mirrored() const noexcept { return rows_; }

  // For whoever fills in bins and powers; when done, mirror_edges().
  std::span<Lanes<float>, kBinCount> bins() noexcept {
    return std::span<Lanes<float>, kBinCount>(rows_.data() + kMirroredBins, kBinCount);
  }
  std::span<Lanes<float>, kBinCount> powers() noexcept {
    return std::span<Lanes<float>, kBinCount>(powers_);
  }
  void mirror_edges() noexcept;

 private:
  std::vector<Lanes<float>> rows_;
  std::vector<Lanes<float>> powers_;
};

}  // namespace airmark::analysis
