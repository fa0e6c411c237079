#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <span>

#include "analysis/spectrum/lane_matrix.h"
#include "tests/support/golden_values.h"

namespace airmark::testing {

/// Each value within relative * |golden| + absolute of librosa's.
template <typename T>
void expect_series(std::span<const T> values, std::span<const float> golden, double relative,
                   double absolute) {
  ASSERT_EQ(values.size(), golden.size());
  for (std::size_t t = 0; t < golden.size(); ++t) {
    const double expected = golden[t];
    ASSERT_LE(std::abs(static_cast<double>(values[t]) - expected),
              relative * std::abs(expected) + absolute)
        << "frame " << t << ": " << values[t] << ", librosa " << expected;
  }
}

inline void expect_matrix(const analysis::LaneMatrix& values, const GoldenMatrix& golden,
                          double absolute) {
  ASSERT_EQ(values.row_count(), golden.values.row_count);
  ASSERT_EQ((values.column_count() + golden.step - 1) / golden.step, golden.values.column_count);
  for (std::size_t row = 0; row < values.row_count(); ++row)
    for (std::size_t column = 0; column < golden.values.column_count; ++column)
      ASSERT_NEAR(values.row(row)[column * golden.step], golden.values.at(row, column), absolute)
          << "row " << row << ", frame " << column * golden.step;
}

}  // namespace airmark::testing
