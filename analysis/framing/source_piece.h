#pragma once

#include <cstddef>
#include <span>

namespace airmark::analysis {

/// The next piece of a stretch of audio at the source's own rate, and what came before it: filters
/// and interpolation reach back. A borrowed look.
///
/// A stretch is cut into pieces of kPieceSteps from its start on, all but the last, so that what is
/// measured of it does not depend on when its audio came.
struct SourcePiece {
  std::span<const float* const> channels;  ///< Planar; each begins with the past.
  std::size_t past_frames = 0;             ///< Frames of the same stretch before the piece.
  std::size_t frame_count = 0;             ///< Of the piece itself.

  /// Past and piece of one channel.
  std::span<const float> samples(std::size_t channel) const noexcept {
    return {channels[channel], past_frames + frame_count};
  }
};

/// How many equal steps a second is cut into to follow the loudness. EBU Tech 3341 asks for ten
/// readings a second or more; its cases 13 and 14 shift tones by 20 ms and want a momentary
/// maximum within 0.1 LU all the same.
inline constexpr std::size_t kStepsPerSecond = 100;

/// A piece is whole seconds long, and so whole samples at any rate.
inline constexpr std::size_t kPieceSeconds = 4;
inline constexpr std::size_t kPieceSteps = kPieceSeconds * kStepsPerSecond;

}  // namespace airmark::analysis
