#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/vocabulary/musical.h"

namespace airmark {

/// The tempo of a stream at some moment.
struct TempoReport {
  std::int64_t at_frame = 0;               ///< The last frame of the stream that it rests on.
  std::optional<double> bpm;               ///< Empty while there is no beat.
  double confidence = 0.0;                 ///< How likely bpm is right within 4 %; 0 without bpm.
  std::vector<TempoCandidate> candidates;  ///< Of the last seconds alone, likeliest first.
  bool operator==(const TempoReport&) const = default;
};

}  // namespace airmark
