#pragma once

#include <array>
#include <cstddef>

namespace airmark::analysis {

/// Frames are measured sixteen at a time, each in its own lane: sums run in the order of the
/// formulas, one frame beside the other, and vectors of any width hold some of the lanes. In what
/// the compiler makes vectors of, loops over lanes run over all of them: from a loop nest that
/// starts at some lane in the middle, GCC 12 at -O3 makes aligned stores to addresses that are not.
inline constexpr std::size_t kBlockFrames = 16;

/// One value of each frame of a block.
template <typename T>
struct alignas(kBlockFrames * sizeof(T)) Lanes {
  std::array<T, kBlockFrames> values{};

  T& operator[](std::size_t lane) noexcept { return values[lane]; }
  const T& operator[](std::size_t lane) const noexcept { return values[lane]; }
};

constexpr std::size_t block_count_of(std::size_t frame_count) noexcept {
  return (frame_count + kBlockFrames - 1) / kBlockFrames;
}

}  // namespace airmark::analysis
