#pragma once

#include <cstddef>

namespace airmark::analysis::kernels {

/// h^2 / (h^2 + p^2), one half where both are less than the smallest normal number; of finite
/// numbers that are not negative. Overwrites `harmonic`. `count` is a multiple of sixteen, the rows
/// begin where one of sixteen floats may.
void soften(float* harmonic, const float* percussive, std::size_t count) noexcept;

}  // namespace airmark::analysis::kernels
