#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "analysis/features/mfcc.h"
#include "analysis/framing/frame_grid.h"
#include "analysis/spectrum/mel_bands.h"

namespace airmark::analysis {

/// Mel frames in a block: 186 ms.
inline constexpr std::size_t kTextureBlockFrames = 8;
inline constexpr std::int64_t kTextureBlockSamples = kTextureBlockFrames * kHopSize;
/// Four parts of the spectrum whose onsets are measured apart.
inline constexpr std::size_t kOnsetRangeCount = 4;
/// MFCCs first, then the onsets.
inline constexpr std::size_t kTimbreCount = kMfccCount + kOnsetRangeCount;
/// Bands in which a cross-fade is taken apart: four mel bands each.
inline constexpr std::size_t kFadeBandCount = 32;

/// The number of whole blocks nearest to `duration_s`.
constexpr std::size_t texture_blocks_in(double duration_s) noexcept {
  return static_cast<std::size_t>(
      duration_s * kAnalysisRateHz / static_cast<double>(kTextureBlockSamples) + 0.5);
}

/// A fifth of a second of sound, as sums from which longer stretches are measured.
struct TextureBlock {
  int audible_count = 0;                           ///< Frames that are not silent.
  std::array<double, kTimbreCount> sums{};         ///< Over the audible frames.
  std::array<double, kTimbreCount> squares{};      ///< The same of the squares.
  std::array<float, kFadeBandCount> amplitudes{};  ///< Root of the mean power over all frames.
};

/// Puts mel frames together to blocks.
///
/// Method     per frame: 20 MFCCs of the mel decibels; the mean rise in decibels since the frame
///            before, in each quarter of the bands (out of silence: since kSilentBandDb).
/// Input      mel decibels, one call per frame, no frame left out.
/// Output     a block with each kTextureBlockFrames-th frame.
/// Memory     allocated in the constructor.
class TextureBlocks {
 public:
  /// A frame is silent where no band reaches this: white noise of -69 dBFS, a tone of -90 dBFS.
  static constexpr float kSilentBandDb = -50.0f;

  using OnBlock = std::function<void(const TextureBlock&)>;

  explicit TextureBlocks(OnBlock on_block);

  /// Forgets the open block and the frame before.
  void begin() noexcept;
  void push(std::span<const float, kMelBandCount> decibels);

 private:
  void add_timbre(std::span<const float, kMelBandCount> decibels) noexcept;
  double onset(std::span<const float, kMelBandCount> decibels, std::size_t range) const noexcept;
  void add_power(std::span<const float, kMelBandCount> decibels) noexcept;
  void close();

  OnBlock on_block_;
  Mfcc mfcc_;
  TextureBlock block_;
  std::array<double, kFadeBandCount> power_{};  // of the open block, summed
  std::size_t frame_count_ = 0;                 // in the open block
  std::array<float, kMelBandCount> before_{};   // the frame before; out of silence, see Method
};

}  // namespace airmark::analysis
