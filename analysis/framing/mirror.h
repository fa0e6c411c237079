#pragma once

#include <cstddef>
#include <span>

namespace airmark::analysis {

/// Where `index` lies when a row of `count` values is mirrored at both ends and the end value is
/// not repeated: … 2 1 | 0 1 2 … Requires an index less than `count` beyond either end.
constexpr std::size_t mirrored_without_edge(std::ptrdiff_t index, std::size_t count) noexcept {
  const auto last = static_cast<std::ptrdiff_t>(count) - 1;
  if (index < 0) index = -index;
  return static_cast<std::size_t>(index > last ? 2 * last - index : index);
}

/// The same with the end value repeated: … 1 0 | 0 1 2 … Any index: short rows mirror many times.
constexpr std::size_t mirrored_with_edge(std::ptrdiff_t index, std::size_t count) noexcept {
  const auto size = static_cast<std::ptrdiff_t>(count);
  const std::ptrdiff_t turn = 2 * size;
  const std::ptrdiff_t place = ((index % turn) + turn) % turn;
  return static_cast<std::size_t>(place < size ? place : turn - 1 - place);
}

/// Copies `piece.size()` samples from `first` on; what lies outside `samples` is mirrored without
/// repeating the edge. Requires less than samples.size() samples outside either end.
void copy_mirrored(std::span<const float> samples, std::ptrdiff_t first, std::span<float> piece);

}  // namespace airmark::analysis
