#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "analysis/vocabulary/audio_block.h"

namespace airmark::analysis {

/// A copy of a few frames with silence where a sample was not usable (is_usable), and their mean
/// over channels.
///
/// Memory     allocated in the constructor.
/// Threads    none inside; one instance belongs to one thread.
class FiniteBlock {
 public:
  static constexpr std::size_t kMaxFrames = 1024;

  explicit FiniteBlock(std::size_t channel_count);

  /// Copies `frame_count` frames of the block from `offset` on. Requires frame_count <= kMaxFrames,
  /// both within the block.
  void assign(const AudioBlock& block, std::size_t offset, std::size_t frame_count);

  /// Takes the first frames away. Requires frame_count <= size().
  void drop_front(std::size_t frame_count);

  std::size_t size() const noexcept { return frame_count_; }
  std::span<const float* const> channels() const noexcept { return pointers_; }
  std::span<const float> mean() const noexcept { return {mean_.data() + offset_, frame_count_}; }

 private:
  void average();

  std::vector<std::vector<float>> samples_;  // one per channel, kMaxFrames each
  std::vector<float> mean_;                  // kMaxFrames
  std::vector<const float*> pointers_;       // into samples_, behind what was dropped
  std::size_t offset_ = 0;
  std::size_t frame_count_ = 0;
};

}  // namespace airmark::analysis
