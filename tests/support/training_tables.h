#pragma once

#include <array>
#include <random>
#include <string>

#include "analysis/vocabulary/feature_table.h"

namespace airmark::testing {

/// The header of the published table.
inline std::string table_header() {
  std::string header = "filename";
  for (const FeatureSpec& spec : kGtzan58Table) header += "," + std::string(spec.name);
  return header + ",label\n";
}

/// One row: every value 0.1 but those that tell the genres apart, by `shift`.
inline std::string table_row(const std::string& name, const std::string& label, double shift,
                             std::mt19937_64& random) {
  std::string row = name;
  for (std::size_t f = 0; f < kGtzan58Count; ++f) {
    const double noise = static_cast<double>(random() % 1000) / 1000.0;
    const bool telling = f == static_cast<std::size_t>(Gtzan58::CentroidMean);
    row += "," + std::to_string(telling ? 2000.0 + 300.0 * shift + 300.0 * noise : 0.2 * noise);
  }
  return row + "," + label + "\n";
}

/// `per_class` clips each of blues, jazz and rock: "blues.00000.wav" … The genres overlap a little.
inline std::string synthetic_table(int per_class, unsigned seed = 3) {
  std::mt19937_64 random(seed);
  std::string table = table_header();
  const std::array<const char*, 3> labels{"blues", "jazz", "rock"};
  for (std::size_t k = 0; k < labels.size(); ++k)
    for (int i = 0; i < per_class; ++i) {
      const std::string number = std::to_string(100000 + i).substr(1);
      table += table_row(std::string(labels[k]) + "." + number + ".wav", labels[k],
                         0.8 * static_cast<double>(k), random);
    }
  return table;
}

}  // namespace airmark::testing
