#pragma once

#include <cstddef>

#include "tools/evaluation/plots/canvas.h"

namespace airmark::tools {

inline constexpr Color kInk{0.13, 0.13, 0.13};
inline constexpr Color kGrey{0.40, 0.40, 0.40};
inline constexpr Color kGridGrey{0.88, 0.88, 0.88};
inline constexpr Color kPaper{1.0, 1.0, 1.0};
/// Of Okabe and Ito, "Color Universal Design", 2008: told apart by colour-blind readers.
inline constexpr Color kBlue{0.0, 0.447, 0.698};
inline constexpr Color kSkyBlue{0.337, 0.706, 0.914};
inline constexpr Color kOrange{0.902, 0.624, 0.0};
inline constexpr Color kVermillion{0.835, 0.369, 0.0};

/// The colour of the n-th of several taggers; with its marker it is unique up to 56.
Color series_color(std::size_t n) noexcept;

/// The sign of the n-th of several taggers, which tells it apart without colours.
void draw_marker(Canvas& canvas, const Point& center, std::size_t n, double radius);

/// White for 0, dark blue for 1; the lightness falls steadily, so that it works in grey.
Color shade(double share) noexcept;

/// Ink or paper, whichever is legible on shade(share).
Color ink_on_shade(double share) noexcept;

}  // namespace airmark::tools
