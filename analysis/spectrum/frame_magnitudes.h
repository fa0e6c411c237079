#pragma once

#include <cstddef>
#include <span>

#include "analysis/framing/frame_grid.h"
#include "analysis/spectrum/lane_matrix.h"

namespace airmark::analysis {

/// The magnitudes of all frames of a window, one row per frame, with room for kMirroredFrames
/// mirrored ones before the first and after the last: a median over time looks there.
class FrameMagnitudes {
 public:
  static constexpr std::size_t kMirroredFrames = 15;

  /// Allocates only for more frames than ever before; does not clear.
  void reshape(std::size_t frame_count);

  std::size_t frame_count() const noexcept { return frame_count_; }
  std::size_t stride() const noexcept { return rows_.stride(); }

  std::span<float, kBinCount> frame(std::size_t frame) noexcept {
    return std::span<float, kBinCount>(rows_.row(frame + kMirroredFrames), kBinCount);
  }
  std::span<const float, kBinCount> frame(std::size_t frame) const noexcept {
    return std::span<const float, kBinCount>(rows_.row(frame + kMirroredFrames), kBinCount);
  }

  /// Fills in frames 16 * block and following, as far as there are any: of `bins` each lane is one.
  void store(std::span<const Lanes<float>, kBinCount> bins, std::size_t block) noexcept;

  /// The row kMirroredFrames before `frame`.
  const float* before(std::size_t frame) const noexcept { return rows_.row(frame); }

  /// Fill the rows around the window; requires the kMirroredFrames nearest it (or all frames).
  void mirror_start() noexcept;
  void mirror_end() noexcept;

 private:
  void mirror(std::ptrdiff_t frame) noexcept;

  std::size_t frame_count_ = 0;
  LaneMatrix rows_;
};

}  // namespace airmark::analysis
