#pragma once

#include <cstddef>
#include <vector>

namespace airmark::tools {

/// A whole recording in memory: planar floats, full scale ±1; what lies beyond is kept.
/// Invariant  one channel or more, all of the same length.
struct DecodedSound {
  double sample_rate_hz = 0.0;
  std::vector<std::vector<float>> channels;

  std::size_t frame_count() const noexcept { return channels.front().size(); }
  bool operator==(const DecodedSound&) const = default;
};

}  // namespace airmark::tools
