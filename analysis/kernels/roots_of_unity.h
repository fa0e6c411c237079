#pragma once

#include <array>
#include <cstddef>

namespace airmark::analysis::kernels {

/// Cosine and sine of a whole fraction of a turn.
struct Root {
  double cosine;
  double sine;
};

/// The fractions that frame_transform needs, in the order in which it needs them.
struct RootsOfUnity {
  std::array<Root, 32> of_32;         ///< [n]: n / 32 turns.
  std::array<Root, 32 * 32> of_1024;  ///< [32 a + b]: a b / 1024 turns.
  std::array<Root, 32 * 32> of_2048;  ///< [32 a + b]: (a + 32 b) / 2048 turns.
};

/// Calculated at the first call, in long double: the same on processors with and without fused
/// multiplication, which the C library's functions for double make use of.
const RootsOfUnity& roots_of_unity();

}  // namespace airmark::analysis::kernels
