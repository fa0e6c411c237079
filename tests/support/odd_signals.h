#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace airmark::testing {

/// Input that is no music: every value of it must be finite all the same.
struct OddSignal {
  std::string name;
  std::vector<float> samples;
  bool within_full_scale = true;  ///< Ranges of values are meant for full scale ±1.
};

/// Silence, constants, impulses, a ±1 square, denormal numbers, noise, also far too loud, of
/// `sample_count` samples each.
std::vector<OddSignal> odd_signals(std::size_t sample_count);

}  // namespace airmark::testing
