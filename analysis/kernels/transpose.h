#pragma once

#include <cstddef>

namespace airmark::analysis::kernels {

/// A table of floats; a row begins `stride` floats after the one before.
struct FloatRows {
  float* data;
  std::size_t stride;
};
struct ConstFloatRows {
  const float* data;
  std::size_t stride;
};

/// Turns a table of row_count x column_count values on its side.
void transpose(ConstFloatRows from, std::size_t row_count, std::size_t column_count,
               FloatRows to) noexcept;

}  // namespace airmark::analysis::kernels
