#pragma once

#include <array>
#include <cstddef>

namespace airmark::analysis::kernels {

/// Cosine and sine of a fraction of a turn.
struct Root {
  double cosine;
  double sine;
};

/// Those of part / whole turns. Requires `whole` to be a multiple of eight.
///
/// Method     folded into the first eighth of a turn and calculated in long double: the same bits
///            with and without fused multiplication, which the C library uses for double.
Root root_of_unity(std::size_t part, std::size_t whole);

/// The fractions that frame_transform needs, in the order in which it needs them.
struct RootsOfUnity {
  std::array<Root, 32> of_32;         ///< [n]: n / 32 turns.
  std::array<Root, 32 * 32> of_1024;  ///< [32 a + b]: a b / 1024 turns.
  std::array<Root, 32 * 32> of_2048;  ///< [32 a + b]: (a + 32 b) / 2048 turns.
};

/// Calculated at the first call.
const RootsOfUnity& roots_of_unity();

}  // namespace airmark::analysis::kernels
