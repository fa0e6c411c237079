#pragma once

#include <cstddef>
#include <filesystem>
#include <vector>

namespace airmark::testing {

/// A NumPy array of one or two dimensions, little-endian float32 in C order; a row if it has one.
struct NpyArray {
  std::size_t row_count = 1;
  std::size_t column_count = 0;
  std::vector<float> values;

  float at(std::size_t row, std::size_t column) const {
    return values[row * column_count + column];
  }
};

/// Throws std::runtime_error, naming the file, where it is anything else.
NpyArray read_npy(const std::filesystem::path& path);

}  // namespace airmark::testing
