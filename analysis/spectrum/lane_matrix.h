#pragma once

#include <cassert>
#include <cstddef>
#include <span>
#include <vector>

#include "analysis/spectrum/lanes.h"

namespace airmark::analysis {

/// Rows of floats. Each row is as long as whole blocks of lanes and starts on one; after the last
/// row there is room for one more block, so that what looks one frame ahead need not look first.
///
/// Memory     reshape() allocates only where it needs more than ever before; it does not clear.
class LaneMatrix {
 public:
  void reshape(std::size_t row_count, std::size_t column_count) {
    row_count_ = row_count;
    column_count_ = column_count;
    blocks_per_row_ = block_count_of(column_count);
    const std::size_t needed = row_count * blocks_per_row_ + 1;
    if (blocks_.size() < needed) blocks_.resize(needed);
  }

  std::size_t row_count() const noexcept { return row_count_; }
  std::size_t column_count() const noexcept { return column_count_; }
  /// Floats from one row to the next.
  std::size_t stride() const noexcept { return blocks_per_row_ * kBlockFrames; }

  std::span<Lanes<float>> blocks(std::size_t row) noexcept {
    assert(row < row_count_);
    return {blocks_.data() + row * blocks_per_row_, blocks_per_row_};
  }
  std::span<const Lanes<float>> blocks(std::size_t row) const noexcept {
    assert(row < row_count_);
    return {blocks_.data() + row * blocks_per_row_, blocks_per_row_};
  }

  /// The first of stride() floats, of which column_count() are meant.
  float* row(std::size_t row) noexcept {
    assert(row < row_count_);
    return blocks_[row * blocks_per_row_].values.data();
  }
  const float* row(std::size_t row) const noexcept {
    assert(row < row_count_);
    return blocks_[row * blocks_per_row_].values.data();
  }
  std::span<const float> columns(std::size_t row_index) const noexcept {
    return {row(row_index), column_count_};
  }

 private:
  std::size_t row_count_ = 0;
  std::size_t column_count_ = 0;
  std::size_t blocks_per_row_ = 0;
  std::vector<Lanes<float>> blocks_;
};

}  // namespace airmark::analysis
