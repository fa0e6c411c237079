#pragma once

#include <optional>

#include "analysis/framing/source_piece.h"

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

/// What is known of a stretch's first two channels, left and right, for its image.
struct StereoSums {
  double count = 0.0;  ///< Of frames; stays 0 for one channel.
  double left = 0.0;
  double right = 0.0;
  double left_squares = 0.0;
  double right_squares = 0.0;
  double products = 0.0;

  void add(const SourcePiece& piece);
};

/// Both empty for one channel: a mono source has no image, a mono recording on two channels has one
/// of width 0.
StereoImage stereo_image(const StereoSums& sums) noexcept;

}  // namespace airmark::analysis
