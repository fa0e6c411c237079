#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "tests/support/golden_signals.h"
#include "tests/support/npy_file.h"
#include "tests/support/test_data.h"

namespace airmark::testing {

/// tests/golden/librosa/golden.json.
inline const nlohmann::json& golden_json() {
  static const nlohmann::json golden =
      nlohmann::json::parse(std::ifstream(source_file("tests/golden/librosa/golden.json")));
  return golden;
}

inline const nlohmann::json& golden_of(std::string_view signal) {
  return golden_json().at("signals").at(std::string(signal));
}

inline bool golden_is_fragile(std::string_view signal, std::string_view value) {
  for (const auto& name : golden_of(signal).at("fragile"))
    if (name == value) return true;
  return false;
}

/// Frame matrices are stored at every n-th frame only: a file `signal.matrix.dN.npy`.
struct GoldenMatrix {
  NpyArray values;  ///< One column per stored frame (or sample).
  std::size_t step = 1;
};

inline GoldenMatrix golden_matrix(std::string_view signal, std::string_view matrix,
                                  std::size_t step) {
  const std::string suffix = step == 0 ? "" : ".d" + std::to_string(step);
  const std::string name = std::string(signal) + "." + std::string(matrix) + suffix + ".npy";
  return {read_npy(source_file("tests/golden/librosa") / name), step == 0 ? 1 : step};
}

/// A file with one value per frame.
inline std::vector<float> golden_series(std::string_view signal, std::string_view series) {
  return golden_matrix(signal, series, 0).values.values;
}

}  // namespace airmark::testing
