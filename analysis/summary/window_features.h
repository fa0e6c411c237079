#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "analysis/vocabulary/embedding45.h"
#include "analysis/vocabulary/gtzan58.h"
#include "analysis/vocabulary/mir103.h"
#include "analysis/vocabulary/musical.h"

namespace airmark::analysis {

/// Fewest samples the definitions make sense for: the STFT reflects half a frame at either end.
inline constexpr std::size_t kFewestWindowSamples = 1025;

/// A frame with a lower RMS is not audible.
inline constexpr double kSilenceGateDbfs = -60.0;

/// What one window's samples measure.
struct WindowFeatures {
  Gtzan58Values gtzan58{};
  double audible_ratio = 0.0;  ///< Share of STFT frames with RMS above kSilenceGateDbfs, 0..1.
  MusicalValues musical{};     ///< Without stereo, which one channel does not have.
  std::vector<TempoCandidate> tempo_candidates;  ///< Likeliest first; empty without a beat.
  std::optional<Key> key;                        ///< Empty where none stands out.
  std::optional<Mir103Values> mir103;            ///< Empty where it was not asked for.
  std::optional<Embedding45Values> embedding45;  ///< Empty where it was not asked for.
};

}  // namespace airmark::analysis
