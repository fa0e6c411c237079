#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace airmark::analysis {

/// How the sound is spread between two loudspeakers. What does not vary (silence, a constant) has
/// no place.
struct StereoImage {
  /// Share of the energy in the difference of the channels, side² / (mid² + side²): 0 for the same
  /// left and right, 1/2 for channels that have nothing in common (or only one of them), 1 for
  /// opposite ones. Empty where neither channel varies.
  std::optional<double> width;
  /// Pearson's correlation of left and right, in [-1, 1]. Empty where a channel does not vary.
  std::optional<double> correlation;
};

/// The image of one stretch of audio.
///
/// Input      planar samples, one pointer per channel, `frame_count` behind each. Of more than two
///            channels the first two, which are left and right.
/// Output     both empty for one channel: a mono source has no image, a mono recording on two
///            channels has one of width 0.
StereoImage measure_stereo(std::span<const float* const> channels, std::size_t frame_count);

}  // namespace airmark::analysis
